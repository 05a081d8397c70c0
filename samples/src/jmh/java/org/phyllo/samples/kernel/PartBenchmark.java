package org.phyllo.samples.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.phyllo.runtime.Engine;

/** Runs a part of a kernel's network, batch after batch, and checks in the end what came out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class PartBenchmark {
  @Param({"VECTOR"})
  public Engine engine;

  private KernelBatch batch;
  private Part measured;

  @Setup
  public void prepare() {
    batch = new KernelBatch(kernel(), engine);
    measured = part();
  }

  @TearDown
  public void check() {
    batch.check(measured);
  }

  abstract Kernel kernel();

  abstract Part part();

  /** Runs the part once; returns its floating-point operations in billions. */
  final double run() {
    batch.run(measured);
    return batch.operations() / 1e9;
  }
}
