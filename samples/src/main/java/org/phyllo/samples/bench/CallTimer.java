package org.phyllo.samples.bench;

import java.util.Arrays;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.compiled.Reference;

/** Times predictions of a batch into a given array, and checks what they computed. */
public final class CallTimer {
  /** Long beside the clock's own time, short beside an interruption by other programs. */
  private static final double PORTION_SECONDS = 1e-3;

  /** As in the script that measures PyTorch. */
  private static final int LEAST_PORTION = 20;

  /** Samples that are compared with the reference, which is slow. */
  private static final int REFERENCE_SAMPLES = 16;

  /** The largest difference from the reference in double, relative to its largest output. */
  private static final double TOLERANCE = 1e-4;

  private final Workload workload;
  private final Model model;
  private final int batch;
  private final float[] inputs;
  private final float[] outputs;

  /**
   * Prepares a workload: its inputs, its first weights.
   *
   * @param workload the workload
   * @param settings how it is run; one thread predicts, whatever they say
   * @param batch the number of samples in a call, at least 1
   */
  public CallTimer(Workload workload, Settings settings, int batch) {
    this.workload = workload;
    try (Trainer<?> trainer = workload.trainer(settings)) {
      this.model = trainer.model();
    }
    this.batch = batch;
    this.inputs = new RandomExamples(workload.info(), batch, settings.seed()).copyOfInputs();
    this.outputs = new float[batch * workload.info().outputSize()];
  }

  /**
   * Warms up, measures, and checks that all calls were right.
   *
   * @param seconds how long to measure, greater than 0
   * @return the times
   * @throws IllegalStateException if outputs are not what the network's reference computes, or
   *     change from call to call
   */
  public Timing measure(double seconds) {
    call();
    checkAgainstReference();
    String first = checksum();
    Timing timing = new Stopwatch(this::call, PORTION_SECONDS, LEAST_PORTION).measure(seconds);
    if (!checksum().equals(first)) {
      throw new IllegalStateException(
          "outputs changed while they were measured, checksum %s at first, then %s"
              .formatted(first, checksum()));
    }
    return timing;
  }

  /**
   * The outputs of the last call.
   *
   * @return a checksum; equal bits give equal text
   */
  public String checksum() {
    return Checksum.of(outputs);
  }

  /**
   * Floating-point operations of a call's matrix products, a multiply-add counted as two.
   *
   * @return the number of operations in a call
   */
  public double operations() {
    return 2.0 * batch * workload.info().multiplyAdds();
  }

  private void call() {
    model.predict(inputs, batch, outputs);
  }

  private void checkAgainstReference() {
    int samples = Math.min(batch, REFERENCE_SAMPLES);
    double[] in = new double[samples * workload.info().inputSize()];
    Arrays.setAll(in, i -> inputs[i]);
    Reference reference = workload.reference(model);
    double[] expected = reference.predict(in, samples);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < samples * workload.info().outputSize(); i++) {
      if (!(Math.abs(outputs[i] - expected[i]) <= TOLERANCE * largest)) {
        throw new IllegalStateException(
            "output %d is %s, expected %s as by the reference in double"
                .formatted(i, outputs[i], expected[i]));
      }
    }
  }
}
