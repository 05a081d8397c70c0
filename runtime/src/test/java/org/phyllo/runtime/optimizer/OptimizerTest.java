package org.phyllo.runtime.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

final class OptimizerTest {
  private static final int SIZE = 101;
  private static final int STEPS = 20;

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Sgd.withLearningRate(0.1),
        Sgd.withLearningRate(0.1).withWeightDecay(0.01),
        Momentum.withLearningRate(0.05),
        Momentum.withLearningRate(0.05).withMomentum(0.5),
        Adam.withLearningRate(0.01),
        Adam.withLearningRate(0.01).withBetas(0.8, 0.9));
  }

  @Test
  void sgdFollowsItsFormula() {
    double[] w = {2};
    Sgd.withLearningRate(0.1).update(w, new double[] {3}, new double[0][], 1);
    assertThat(w[0]).isCloseTo(2 - 0.1 * 3, within(1e-15));
    Sgd.withLearningRate(0.1).withWeightDecay(0.5).update(w, new double[] {3}, new double[0][], 2);
    assertThat(w[0]).isCloseTo(1.7 - 0.1 * (3 + 0.5 * 1.7), within(1e-15));
  }

  @Test
  void momentumFollowsItsFormula() {
    double[] w = {2};
    double[][] state = {{0}};
    Momentum momentum = Momentum.withLearningRate(0.1);
    momentum.update(w, new double[] {3}, state, 1);
    assertThat(w[0]).isCloseTo(2 - 0.1 * 3, within(1e-15));
    momentum.update(w, new double[] {1}, state, 2);
    assertThat(state[0][0]).isCloseTo(0.9 * 3 + 1, within(1e-15));
    assertThat(w[0]).isCloseTo(1.7 - 0.1 * 3.7, within(1e-15));
  }

  @Test
  void adamFollowsItsFormula() {
    double[] w = {2};
    double[][] state = {{0}, {0}};
    Adam adam = Adam.withLearningRate(0.1);
    adam.update(w, new double[] {3}, state, 1);
    // the corrected averages of one gradient are the gradient and its square
    assertThat(w[0]).isCloseTo(2 - 0.1 * 3 / (3 + 1e-8), within(1e-12));
    double before = w[0];
    adam.update(w, new double[] {-1}, state, 2);
    double m = (0.9 * 0.1 * 3 + 0.1 * -1) / (1 - 0.9 * 0.9);
    double v = (0.999 * 0.001 * 9 + 0.001 * 1) / (1 - 0.999 * 0.999);
    assertThat(w[0]).isCloseTo(before - 0.1 * m / (Math.sqrt(v) + 1e-8), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void floatFollowsDouble(Optimizer optimizer) {
    float[] w = draw(1);
    double[] wide = widen(w);
    float[][] state = new float[optimizer.stateArrays()][SIZE];
    double[][] wideState = new double[optimizer.stateArrays()][SIZE];
    for (int step = 1; step <= STEPS; step++) {
      float[] g = draw(1 + step);
      optimizer.update(w, g, state, step, 0, SIZE);
      optimizer.update(wide, widen(g), wideState, step);
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) w[i]).isCloseTo(wide[i], within(5e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void rangesDoNotChangeABit(Optimizer optimizer) {
    float[] whole = draw(1);
    float[] pieces = draw(1);
    float[][] wholeState = new float[optimizer.stateArrays()][SIZE];
    float[][] piecesState = new float[optimizer.stateArrays()][SIZE];
    for (int step = 1; step <= STEPS; step++) {
      float[] g = draw(1 + step);
      optimizer.update(whole, g, wholeState, step, 0, SIZE);
      for (int from = 0; from < SIZE; from += 7) {
        optimizer.update(pieces, g, piecesState, step, from, Math.min(SIZE, from + 7));
      }
    }
    assertThat(pieces).containsExactly(whole);
    assertThat(piecesState).isDeepEqualTo(wholeState);
  }

  @Test
  void touchesNothingOutsideItsRange() {
    for (Optimizer optimizer : optimizers().toList()) {
      float[] w = draw(1);
      float[][] state = new float[optimizer.stateArrays()][SIZE];
      optimizer.update(w, draw(2), state, 1, 10, 20);
      float[] before = draw(1);
      for (int i = 0; i < SIZE; i++) {
        boolean inside = i >= 10 && i < 20;
        assertThat(w[i] != before[i]).as("%s, element %d", optimizer, i).isEqualTo(inside);
        for (float[] array : state) {
          assertThat(array[i] != 0).isEqualTo(inside);
        }
      }
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> Sgd.withLearningRate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Sgd: learningRate is 0.0, expected a finite number greater than 0");
    assertThatThrownBy(() -> Sgd.withLearningRate(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sgd.withLearningRate(1).withWeightDecay(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Momentum.withLearningRate(0.1).withMomentum(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Momentum: momentum is 1.0, expected at least 0 and less than 1");
    assertThatThrownBy(() -> Adam.withLearningRate(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.999, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] draw(int step) {
    Philox random = new Philox(9, Purpose.CHECKING, 0, step, 0);
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (float) random.nextNormal();
    }
    return values;
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
