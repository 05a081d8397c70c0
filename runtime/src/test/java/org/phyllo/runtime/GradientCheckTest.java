package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.Fault;
import org.phyllo.runtime.GradientReport.Comparison;

final class GradientCheckTest {
  @ParameterizedTest
  @EnumSource(names = {"SOFTMAX_CROSS_ENTROPY", "MEAN_SQUARED_ERROR"})
  void acceptsRightGradients(Loss loss) {
    GradientCheck.check(new DenseNetwork(7, 9, 3, loss));
    GradientCheck.check(new DenseNetwork(7, 9, 3, loss).withRelu());
  }

  @Test
  void comparesEveryTensorInEveryWay() {
    GradientReport report =
        GradientCheck.run(new DenseNetwork(7, 9, 3, Loss.MEAN_SQUARED_ERROR), 3, 4);
    assertThat(report.passed()).as(report.toString()).isTrue();
    int differences = 5; // four tensors and the input
    int engines = Engine.VECTOR.available() ? 2 : 1;
    assertThat(report.comparisons()).hasSize(differences + 2 * engines * (differences + 2));
    assertThat(report.comparisons().stream().map(Comparison::tensor).distinct())
        .containsExactlyInAnyOrder(
            "gradient of hidden.weight",
            "gradient of hidden.bias",
            "gradient of output.weight",
            "gradient of output.bias",
            "gradient of input",
            "output",
            "loss");
    assertThat(report.comparisons()).allMatch(comparison -> comparison.expected() != 0);
    assertThat(report.toString()).startsWith("Dense: gradient check passed\n  ok    gradient of");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isNotMisledByKinks(long seed) {
    DenseNetwork network = new DenseNetwork(5, 40, 3, Loss.SOFTMAX_CROSS_ENTROPY).withRelu();
    GradientReport report = GradientCheck.run(network, seed, 16);
    assertThat(report.passed()).as(report.toString()).isTrue();
  }

  @Test
  void takesSomeValuesOfALargeNetwork() {
    DenseNetwork network = new DenseNetwork(500, 100, 10, Loss.SOFTMAX_CROSS_ENTROPY);
    assertThat(GradientCheck.run(network, 1, 3).passed()).isTrue();
  }

  @Test
  void namesAWrongGradientOfTheReference() {
    DenseNetwork network = new DenseNetwork(7, 9, 3, Loss.MEAN_SQUARED_ERROR);
    assertThatThrownBy(() -> GradientCheck.check(network.with(Fault.REFERENCE_GRADIENT)))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "Dense: gradient of hidden\\.bias\\[\\d] is -?[0-9.e-]+ by backpropagation in double,"
                + " but -?[0-9.e-]+ by central differences:"
                + " relative error 0\\.00\\d+, expected less than 1e-06 \\(seed 1\\)");
  }

  @Test
  void namesAWrongGradientOfAnEngine() {
    DenseNetwork network =
        new DenseNetwork(7, 9, 3, Loss.SOFTMAX_CROSS_ENTROPY).with(Fault.KERNEL_GRADIENT);
    GradientReport report = GradientCheck.run(network, 1, 5);
    assertThat(report.passed()).isFalse();
    assertThat(report.worst().tensor()).isEqualTo("gradient of output.weight");
    assertThat(report.worst().index()).isZero();
    assertThat(report.worst().expectedSource()).isEqualTo("the reference in double");
    assertThat(report.toString())
        .contains("gradient check FAILED")
        .contains("  WRONG gradient of output.weight[0] is ");
  }

  @Test
  void needsSamples() {
    DenseNetwork network = new DenseNetwork(1, 1, 1, Loss.MEAN_SQUARED_ERROR);
    assertThatThrownBy(() -> GradientCheck.run(network, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
