package org.phyllo.runtime.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DenormalsTest {
  @ParameterizedTest
  @ValueSource(floats = {1e-22f, 1e-8f, 1, 3e38f})
  void leavesOrdinaryNumbersAlone(float value) {
    assertThat(Denormals.cleared(value)).isEqualTo(value);
    assertThat(Denormals.cleared(-value)).isEqualTo(-value);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.MIN_VALUE, 1e-38f, 1e-31f})
  void clearsTheSmallest(float value) {
    assertThat(Denormals.cleared(value)).isZero();
    assertThat(Denormals.cleared(-value)).isZero();
  }

  static List<Optimizer> averaging() {
    return List.of(
        Adam.withLearningRate(0.001),
        AdamW.withLearningRate(0.001),
        Momentum.withLearningRate(0.01),
        Nesterov.withLearningRate(0.01),
        RmsProp.withLearningRate(0.001));
  }

  /** As for a unit that is never active again: no average may end as a denormal number. */
  @ParameterizedTest
  @MethodSource("averaging")
  void averagesWithoutGradientsEndAtZero(Optimizer optimizer) {
    float[] parameters = {1, -1};
    float[] gradients = {1e-3f, -1e-3f};
    float[][] state = new float[optimizer.stateArrays()][2];
    for (int step = 1; step <= 100_000; step++) {
      if (step == 2) {
        gradients[0] = 0;
        gradients[1] = 0;
      }
      optimizer.update(parameters, gradients, state, step, 0.001, 0, 2);
      for (float[] averages : state) {
        for (float average : averages) {
          assertThat(average == 0 || Math.abs(average) >= Float.MIN_NORMAL).isTrue();
        }
      }
    }
    for (float[] averages : state) {
      assertThat(averages).containsOnly(0);
    }
  }
}
