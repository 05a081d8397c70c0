package org.phyllo.samples.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Dense layers and convolutions, forward and both gradients: batches and GFLOP a second. */
public class ContractionBenchmark extends PartBenchmark {
  @Param({
    "DENSE_64_784",
    "DENSE_512_784",
    "DENSE_512_512",
    "LENET_C1",
    "LENET_C3",
    "DEEP_CONV1",
    "DEEP_CONV2",
    "DEEP_CONV3",
    "DEEP_CONV4",
    "DEEP_CONV5",
    "DEEP_CONV6"
  })
  public Kernel kernel;

  @Param({"FORWARD", "WEIGHT_GRADIENT", "INPUT_GRADIENT"})
  public Part part;

  /** JMH divides it by the time, so its "ops/s" are GFLOP/s. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public double gflop;
  }

  @Benchmark
  public void batches(Work work) {
    work.gflop += run();
  }

  @Override
  Kernel kernel() {
    return kernel;
  }

  @Override
  Part part() {
    return part;
  }
}
