package org.phyllo.samples.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Softmax, cross entropy and its gradient: batches a second. */
public class SoftmaxBenchmark extends PartBenchmark {
  @Param({"SOFTMAX_10", "SOFTMAX_1000"})
  public Kernel kernel;

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
    return Part.LOSS;
  }
}
