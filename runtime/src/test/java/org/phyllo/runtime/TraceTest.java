package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;

final class TraceTest {
  private final DenseNetwork network = new DenseNetwork(4, 20, 3, Loss.SOFTMAX_CROSS_ENTROPY);
  private final DenseModel model = new DenseModel(network, 3);
  private final Examples data = TestExamples.clusters(10, 4, 3, 5);

  @Test
  void holdsAllTensorsOfAModelsPass() {
    Trace trace = Trace.training(model, data, 2, 7);

    assertThat(trace.samples()).isEqualTo(2);
    assertThat(trace.tensor("x").shape()).containsExactly(2, 4);
    assertThat(trace.tensor("w").shape()).containsExactly(20, 4);
    assertThat(trace.tensor("w").values()[5])
        .isEqualTo((double) model.parameter("hidden.weight")[5]);
    float[] input = new float[4];
    data.readInput(7, input, 0);
    float[] output = model.predict(input);
    for (int i = 0; i < 3; i++) {
      assertThat(trace.output("output").values()[3 + i]).isCloseTo(output[i], within(1e-5));
    }
    assertThat(trace.outputGradient("hidden").name()).isEqualTo("dy");
    assertThat(trace.outputGradient("input").name()).isEqualTo("dx");
    assertThat(DoubleStream.of(trace.tensor("dz").values()).sum()).isCloseTo(0, within(1e-12));
    assertThat(trace.loss()).isBetween(0.0, 10.0);
  }

  @Test
  void keepsNothingOfTheReference() {
    Reference reference = network.reference();
    reference.setParameters(model.parameters());
    Trace first = Trace.training(reference, new double[] {1, 2, 3, 4}, new double[] {1});
    String before = first.toString();

    Trace second = Trace.training(reference, new double[] {4, 3, 2, 1}, new double[] {0});

    assertThat(first).hasToString(before);
    assertThat(second.toString()).isNotEqualTo(before);
  }

  @Test
  void inferenceHasNoLossAndNoGradients() {
    Trace trace = Trace.inference(model, new float[] {1, 2, 3, 4});

    assertThat(trace.isTraining()).isFalse();
    assertThat(trace.loss()).isNaN();
    assertThat(trace.tensors()).allMatch(tensor -> tensor.role().inInference());
    assertThat(trace.tensors())
        .extracting(TracedTensor::name)
        .containsExactly("x", "w", "b", "y", "v", "c", "z");
    assertThatThrownBy(() -> trace.outputGradient("hidden"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesWhatIsWrong() {
    Reference reference = network.reference();

    assertThatThrownBy(() -> Trace.training(model, data, 0).tensor("dh"))
        .hasMessageContaining("no tensor 'dh', expected one of [x, w, b,");
    assertThatThrownBy(() -> Trace.inference(reference, new double[5]))
        .hasMessage("Dense: inputs have 5 values, expected 4 for each sample");
    assertThatThrownBy(() -> Trace.training(reference, new double[4], new double[] {3}))
        .hasMessage("Dense: sample 0 has label 3.0, expected a whole number from 0 to 2");
    assertThatThrownBy(() -> Trace.training(reference, new double[8], new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsRowsAndAbbreviatesWhatIsLarge() throws IOException {
    StringBuilder text = new StringBuilder();

    Trace.training(model, data, 0, 1).print(text);

    assertThat(text.toString().lines())
        .contains(
            "Dense, forward and backward in training, 2 samples",
            "forward, hidden: Dense",
            "loss: SOFTMAX_CROSS_ENTROPY",
            "backward, output: Dense",
            "  x [2, 4] =",
            "  b [20] = 0  0  0  0  ...",
            "      all 0")
        .anyMatch(line -> line.matches("  w \\[20, 4\\] = .*  \\.\\.\\."))
        .anyMatch(line -> line.matches(" {6}mean .*, deviation .*, .* to .*, 0\\.0 % zeros"));
  }

  @Test
  void numbersGetTheDecimalsThatTheyNeed() {
    assertThat(tensor(0.5, -1, 2)).hasToString("t [3] = 0.5  -1.0  2.0");
    assertThat(tensor(1.0 / 3, 12)).hasToString("t [2] = 0.33333333  12.00000000");
    assertThat(tensor(1e-5, 0)).hasToString("t [2] = 1.0000e-05  0");
    assertThat(tensor(Double.NaN, 1)).hasToString("t [2] = NaN  1");
    assertThat(
            new TracedTensor(
                TensorRole.PARAMETER, "a", "t", new int[] {2, 1, 2}, new double[] {1, -2, 3, 4}))
        .hasToString("t [2, 1, 2] =\n     1  -2\n\n     3   4");
  }

  private static TracedTensor tensor(double... values) {
    return new TracedTensor(TensorRole.PARAMETER, "a", "t", new int[] {values.length}, values);
  }

  @Test
  void distributions() {
    Distribution distribution = Distribution.of(new double[] {0, 4, 0, -4});

    assertThat(distribution)
        .isEqualTo(new Distribution(4, 0, Math.sqrt(8), -4, 4, 0.5, Math.sqrt(32)));
    assertThat(Distribution.of(new double[0]).count()).isZero();
    assertThat(Distribution.of(new double[] {1, Double.NaN}).mean()).isNaN();
    assertThat(Distribution.of(new double[] {1, Double.NaN}).max()).isNaN();
  }
}
