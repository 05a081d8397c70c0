package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradcheckTest {
  @Test
  void oneNetwork() {
    CommandRun run = CommandRun.of("gradcheck", "digits25sigmoid");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().get(0)).startsWith("Digits25Sigmoid");
    assertThat(String.join("\n", run.out()))
        .contains("gradient of hidden.weight", "gradient of scores.bias", "gradient of input");
    assertThat(run.lastLine())
        .matches("gradients right: 1 network, worst .* by central differences, .* in float");
  }

  /** The small ones, and the smallest with convolutions: a large network takes seconds. */
  @ParameterizedTest
  @ValueSource(strings = {"Xor", "Iris", "TinyRegression", "Digits50Relu", "LeNet5"})
  void smallNetworks(String network) {
    CommandRun run = CommandRun.of("gradcheck", network, "--samples", "17", "--seed", "3");

    assertThat(run.exitCode()).as(String.join("\n", run.out())).isZero();
    assertThat(run.lastLine()).startsWith("gradients right: 1 network");
  }
}
