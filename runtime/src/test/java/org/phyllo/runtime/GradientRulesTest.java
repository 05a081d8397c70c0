package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Clipping and accumulation: what becomes of gradients before the optimizer sees them. */
final class GradientRulesTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  private final TestExamples data = TestExamples.clusters(301, 6, 3, 1);

  private static TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(Sgd.withLearningRate(0.1))
        .batchSize(25)
        .epochs(2);
  }

  private static float[] gradients(DenseTrainer trainer) {
    float[] gradients = new float[NETWORK.info().parameterFloats()];
    for (ParameterInfo tensor : NETWORK.info().parameters()) {
      float[] values = trainer.gradient(tensor.name());
      System.arraycopy(values, 0, gradients, tensor.offset(), values.length);
    }
    return gradients;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private float[] unclipped() {
    try (DenseTrainer trainer = builder().build()) {
      trainer.gradients(data, TestExamples.order(301), 0, 25);
      return gradients(trainer);
    }
  }

  @Test
  void valuesAreLimited() {
    float[] free = unclipped();
    try (DenseTrainer trainer = builder().clipValue(0.01).build()) {
      trainer.step(data, TestExamples.order(301), 0, 25);
      float[] clipped = gradients(trainer);
      for (int i = 0; i < free.length; i++) {
        assertThat(clipped[i]).isEqualTo(Math.clamp(free[i], -0.01f, 0.01f));
      }
      assertThat(clipped).isNotEqualTo(free);
    }
  }

  @Test
  void theNormIsLimited() {
    float[] free = unclipped();
    double norm = norm(free);
    try (DenseTrainer trainer = builder().clipNorm(norm / 3).build()) {
      trainer.step(data, TestExamples.order(301), 0, 25);
      float[] clipped = gradients(trainer);
      assertThat(norm(clipped)).isCloseTo(norm / 3, within(1e-6));
      for (int i = 0; i < free.length; i++) {
        assertThat((double) clipped[i]).isCloseTo(free[i] / 3.0, within(1e-6));
      }
    }
    try (DenseTrainer trainer = builder().clipNorm(norm * 1.01).build()) {
      trainer.step(data, TestExamples.order(301), 0, 25);
      assertThat(gradients(trainer)).as("a norm below the limit").containsExactly(free);
    }
  }

  /** 100,003 gradients are seven ranges, the last with a remainder of three. */
  @Test
  void theNormIsTheSameWithAnyNumberOfThreads() {
    float[] gradients = new float[100_003];
    Philox random = new Philox(5, Purpose.CHECKING);
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = (float) random.nextNormal();
    }
    double expected = norm(gradients);
    double[] norms = new double[3];
    float[][] clipped = new float[3][];
    for (int threads = 1; threads <= 3; threads++) {
      clipped[threads - 1] = gradients.clone();
      try (Workers workers = new Workers(threads)) {
        norms[threads - 1] =
            new GradientClipping(
                    clipped[threads - 1], clipped[threads - 1].length, Double.POSITIVE_INFINITY, 1)
                .apply(workers);
      }
    }
    assertThat(norms[0]).isCloseTo(expected, within(1e-9 * expected));
    assertThat(norms).containsOnly(norms[0]);
    assertThat(clipped[1]).containsExactly(clipped[0]);
    assertThat(clipped[2]).containsExactly(clipped[0]);
    assertThat(norm(clipped[0])).isCloseTo(1, within(1e-6));
  }

  @Test
  void aNormThatIsNotFiniteEndsTraining() {
    DenseNetwork network = new DenseNetwork(4, 5, 2, Loss.MEAN_SQUARED_ERROR).withRelu();
    DenseModel start = new DenseModel(network, 1);
    float[] inputs = new float[4];
    Arrays.fill(inputs, 1e15f);
    float[] weights = new float[10];
    Arrays.fill(weights, 1e30f);
    start.setParameter("output.weight", weights);
    start.setParameter("hidden.weight", new float[20]);
    start.setParameter("hidden.bias", new float[] {1e-20f, 1e-20f, 1e-20f, 1e-20f, 1e-20f});
    TestExamples huge = new TestExamples(4, 0, 2, inputs, new float[2]);
    try (DenseTrainer trainer =
        DenseTrainer.builder(network).engine(Engine.PLAIN).startFrom(start).clipNorm(1).build()) {
      assertThatThrownBy(() -> trainer.step(huge, new int[1], 0, 1))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("'gradient of hidden.weight' is no longer finite");
      assertThat(trainer.model().parameters()).containsExactly(start.parameters());
    }
  }

  /** Three batches, the last smaller, follow the gradient of all their samples. */
  @Test
  void accumulatedBatchesAreOneLargeBatch() {
    int[] order = TestExamples.order(60);
    try (DenseTrainer small = builder().accumulate(3).build();
        DenseTrainer large = builder().batchSize(60).build()) {
      float[] before = small.model().parameters();
      small.step(data, order, 0, 25);
      small.step(data, order, 25, 25);
      assertThat(small.model().parameters()).as("no update yet").containsExactly(before);
      small.step(data, order, 50, 10);
      large.step(data, order, 0, 60);
      float[] after = small.model().parameters();
      assertThat(after).isNotEqualTo(before);
      float[] expected = large.model().parameters();
      for (int i = 0; i < after.length; i++) {
        assertThat(after[i]).isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  /** 301 samples are 13 batches: four updates of three batches, then one of the last alone. */
  @Test
  void anEpochEndsWithAnUpdate() {
    DenseTrainer small = builder().accumulate(3).build();
    DenseTrainer large = builder().batchSize(75).build();
    float[] after = small.fit(data).parameters();
    float[] expected = large.fit(data).parameters();
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isCloseTo(expected[i], within(1e-5f));
    }
    assertThat(small.report().steps()).isEqualTo(2 * 13);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void threadsDoNotChangeABit(int threads) {
    float[][] parameters = new float[2][];
    for (int i = 0; i < 2; i++) {
      parameters[i] =
          builder()
              .optimizer(Adam.withLearningRate(0.01))
              .accumulate(2)
              .clipValue(0.05)
              .clipNorm(0.1)
              .threads(i == 0 ? 1 : threads)
              .build()
              .fit(data)
              .parameters();
    }
    assertThat(parameters[1]).containsExactly(parameters[0]);
  }

  @ParameterizedTest
  @CsvSource({"0, clipNorm", "-1, clipValue", "Infinity, clipNorm", "NaN, clipValue"})
  void refusesLimitsOutOfRange(double limit, String setting) {
    assertThatThrownBy(
            () -> {
              if (setting.equals("clipNorm")) {
                builder().clipNorm(limit);
              } else {
                builder().clipValue(limit);
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseTrainer.%s: %s, expected a finite number greater than 0"
                .formatted(setting, limit));
    assertThatThrownBy(() -> builder().accumulate(0))
        .hasMessage("DenseTrainer.accumulate: 0, expected at least 1");
  }
}
