package org.phyllo.samples.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
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
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Updates of all parameters: how often a second, and how many million parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerBenchmark {
  private static final double RATE = 1e-3;
  private static final double TOLERANCE = 1e-5;

  @Param({"SGD", "MOMENTUM", "NESTEROV", "ADAGRAD", "RMSPROP", "ADAM", "ADAMW"})
  public Formula formula;

  /** LeNet-5's and, above what caches hold, those of the benchmark "mlp". */
  @Param({"44426", "669706"})
  public int parameters;

  private Optimizer optimizer;
  private float[] values;
  private float[] gradients;
  private float[][] state;
  private int step;

  /** The optimizers. */
  public enum Formula {
    /** Stochastic gradient descent. */
    SGD,
    /** With momentum. */
    MOMENTUM,
    /** With Nesterov's momentum. */
    NESTEROV,
    /** AdaGrad. */
    ADAGRAD,
    /** RMSProp. */
    RMSPROP,
    /** Adam. */
    ADAM,
    /** Adam with decoupled weight decay. */
    ADAMW;

    Optimizer optimizer() {
      return switch (this) {
        case SGD -> Sgd.withLearningRate(RATE);
        case MOMENTUM -> Momentum.withLearningRate(RATE);
        case NESTEROV -> Nesterov.withLearningRate(RATE);
        case ADAGRAD -> AdaGrad.withLearningRate(RATE);
        case RMSPROP -> RmsProp.withLearningRate(RATE);
        case ADAM -> Adam.withLearningRate(RATE);
        case ADAMW -> AdamW.withLearningRate(RATE);
      };
    }
  }

  /** JMH divides it by the time. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public double megaparameters;
  }

  @Setup
  public void prepare() {
    optimizer = formula.optimizer();
    values = normal(1);
    gradients = normal(2);
    state = new float[optimizer.stateArrays()][parameters];
    step = 0;
  }

  @Benchmark
  public void updates(Work work) {
    step++;
    optimizer.update(values, gradients, state, step, RATE, 0, parameters);
    work.megaparameters += parameters / 1e6;
  }

  /** One more update, in float by the code that was measured and in double. */
  @TearDown
  public void check() {
    double[] expected = doubles(values);
    double[][] expectedState = new double[state.length][];
    for (int i = 0; i < state.length; i++) {
      expectedState[i] = doubles(state[i]);
    }
    step++;
    optimizer.update(values, gradients, state, step, RATE, 0, parameters);
    optimizer.update(expected, doubles(gradients), expectedState, step);
    for (int i = 0; i < parameters; i++) {
      if (!(Math.abs(values[i] - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
        throw new IllegalStateException(
            "%s: parameter %d is %s after update %d, expected %s"
                .formatted(formula, i, values[i], step, expected[i]));
      }
    }
  }

  private float[] normal(long seed) {
    Philox random = new Philox(seed, Purpose.CHECKING);
    float[] drawn = new float[parameters];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) random.nextNormal();
    }
    return drawn;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
