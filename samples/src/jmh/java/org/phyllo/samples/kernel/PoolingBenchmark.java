package org.phyllo.samples.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Largest values of windows, forward and backward: batches a second. */
public class PoolingBenchmark extends PartBenchmark {
  @Param({"LENET_S2", "LENET_S4", "DEEP_POOL1"})
  public Kernel kernel;

  @Param({"FORWARD", "INPUT_GRADIENT"})
  public Part part;

  @Benchmark
  public void batches() {
    run();
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
