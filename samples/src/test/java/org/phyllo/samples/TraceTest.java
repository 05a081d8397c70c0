package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.runtime.Trace;
import org.phyllo.runtime.TracedTensor;

final class TraceTest {
  /** All but what the calculation starts from: weights, biases, input, target. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a1        | 0.300000000000, 0.700000000000, 1.100000000000
          z1        | 0.574442516812, 0.668187772168, 0.750260105595
          a2        | 0.516159837793, 1.214026956166
          z2        | 0.626249370399, 0.771010696856
          y         | 0.316827076411, 0.696279089862
          loss      | 0.096312893801
          dY        | 0.316827076411, -0.303720910138
          dYWeight  | 0.198412757128, 0.244277064966, -0.190205028751, -0.234172070575
          dYBias    | 0.316827076411, -0.303720910138
          dZ2       | -0.059433565400, -0.058122948773
          dA2       | -0.013911085485, -0.010261792727
          dA2Weight | -0.007991118958, -0.009295217219, -0.010436932465, \
                      -0.005894810041, -0.006856804420, -0.007699013695
          dA2Bias   | -0.013911085485, -0.010261792727
          dZ1       | -0.005495825639, -0.007913113460, -0.010330401281
          dA1       | -0.001343500257, -0.001754439122, -0.001935606044
          dA1Weight | -0.001343500257, -0.000671750129, -0.001754439122, -0.000877219561, \
                      -0.001935606044, -0.000967803022
          dA1Bias   | -0.001343500257, -0.001754439122, -0.001935606044
          dInput    | -0.001628484784, -0.002131839326
          """)
  void everyNumberOfTheHandCalculation(String tensor, String expected) {
    String[] numbers = expected.split(",");

    double[] values = TraceCommand.byHand().tensor(tensor).values();

    assertThat(values).hasSameSizeAs(numbers);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(Double.parseDouble(numbers[i].strip()), within(1e-12));
    }
  }

  @Test
  void tensorsComeInTheOrderOfTheBlackboard() {
    Trace trace = TraceCommand.byHand();

    assertThat(trace.tensors().stream().map(TracedTensor::name))
        .containsExactly(
            "input",
            "a1Weight",
            "a1Bias",
            "a1",
            "z1",
            "a2Weight",
            "a2Bias",
            "a2",
            "z2",
            "yWeight",
            "yBias",
            "y",
            "target",
            "loss",
            "dY",
            "dYWeight",
            "dYBias",
            "dZ2",
            "dA2",
            "dA2Weight",
            "dA2Bias",
            "dZ1",
            "dA1",
            "dA1Weight",
            "dA1Bias",
            "dInput");
  }

  @Test
  void printsTheBooksResult() {
    CommandRun run = CommandRun.of("trace");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSubsequence(
            List.of(
                "HandCalculation, forward and backward in training, 1 sample",
                "forward, a1: Dense",
                "      0.1  0.2",
                "      0.3  0.4",
                "      0.5  0.6",
                "  z1 [3] = 0.57444252  0.66818777  0.75026011",
                "  y [2] = 0.31682708  0.69627909",
                "loss: MEAN_SQUARED_ERROR",
                "  loss [1] = 0.09631289",
                "backward, y: Dense",
                "  dZ2 [2] = -0.05943357  -0.05812295",
                "backward, input",
                "  dInput [2] = -0.00162848  -0.00213184"));
    assertThat(run.lastLine()).isEqualTo("loss 0.09631289, 5 layers, 26 tensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xor", "Iris", "Digits50Relu", "LeNet5", "DeepConvnet"})
  void otherNetworks(String network) {
    CommandRun run = CommandRun.of("trace", network, "--samples", "3", "--seed", "4");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().getFirst()).endsWith("3 samples");
    assertThat(String.join("\n", run.out())).contains("  mean ").doesNotContain("NaN");
    assertThat(run.lastLine()).matches("loss \\d\\.\\d{8}, \\d+ layers, \\d+ tensors");
  }

  @Test
  void wrongNameListsTheNetworks() {
    CommandRun run = CommandRun.of("trace", "Digits51");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no network 'Digits51'", "Xor", "LeNet5");
  }
}
