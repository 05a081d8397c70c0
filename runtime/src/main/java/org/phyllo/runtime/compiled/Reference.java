package org.phyllo.runtime.compiled;

import java.util.Arrays;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * A network in plain loops over {@code double}: the readable text of its own backpropagation, and
 * the oracle that its {@code float} kernels are measured against. The compiler generates one
 * subclass per network; it works on a whole batch at once and makes no attempt at speed.
 *
 * <p>All arrays that it hands out are its own, live: write {@link #parameter} to set parameters,
 * read {@link #gradient} after {@link #gradients()}. Arrays of a batch are sample-major, {@code
 * [samples][size]}, and are replaced when the number of samples changes. Not thread-safe.
 */
public abstract class Reference {
  private final NetworkInfo info;
  private int samples;

  /**
   * For generated subclasses.
   *
   * @param info the network's description
   */
  protected Reference(NetworkInfo info) {
    this.info = info;
  }

  /**
   * The network's description.
   *
   * @return the description
   */
  public final NetworkInfo info() {
    return info;
  }

  /**
   * Computes the output of the batch in {@link #input()}, in training.
   *
   * @param samples the number of samples
   */
  protected abstract void forward(int samples);

  /**
   * The same in inference, for a network whose layers then do something else.
   *
   * @param samples the number of samples
   */
  protected void inference(int samples) {
    forward(samples);
  }

  /**
   * What is kept of all batches so far.
   *
   * @return live arrays, in the order of {@link NetworkInfo#statistics()}
   */
  protected double[][] runningStatistics() {
    return new double[0][];
  }

  /**
   * The same of the batch of the last {@link #run}.
   *
   * @return live arrays, in the order of {@link NetworkInfo#statistics()}
   */
  protected double[][] batchStatistics() {
    return new double[0][];
  }

  /**
   * A running statistic.
   *
   * @param name its name, such as {@code "bn.running_mean"}
   * @return the live values
   * @throws IllegalArgumentException if there is no such statistic
   */
  public final double[] statistic(String name) {
    for (int i = 0; i < info.statistics().size(); i++) {
      if (info.statistics().get(i).name().equals(name)) {
        return runningStatistics()[i];
      }
    }
    throw new IllegalArgumentException(info.name() + " has no statistic '" + name + "'");
  }

  /** Takes the statistics of the batch of the last {@link #run} into the running ones. */
  public final void updateStatistics() {
    for (int i = 0; i < info.statistics().size(); i++) {
      StatisticInfo statistic = info.statistics().get(i);
      double[] running = runningStatistics()[i];
      double[] batch = batchStatistics()[i];
      double share = statistic.momentum() * statistic.correction(samples);
      for (int j = 0; j < running.length; j++) {
        running[j] = (1 - statistic.momentum()) * running[j] + share * batch[j];
      }
    }
  }

  /**
   * The random numbers that layers read in training.
   *
   * @return live arrays, {@code [samples][size]} each, in the order of {@link NetworkInfo#noise()}
   */
  protected double[][] noiseArrays() {
    return new double[0][];
  }

  /**
   * Computes the mean loss over the batch from {@link #output()} and {@link #target()}.
   *
   * @param samples the number of samples
   * @return the mean of the samples' losses
   */
  protected abstract double loss(int samples);

  /**
   * Adds the gradients of the mean loss to those of the parameters and computes the input's, after
   * {@link #forward}.
   *
   * @param samples the number of samples
   */
  protected abstract void backward(int samples);

  /**
   * Makes room for a batch: input, target, activations and their gradients, all zero.
   *
   * @param samples the number of samples
   */
  protected abstract void resize(int samples);

  /**
   * A parameter tensor, row-major, with the shape of {@link ParameterInfo#shape()}.
   *
   * @param name the parameter's name
   * @return the live values
   * @throws IllegalArgumentException if there is no such parameter
   */
  public final double[] parameter(String name) {
    return parameterArrays()[position(name)];
  }

  /**
   * The gradient of the mean loss with respect to a parameter tensor, in the parameter's layout.
   *
   * @param name the parameter's name
   * @return the live gradient
   * @throws IllegalArgumentException if there is no such parameter
   */
  public final double[] gradient(String name) {
    return gradientArrays()[position(name)];
  }

  private int position(String name) {
    return info.parameters().indexOf(info.parameter(name));
  }

  /**
   * The parameter tensors.
   *
   * @return live arrays, in the order of {@link NetworkInfo#parameters()}
   */
  protected abstract double[][] parameterArrays();

  /**
   * The gradients of the parameter tensors.
   *
   * @return live arrays, in the order of {@link NetworkInfo#parameters()}
   */
  protected abstract double[][] gradientArrays();

  /**
   * The batch's inputs.
   *
   * @return {@code [samples][inputSize]}
   */
  public abstract double[] input();

  /**
   * The batch's targets; a class index is stored as its value.
   *
   * @return {@code [samples][targetSize]}
   */
  public abstract double[] target();

  /**
   * The batch's outputs.
   *
   * @return {@code [samples][outputSize]}; of a network with several outputs a copy
   */
  public abstract double[] output();

  /**
   * Puts each sample's outputs one after the other.
   *
   * @param outputs {@code [samples][size]} each, in the order of {@link NetworkInfo#outputs()}
   * @return {@code [samples][outputSize]}
   */
  protected final double[] joined(double[]... outputs) {
    double[] all = new double[samples * info.outputSize()];
    int to = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (int i = 0; i < outputs.length; i++) {
        int size = info.outputs().get(i).size();
        System.arraycopy(outputs[i], sample * size, all, to, size);
        to += size;
      }
    }
    return all;
  }

  /**
   * The gradient of the mean loss with respect to the inputs.
   *
   * @return {@code [samples][inputSize]}
   */
  public abstract double[] inputGradient();

  /**
   * Shows all tensors in the order in which one would explain them: the input; layer by layer its
   * parameters and what it computes; target and loss; then, from the last layer to the first, its
   * output's gradient, what is computed from it, and the gradients of its parameters; at last the
   * input's gradient. Values are those of the last {@link #run}, {@link #predict} or {@link
   * #gradients()}.
   *
   * @param visitor is shown each tensor
   */
  public abstract void tensors(TensorVisitor visitor);

  /**
   * Copies a batch in, computes its outputs and its mean loss, in training.
   *
   * @param inputs {@code [samples][inputSize]}
   * @param targets {@code [samples][targetSize]}
   * @param samples the number of samples, at least 1
   * @return the mean loss
   * @throws IllegalArgumentException if an array has another length
   */
  public final double run(double[] inputs, double[] targets, int samples) {
    check("targets", targets, samples, info.targetSize());
    copyIn(inputs, samples);
    System.arraycopy(targets, 0, target(), 0, targets.length);
    drawNoise();
    forward(samples);
    return loss(samples);
  }

  /**
   * Copies a batch's inputs in and computes its outputs as a trained network does.
   *
   * @param inputs {@code [samples][inputSize]}
   * @param samples the number of samples, at least 1
   * @return {@link #output()}
   * @throws IllegalArgumentException if the array has another length
   */
  public final double[] predict(double[] inputs, int samples) {
    copyIn(inputs, samples);
    inference(samples);
    return output();
  }

  private void copyIn(double[] inputs, int samples) {
    check("inputs", inputs, samples, info.inputSize());
    if (samples != this.samples) {
      resize(samples);
      this.samples = samples;
    }
    System.arraycopy(inputs, 0, input(), 0, inputs.length);
  }

  /** The numbers of a trainer's first step with seed 0. */
  private void drawNoise() {
    double[][] arrays = noiseArrays();
    for (int layer = 0; layer < arrays.length; layer++) {
      int size = info.noise().get(layer).size();
      float[] values = new float[size];
      Philox random = new Philox(0, Purpose.DROPOUT, layer, 0, 0);
      for (int sample = 0; sample < samples; sample++) {
        random.restart(0, sample);
        random.fill(values, 0, 1, size);
        for (int i = 0; i < size; i++) {
          arrays[layer][sample * size + i] = values[i];
        }
      }
    }
  }

  /**
   * Computes the gradients of the batch of the last {@link #run}: those of every parameter and of
   * the input.
   *
   * @throws IllegalStateException if there was no {@link #run}
   */
  public final void gradients() {
    if (samples == 0) {
      throw new IllegalStateException(info.name() + ": gradients() needs a run(...) before it");
    }
    for (ParameterInfo parameter : info.parameters()) {
      Arrays.fill(gradient(parameter.name()), 0);
    }
    backward(samples);
  }

  /**
   * Sets all parameters from a model's flat array.
   *
   * @param flat the values, of length {@link NetworkInfo#parameterFloats()}
   * @throws IllegalArgumentException if the array has another length
   */
  public final void setParameters(float[] flat) {
    if (flat.length != info.parameterFloats()) {
      throw new IllegalArgumentException(
          "%s: %d parameters, expected %d"
              .formatted(info.name(), flat.length, info.parameterFloats()));
    }
    for (ParameterInfo parameter : info.parameters()) {
      double[] values = parameter(parameter.name());
      for (int i = 0; i < values.length; i++) {
        values[i] = flat[parameter.offset() + i];
      }
    }
    for (StatisticInfo statistic : info.statistics()) {
      double[] values = statistic(statistic.name());
      for (int i = 0; i < values.length; i++) {
        values[i] = flat[statistic.offset() + i];
      }
    }
  }

  private void check(String what, double[] values, int samples, int size) {
    if (samples < 1 || values.length != (long) samples * size) {
      throw new IllegalArgumentException(
          "%s: %s has %d values, expected %d samples of %d"
              .formatted(info.name(), what, values.length, samples, size));
    }
  }
}
