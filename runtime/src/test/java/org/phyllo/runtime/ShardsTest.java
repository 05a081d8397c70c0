package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Sgd;

/** Batches so large that they are divided. */
final class ShardsTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);
  private static final Shards SHARDS = Shards.of(NETWORK.info());

  /** More shards than groups, the last one not full, nor its last block. */
  private static final int LARGE = SHARDS.samples() * 11 + 37;

  private static final TestExamples DATA = TestExamples.clusters(LARGE, 6, 3, 1);

  private static DenseTrainer trainer(int batchSize, int threads) {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(Sgd.withLearningRate(0.1))
        .batchSize(batchSize)
        .threads(threads)
        .seed(1)
        .build();
  }

  private static int[] order(int count) {
    int[] order = new int[count];
    Arrays.setAll(order, i -> (int) (i * 7919L % count));
    return order;
  }

  @Test
  void areWholeBlocksInOrderedGroups() {
    assertThat(SHARDS.samples() % DenseNetwork.S).isZero();
    assertThat(SHARDS.count(LARGE)).isEqualTo(12);
    assertThat(SHARDS.groups(LARGE)).isEqualTo(8);
    assertThat(SHARDS.first(0, LARGE)).isZero();
    for (int group = 0; group < 8; group++) {
      assertThat(SHARDS.first(group + 1, LARGE)).isGreaterThan(SHARDS.first(group, LARGE));
    }
    assertThat(SHARDS.first(8, LARGE)).isEqualTo(12);
    assertThat(SHARDS.count(SHARDS.samples())).isEqualTo(1);
    assertThat(Shards.NONE.count(Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void divideABatchEvenly() {
    Shards shards = new Shards(640);
    assertThat(shards.evenly(640, 32)).isEqualTo(shards);
    assertThat(shards.evenly(641, 32).samples()).isEqualTo(11 * 32);
    assertThat(shards.evenly(1281, 32).samples()).isEqualTo(11 * 32);
    assertThat(shards.evenly(3000, 32).samples()).isEqualTo(12 * 32);
    assertThat(shards.evenly(10_000, 32).samples()).isEqualTo(20 * 32);
    assertThat(new Shards(16).evenly(100, 16).samples()).isEqualTo(16);
    assertThat(Shards.NONE.evenly(1 << 30, 32)).isEqualTo(Shards.NONE);
  }

  @Test
  void gradientsAreTheMeanOfSmallBatches() {
    int[] order = order(LARGE);
    try (DenseTrainer whole = trainer(LARGE, 1);
        DenseTrainer parts = trainer(64, 1)) {
      double loss = whole.gradients(DATA, order, 0, LARGE);
      double[] sum = new double[NETWORK.hidden() * NETWORK.inputs()];
      double losses = 0;
      for (int from = 0; from < LARGE; from += 64) {
        int count = Math.min(64, LARGE - from);
        losses += count * parts.gradients(DATA, order, from, count);
        float[] gradient = parts.gradient("hidden.weight");
        for (int i = 0; i < sum.length; i++) {
          sum[i] += count * (double) gradient[i];
        }
      }
      assertThat(loss).isCloseTo(losses / LARGE, within(1e-6));
      float[] gradient = whole.gradient("hidden.weight");
      for (int i = 0; i < sum.length; i++) {
        assertThat((double) gradient[i]).isCloseTo(sum[i] / LARGE, within(1e-6));
      }
    }
  }

  @Test
  void inputGradientIsThatOfSmallBatches() {
    int[] order = order(LARGE);
    try (DenseTrainer whole = trainer(LARGE, 1);
        DenseTrainer parts = trainer(64, 1)) {
      whole.gradients(DATA, order, 0, LARGE);
      float[] gradient = whole.inputGradient();
      assertThat(gradient).hasSize(LARGE * NETWORK.inputs());
      for (int from : new int[] {0, SHARDS.samples() - 30, LARGE - 64}) {
        parts.gradients(DATA, order, from, 64);
        float[] part = parts.inputGradient();
        for (int i = 0; i < part.length; i++) {
          float actual = gradient[from * NETWORK.inputs() + i];
          assertThat(actual * (double) LARGE).isCloseTo(part[i] * 64.0, within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void threadsDoNotChangeABit(int threads) {
    int[] order = order(LARGE);
    try (DenseTrainer alone = trainer(LARGE, 1);
        DenseTrainer together = trainer(LARGE, threads)) {
      for (int count : new int[] {LARGE, SHARDS.samples() + 1, SHARDS.samples(), LARGE}) {
        double loss = alone.step(DATA, order, 0, count);
        assertThat(together.step(DATA, order, 0, count)).isEqualTo(loss);
      }
      assertThat(together.model().parameters()).containsExactly(alone.model().parameters());
    }
  }

  @Test
  void divergenceIsFoundInTheLastShard() {
    DenseNetwork relu = NETWORK.withRelu();
    TestExamples data = TestExamples.clusters(LARGE, 6, 3, 1);
    Arrays.fill(data.inputs(), (LARGE - 1) * 6, LARGE * 6, Float.MAX_VALUE);
    int[] order = new int[LARGE];
    Arrays.setAll(order, i -> i);
    try (DenseTrainer trainer =
        DenseTrainer.builder(relu).engine(Engine.PLAIN).batchSize(LARGE).threads(2).build()) {
      TrainingDivergedException failure =
          catchThrowableOfType(
              TrainingDivergedException.class, () -> trainer.step(data, order, 0, LARGE));
      assertThat(failure.layer()).isEqualTo("hidden");
    }
  }
}
