package org.phyllo.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;

/**
 * One forward and backward pass of a network, number by number: the input, every layer's parameters
 * and output, the loss, the gradient of every tensor and every parameter. Computed by the network's
 * {@link Reference} in {@code double}, and named as in its source.
 *
 * <pre>{@code
 * Trace trace = Trace.training(model, digits.train(), 0);
 * System.out.println(trace);
 * double[] dHidden = trace.tensor("dHidden").values();
 * }</pre>
 *
 * <p>Printed, it goes as on a blackboard: forward layer by layer, the loss, backward from the last
 * layer to the first. A matrix is printed as rows, a large tensor as its first values and its
 * distribution.
 */
public final class Trace {
  private final NetworkInfo network;
  private final boolean training;
  private final int samples;
  private final double loss;
  private final List<TracedTensor> tensors;

  private Trace(Reference reference, boolean training, int samples, double loss) {
    this.network = reference.info();
    this.training = training;
    this.samples = samples;
    this.loss = loss;
    List<TracedTensor> shown = new ArrayList<>();
    reference.tensors(
        (role, layer, name, values, shape) -> {
          if (training || role.inInference()) {
            int[] extents = role.perSample() ? withSamples(shape) : shape;
            shown.add(new TracedTensor(role, layer, name, extents, values));
          }
        });
    this.tensors = List.copyOf(shown);
  }

  private int[] withSamples(int[] shape) {
    int[] extents = new int[shape.length + 1];
    extents[0] = samples;
    System.arraycopy(shape, 0, extents, 1, shape.length);
    return extents;
  }

  /**
   * A pass through a reference in training, forward and backward. Layers with random numbers get
   * those of a trainer's first step with seed 0.
   *
   * @param reference the network with its parameters set, such as {@code
   *     DigitsModel.network().reference()}
   * @param inputs {@code [samples][inputSize]}
   * @param targets {@code [samples][targetSize]}; a class index is given as its value
   * @return the trace, which keeps nothing of the reference
   * @throws IllegalArgumentException if the inputs are not those of whole samples, at least one, or
   *     the targets those of as many
   */
  public static Trace training(Reference reference, double[] inputs, double[] targets) {
    int samples = samples(reference, inputs);
    checkIndices(reference.info(), inputs, samples);
    checkLabels(reference.info(), targets, samples);
    double loss = reference.run(inputs, targets, samples);
    reference.gradients();
    return new Trace(reference, true, samples, loss);
  }

  /**
   * A pass through a model in training, forward and backward.
   *
   * @param model the model, which stays as it is
   * @param data the data set
   * @param numbers the samples of the batch by their numbers, at least one
   * @return the trace
   * @throws IllegalArgumentException if the data set's shapes are not the network's, or there are
   *     no numbers
   * @throws IndexOutOfBoundsException if there is no sample of a number
   */
  public static Trace training(Model model, Examples data, int... numbers) {
    Batch batch = Batch.read(model.info(), data, numbers);
    return training(model.reference(), batch.inputs(), batch.targets());
  }

  /**
   * A forward pass through a reference as a trained network does it.
   *
   * @param reference the network with its parameters set
   * @param inputs {@code [samples][inputSize]}
   * @return the trace; its loss is NaN, and it has no targets and gradients
   * @throws IllegalArgumentException if the inputs are not those of whole samples, at least one
   */
  public static Trace inference(Reference reference, double[] inputs) {
    int samples = samples(reference, inputs);
    checkIndices(reference.info(), inputs, samples);
    reference.predict(inputs, samples);
    return new Trace(reference, false, samples, Double.NaN);
  }

  /**
   * A forward pass through a model as a trained network does it.
   *
   * @param model the model, which stays as it is
   * @param input the values of one input in row-major order
   * @return the trace; its loss is NaN, and it has no targets and gradients
   * @throws IllegalArgumentException if the input has another number of values than the network's
   */
  public static Trace inference(Model model, float[] input) {
    return inference(model.reference(), CheckCase.doubles(input));
  }

  private static int samples(Reference reference, double[] inputs) {
    int size = reference.info().inputSize();
    if (inputs.length == 0 || inputs.length % size != 0) {
      throw new IllegalArgumentException(
          "%s: inputs have %d values, expected %d for each sample"
              .formatted(reference.info().name(), inputs.length, size));
    }
    return inputs.length / size;
  }

  private static void checkIndices(NetworkInfo info, double[] inputs, int samples) {
    float[] values = new float[inputs.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) inputs[i];
    }
    for (int sample = 0; sample < samples; sample++) {
      ExamplesCheck.checkIndices(info, sample, values, sample * info.inputSize());
    }
  }

  private static void checkLabels(NetworkInfo info, double[] targets, int samples) {
    if (targets.length != samples * info.targetSize()) {
      return; // the reference says so
    }
    int at = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (OutputInfo output : info.outputs()) {
        float label = (float) targets[at];
        if (output.targetIsClass() && !output.isLabel(label)) {
          throw ExamplesCheck.labelError(info.name() + ": ", info, output, sample, label);
        }
        at += output.targetSize();
      }
    }
  }

  /**
   * The network.
   *
   * @return its description
   */
  public NetworkInfo network() {
    return network;
  }

  /**
   * Whether it went backward too.
   *
   * @return false for inference
   */
  public boolean isTraining() {
    return training;
  }

  /**
   * The number of samples.
   *
   * @return at least 1
   */
  public int samples() {
    return samples;
  }

  /**
   * The mean loss of the samples, of which all gradients are.
   *
   * @return the loss, or NaN in inference
   */
  public double loss() {
    return loss;
  }

  /**
   * All tensors, in the order in which they are printed.
   *
   * @return an unmodifiable list
   */
  public List<TracedTensor> tensors() {
    return tensors;
  }

  /**
   * A tensor by its name.
   *
   * @param name its name in the reference's source, such as {@code "hiddenWeight"} or {@code
   *     "dHidden"}
   * @return the tensor
   * @throws IllegalArgumentException if there is none of that name
   */
  public TracedTensor tensor(String name) {
    return tensors.stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no tensor '%s', expected one of %s"
                        .formatted(
                            network.name(),
                            name,
                            tensors.stream().map(TracedTensor::name).toList())));
  }

  /**
   * What a layer computed.
   *
   * @param layer the layer's name
   * @return its output
   * @throws IllegalArgumentException if there is no such layer
   */
  public TracedTensor output(String layer) {
    return last(TensorRole.ACTIVATION, layer);
  }

  /**
   * The gradient of the mean loss with respect to what a layer computed.
   *
   * @param layer the layer's name, or {@code "input"} for the network's input
   * @return the gradient of its output
   * @throws IllegalArgumentException if there is no such layer, or the trace is one of inference
   */
  public TracedTensor outputGradient(String layer) {
    for (TracedTensor tensor : tensors) {
      if (tensor.role() == TensorRole.GRADIENT && tensor.layer().equals(layer)) {
        return tensor;
      }
    }
    throw missing(layer);
  }

  /** A layer's output comes after all that it computes on the way. */
  private TracedTensor last(TensorRole role, String layer) {
    for (TracedTensor tensor : tensors.reversed()) {
      if (tensor.role() == role && tensor.layer().equals(layer)) {
        return tensor;
      }
    }
    throw missing(layer);
  }

  private IllegalArgumentException missing(String layer) {
    return new IllegalArgumentException(
        "%s: no such tensor of a layer '%s'".formatted(network.name(), layer));
  }

  /**
   * Prints all tensors.
   *
   * @param to takes the text
   * @throws IOException if it can't
   */
  public void print(Appendable to) throws IOException {
    to.append(toString());
  }

  /** Returns all tensors as text. */
  @Override
  public String toString() {
    return TraceText.of(this);
  }
}
