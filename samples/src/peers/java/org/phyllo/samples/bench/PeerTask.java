package org.phyllo.samples.bench;

import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;

/** A workload's network, weights and data for another library, and what it has to come to. */
final class PeerTask {
  private static final long SEED = 0;

  /** Relative to the largest output: other libraries sum in other orders, and Adam amplifies it. */
  private static final double TOLERANCE = 1e-2;

  private final Workload workload;
  private final Trainer<?> trainer;
  private final RandomExamples data;
  private final int samples;
  private final int batch;

  private PeerTask(Workload workload, int samples, int batch) {
    this.workload = workload;
    this.trainer = workload.trainer(new Settings(Engine.best(), 1, SEED));
    this.samples = samples;
    this.batch = batch;
    this.data = new RandomExamples(info(), samples, SEED);
  }

  static PeerTask training(Workload workload) {
    return new PeerTask(workload, workload.samples(), workload.batch());
  }

  static PeerTask prediction(Workload workload, int batch) {
    return new PeerTask(workload, batch, batch);
  }

  NetworkInfo info() {
    return workload.info();
  }

  List<PeerLayer> layers() {
    return PeerLayer.of(workload);
  }

  /** Adam with a learning rate of 0.001, otherwise SGD with 0.1. */
  boolean usesAdam() {
    return switch (workload) {
      case IRIS, TWO -> false;
      case MLP, LENET, TINY, DEEP -> true;
    };
  }

  /** The indices of the first samples, as many as a batch has. */
  int[] firstBatch() {
    int[] order = new int[batch];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** Takes the step with the first batch that the other library has taken. */
  void step() {
    trainer.step(data, firstBatch(), 0, batch);
  }

  /** Whether a step comes out the same whoever takes it: dropout is drawn by each library. */
  boolean stepsAreComparable() {
    return info().noise().isEmpty();
  }

  /**
   * Compares what a library predicts for the first batch.
   *
   * @param outputs its outputs
   * @param probabilities whether they have gone through a softmax
   * @throws IllegalStateException if they are not what Phyllo predicts
   */
  void check(float[] outputs, boolean probabilities) {
    int size = info().outputSize();
    float[] expected = new float[batch * size];
    trainer.model().predict(Arrays.copyOf(inputs(), batch * info().inputSize()), batch, expected);
    float largest = 0;
    for (int from = 0; from < expected.length; from += size) {
      if (probabilities) {
        softmax(expected, from, size);
      }
      for (int i = from; i < from + size; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
      }
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(outputs[i] - expected[i]) <= TOLERANCE * largest)) {
        throw new IllegalStateException(
            "output %d is %s, expected %s as by Phyllo".formatted(i, outputs[i], expected[i]));
      }
    }
  }

  private static void softmax(float[] values, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += Math.exp(values[i]);
    }
    for (int i = from; i < from + size; i++) {
      values[i] = (float) (Math.exp(values[i]) / sum);
    }
  }

  /** The number of all samples. */
  int samples() {
    return samples;
  }

  /** The number of samples in a step or a prediction. */
  int batch() {
    return batch;
  }

  /** The tensors that layers of weights take in turn: a weight and a bias for each. */
  List<ParameterInfo> tensors() {
    return info().parameters();
  }

  float[] values(ParameterInfo tensor) {
    return trainer.model().parameter(tensor.name());
  }

  /** All inputs, {@code [samples][inputSize]}. */
  float[] inputs() {
    return data.copyOfInputs();
  }

  /** All targets, {@code [samples][targetSize]}. */
  float[] targets() {
    float[] targets = new float[samples * info().targetSize()];
    for (int i = 0; i < samples; i++) {
      data.readTarget(i, targets, i * info().targetSize());
    }
    return targets;
  }
}
