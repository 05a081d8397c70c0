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
        Momentum.withLearningRate(0.05).withWeightDecay(0.1),
        Nesterov.withLearningRate(0.05),
        Nesterov.withLearningRate(0.05).withMomentum(0.5).withWeightDecay(0.1),
        AdaGrad.withLearningRate(0.1),
        RmsProp.withLearningRate(0.01),
        RmsProp.withLearningRate(0.01).withDecay(0.5),
        Adam.withLearningRate(0.01),
        Adam.withLearningRate(0.01).withBetas(0.8, 0.9),
        Adam.withLearningRate(0.01).withWeightDecay(0.1),
        AdamW.withLearningRate(0.01),
        AdamW.withLearningRate(0.01).withWeightDecay(0.5));
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

  @Test
  void nesterovFollowsItsFormula() {
    double[] w = {2};
    double[][] state = {{0}};
    Nesterov nesterov = Nesterov.withLearningRate(0.1);
    nesterov.update(w, new double[] {3}, state, 1);
    assertThat(w[0]).isCloseTo(2 - 0.1 * (3 + 0.9 * 3), within(1e-15));
    double before = w[0];
    nesterov.update(w, new double[] {1}, state, 2);
    assertThat(w[0]).isCloseTo(before - 0.1 * (1 + 0.9 * (0.9 * 3 + 1)), within(1e-15));
  }

  @Test
  void adaGradFollowsItsFormula() {
    double[] w = {2};
    double[][] state = {{0}};
    AdaGrad adaGrad = AdaGrad.withLearningRate(0.1).withEpsilon(0.5);
    adaGrad.update(w, new double[] {3}, state, 1);
    assertThat(w[0]).isCloseTo(2 - 0.1 * 3 / 3.5, within(1e-15));
    double before = w[0];
    adaGrad.update(w, new double[] {4}, state, 2);
    assertThat(w[0]).isCloseTo(before - 0.1 * 4 / 5.5, within(1e-15));
  }

  @Test
  void rmsPropFollowsItsFormula() {
    double[] w = {2};
    double[][] state = {{0}};
    RmsProp rmsProp = RmsProp.withLearningRate(0.1).withDecay(0.75).withEpsilon(0.5);
    rmsProp.update(w, new double[] {3}, state, 1);
    assertThat(w[0]).isCloseTo(2 - 0.1 * 3 / (Math.sqrt(0.25 * 9) + 0.5), within(1e-15));
    double before = w[0];
    rmsProp.update(w, new double[] {4}, state, 2);
    double h = 0.75 * 0.25 * 9 + 0.25 * 16;
    assertThat(w[0]).isCloseTo(before - 0.1 * 4 / (Math.sqrt(h) + 0.5), within(1e-15));
  }

  @Test
  void decayIsPartOfTheGradientOrOutsideOfIt() {
    double[] plain = {2};
    double[] decayed = {2};
    Adam adam = Adam.withLearningRate(0.1);
    adam.update(plain, new double[] {3 + 0.5 * 2}, new double[2][1], 1);
    adam.withWeightDecay(0.5).update(decayed, new double[] {3}, new double[2][1], 1);
    assertThat(decayed).containsExactly(plain);

    double[] decoupled = {2};
    plain = new double[] {2};
    adam.update(plain, new double[] {3}, new double[2][1], 1);
    AdamW adamW = AdamW.withLearningRate(0.1).withWeightDecay(0.5);
    adamW.update(decoupled, new double[] {3}, new double[2][1], 1);
    assertThat(decoupled[0]).isCloseTo(plain[0] - 0.1 * 0.5 * 2, within(1e-15));
  }

  @Test
  void sparingLeavesTheDecayToHigherRanks() {
    Sgd sgd = Sgd.withLearningRate(0.1).withWeightDecay(0.01);
    assertThat(sgd.forRank(1)).isEqualTo(sgd);
    assertThat(sgd.sparingBiases().forRank(1).weightDecay()).isZero();
    Momentum momentum = Momentum.withLearningRate(0.1).sparingBiases().withWeightDecay(0.01);
    Nesterov nesterov = Nesterov.withLearningRate(0.1).sparingBiases().withWeightDecay(0.01);
    Adam adam = Adam.withLearningRate(0.1).sparingBiases().withWeightDecay(0.01);
    AdamW adamW = AdamW.withLearningRate(0.1).sparingBiases();
    assertThat(momentum.forRank(1).weightDecay()).isZero();
    assertThat(nesterov.forRank(1).weightDecay()).isZero();
    assertThat(adam.forRank(1).weightDecay()).isZero();
    assertThat(adamW.forRank(1).weightDecay()).isZero();
    assertThat(adamW.forRank(2).weightDecay()).isEqualTo(0.01);
    assertThat(momentum.forRank(4)).isEqualTo(momentum);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theRateOfAStepIsTheOneGiven(Optimizer optimizer) {
    float[] none = draw(1);
    float[][] state = new float[optimizer.stateArrays()][SIZE];
    optimizer.update(none, draw(2), state, 1, 0, 0, SIZE);
    assertThat(none).as("rate 0").containsExactly(draw(1));
    float[] half = draw(1);
    state = new float[optimizer.stateArrays()][SIZE];
    optimizer.update(half, draw(2), state, 1, optimizer.learningRate() / 2, 0, SIZE);
    float[] whole = draw(1);
    state = new float[optimizer.stateArrays()][SIZE];
    optimizer.update(whole, draw(2), state, 1, optimizer.learningRate(), 0, SIZE);
    float[] start = draw(1);
    for (int i = 0; i < SIZE; i++) {
      double step = whole[i] - start[i];
      assertThat((double) half[i] - start[i]).isCloseTo(step / 2, within(2e-6));
    }
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
      optimizer.update(w, g, state, step, optimizer.learningRate(), 0, SIZE);
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
      optimizer.update(whole, g, wholeState, step, optimizer.learningRate(), 0, SIZE);
      for (int from = 0; from < SIZE; from += 7) {
        int to = Math.min(SIZE, from + 7);
        optimizer.update(pieces, g, piecesState, step, optimizer.learningRate(), from, to);
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
      optimizer.update(w, draw(2), state, 1, 0.5, 10, 20);
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
    assertThatThrownBy(() -> AdaGrad.withLearningRate(0.1).withEpsilon(1e-60))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AdaGrad: epsilon is 1.0E-60, expected at least 1.4E-45");
    assertThatThrownBy(() -> RmsProp.withLearningRate(0.1).withDecay(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("RmsProp: decay is 1.0, expected at least 0 and less than 1");
    assertThatThrownBy(() -> AdamW.withLearningRate(0.1).withWeightDecay(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AdamW: weightDecay is -0.1, expected a finite number from 0 up");
    assertThatThrownBy(() -> Adam.withLearningRate(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Adam.withLearningRate(0.1).withEpsilon(0))
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
