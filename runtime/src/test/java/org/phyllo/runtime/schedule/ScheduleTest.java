package org.phyllo.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static double[] factors(Schedule schedule, int steps, int stepsPerEpoch) {
    double[] factors = new double[steps];
    for (int i = 0; i < steps; i++) {
      factors[i] = schedule.factor(i + 1, steps, stepsPerEpoch);
    }
    return factors;
  }

  @Test
  void constant() {
    assertThat(factors(new ConstantSchedule(), 5, 2)).containsOnly(1);
    assertThat(new ConstantSchedule().reduction(new double[] {1, 2, 3})).isEqualTo(1);
  }

  @Test
  void stepsDropAtEpochs() {
    assertThat(factors(StepSchedule.every(2).withDrop(0.5), 12, 2))
        .containsExactly(1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25);
    assertThat(StepSchedule.every(1).factor(4, 4, 1)).isCloseTo(1e-3, within(1e-18));
  }

  @Test
  void exponentialDecaysByEpoch() {
    double[] factors = factors(ExponentialSchedule.withDecay(0.9), 300, 3);
    for (int i = 0; i < factors.length; i++) {
      int epochsBefore = i / 3;
      assertThat(factors[i]).isCloseTo(Math.pow(0.9, epochsBefore), within(1e-14));
    }
  }

  @Test
  void cosineFallsToItsFloor() {
    double[] factors = factors(CosineSchedule.toZero().withFloor(0.1), 100, 10);
    for (int i = 0; i < factors.length; i++) {
      double expected = 0.1 + 0.9 * (1 + Math.cos(Math.PI * i / 100)) / 2;
      assertThat(factors[i]).isCloseTo(expected, within(1e-14));
    }
    assertThat(factors[0]).isEqualTo(1);
  }

  @Test
  void cosineWarmsUp() {
    double[] factors = factors(CosineSchedule.toZero().withWarmup(0.5), 20, 6);
    assertThat(factors[0]).isEqualTo(0.25);
    assertThat(factors[1]).isEqualTo(0.5);
    assertThat(factors[2]).isEqualTo(0.75);
    assertThat(factors[3]).isEqualTo(1);
    for (int i = 3; i < factors.length; i++) {
      double expected = (1 + Math.cos(Math.PI * (i - 3) / 17)) / 2;
      assertThat(factors[i]).isCloseTo(expected, within(1e-14));
    }
    assertThat(factors(CosineSchedule.toZero().withWarmup(9), 4, 1))
        .as("a warm-up beyond the end")
        .containsExactly(0.1, 0.2, 0.3, 0.4);
  }

  /** As PyTorch's OneCycleLR computes it, for max_lr 1. */
  @Test
  void oneCycleRisesAndFalls() {
    int steps = 50;
    double[] factors = factors(OneCycle.ofRun(), steps, 5);
    double turn = 0.3 * steps - 1;
    for (int t = 0; t < steps; t++) {
      double expected =
          t <= turn
              ? anneal(0.04, 1, t / turn)
              : anneal(1, 0.04 / 1e4, (t - turn) / (steps - 1 - turn));
      assertThat(factors[t]).as("step %d", t + 1).isCloseTo(expected, within(1e-14));
    }
    assertThat(factors[0]).isCloseTo(0.04, within(1e-15));
    assertThat(factors[steps - 1]).isCloseTo(4e-6, within(1e-15));
    for (int few = 1; few < 6; few++) {
      for (double factor : factors(OneCycle.ofRun(), few, 1)) {
        assertThat(factor).isBetween(1e-6, 1.0);
      }
      assertThat(factors(OneCycle.ofRun().withRise(0), few, 1)[0]).isEqualTo(1);
      assertThat(factors(OneCycle.ofRun().withRise(1), few, 1)[few - 1]).isEqualTo(1);
    }
  }

  private static double anneal(double start, double end, double share) {
    return end + (start - end) / 2 * (Math.cos(Math.PI * share) + 1);
  }

  @Test
  void plateausReduce() {
    ReduceOnPlateau schedule = ReduceOnPlateau.after(1).withDrop(0.5).withThreshold(0.1);
    assertThat(schedule.reduction(new double[] {})).isEqualTo(1);
    assertThat(schedule.reduction(new double[] {2, 1, 0.5})).isEqualTo(1);
    assertThat(schedule.reduction(new double[] {2, 1.9})).as("patience").isEqualTo(1);
    assertThat(schedule.reduction(new double[] {2, 1.9, 1.85})).isEqualTo(0.5);
    assertThat(schedule.reduction(new double[] {2, 1.9, 1.85, 1.81})).isEqualTo(0.5);
    assertThat(schedule.reduction(new double[] {2, 1.9, 1.85, 1.81, 2})).isEqualTo(0.25);
    assertThat(schedule.reduction(new double[] {2, 1.9, 1.7, 1.6, 1.6})).isEqualTo(0.5);
    assertThat(schedule.factor(7, 9, 2)).isEqualTo(1);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> StepSchedule.every(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("StepSchedule: epochs is 0, expected at least 1");
    assertThatThrownBy(() -> ExponentialSchedule.withDecay(1.5))
        .hasMessage("ExponentialSchedule: decay is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> CosineSchedule.toZero().withWarmup(-1))
        .hasMessage("CosineSchedule: warmupEpochs is -1.0, expected a finite number from 0 up");
    assertThatThrownBy(() -> OneCycle.ofRun().withRise(Double.NaN))
        .hasMessage("OneCycle: rise is NaN, expected 0 to 1");
    assertThatThrownBy(() -> ReduceOnPlateau.after(-1))
        .hasMessage("ReduceOnPlateau: patience is -1, expected at least 0");
    assertThatThrownBy(() -> ReduceOnPlateau.after(1).withThreshold(1))
        .hasMessage("ReduceOnPlateau: threshold is 1.0, expected at least 0 and less than 1");
  }
}
