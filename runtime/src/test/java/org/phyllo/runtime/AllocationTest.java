package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.schedule.ConstantSchedule;
import org.phyllo.runtime.schedule.CosineSchedule;
import org.phyllo.runtime.schedule.ExponentialSchedule;
import org.phyllo.runtime.schedule.OneCycle;
import org.phyllo.runtime.schedule.ReduceOnPlateau;
import org.phyllo.runtime.schedule.Schedule;
import org.phyllo.runtime.schedule.StepSchedule;

/** Steps and predictions in a steady state allocate nothing, on any thread. */
final class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * The JVM itself allocates now and then, such as when it throws compiled code away, so the state
   * is steady if one round in several is without. What allocates in every call does in every round.
   */
  private static final int ROUNDS = 10;

  private static final int CALLS = 1_000;

  private final DenseNetwork network = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);
  private final TestExamples data = TestExamples.clusters(200, 6, 3, 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void trainingStep(int threads) {
    int[] order = TestExamples.order(200);
    try (DenseTrainer trainer =
        DenseTrainer.builder(network)
            .engine(Engine.PLAIN)
            .optimizer(Adam.withLearningRate(0.001))
            .batchSize(50)
            .clipValue(0.5)
            .clipNorm(0.01)
            .accumulate(2)
            .threads(threads)
            .build()) {
      double sum = trainer.step(data, order, 0, 50);
      long[] workers = workers();
      assertThat(workers).hasSize(threads - 1);
      long fewest = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocatedBy(workers);
        long here = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          sum += trainer.step(data, order, i % 4 * 50, 50);
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - here;
        fewest = Math.min(fewest, allocated + allocatedBy(workers) - before);
      }
      assertThat(fewest).isZero();
      assertThat(sum).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void learningRate(Schedule schedule) {
    LearningRate learningRate = new LearningRate("Dense", Adam.withLearningRate(0.001), schedule);
    learningRate.startEpoch(2, 3, CALLS, List.of());
    double sum = 0;
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int step = 1; step <= CALLS; step++) {
        sum += learningRate.at(step);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(fewest).isZero();
    assertThat(sum).isPositive();
  }

  static Stream<Schedule> schedules() {
    return Stream.of(
        new ConstantSchedule(),
        StepSchedule.every(1),
        ExponentialSchedule.withDecay(0.9),
        CosineSchedule.toZero().withWarmup(0.5),
        OneCycle.ofRun(),
        ReduceOnPlateau.after(1));
  }

  @Test
  void prediction() {
    DenseModel model = new DenseModel(network, 1);
    float[] input = data.input(0);
    float[] output = new float[3];
    float[] outputs = new float[200 * 3];
    int sum = 0;
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        model.predict(input, output);
        model.predict(data.inputs(), 200, outputs);
        sum += model.classify(input);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(fewest).isZero();
    assertThat(sum).isNotNegative();
  }

  private static long[] workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("phyllo-worker-"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  private static long allocatedBy(long[] threads) {
    long sum = 0;
    for (long thread : threads) {
      sum += THREADS.getThreadAllocatedBytes(thread);
    }
    return sum;
  }
}
