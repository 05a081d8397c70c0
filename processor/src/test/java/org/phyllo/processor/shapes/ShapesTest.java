package org.phyllo.processor.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.processor.shapes.Declared.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.Problem;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.layer.Parameter;
import org.phyllo.processor.resolve.NetworkResolver;
import org.phyllo.processor.resolve.ResolvedLayer;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** Shapes, parameters and multiply-adds as inferred, without javac. */
final class ShapesTest {
  private static final int LARGEST_SAMPLE = 4_194_304;

  static Stream<Arguments> right() {
    return Stream.of(
        row("one of everything", network(1).dense("a", 1), "a [1]", 2, 1),
        row(
            "without a bias",
            network(1).dense("a", 1, false, Activation.IDENTITY, Initializer.AUTO),
            "a [1]",
            1,
            1),
        row(
            "784-50-10",
            network(Loss.SOFTMAX_CROSS_ENTROPY, 784).dense("hidden", 50).dense("scores", 10),
            "hidden [50], scores [10]",
            784 * 50 + 50 + 50 * 10 + 10,
            784 * 50 + 50 * 10),
        row(
            "a dense layer reads all values",
            network(3, 5, 7).dense("a", 11),
            "a [11]",
            3 * 5 * 7 * 11 + 11,
            3 * 5 * 7 * 11),
        row("an activation keeps the shape", network(3, 5, 7).activate("a"), "a [3, 5, 7]", 0, 0),
        row(
            "a sum keeps the shape",
            network(3, 5, 7).activate("a").activate("b").add("sum", "b", "input", "a"),
            "a [3, 5, 7], b [3, 5, 7], sum [3, 5, 7]",
            0,
            0),
        row(
            "features side by side",
            network(4).dense("a", 5).dense("b", 6).concat("all", "b", "input", "a"),
            "a [5], b [6], all [15]",
            4 * 5 + 5 + 5 * 6 + 6,
            4 * 5 + 5 * 6),
        row(
            "channels side by side",
            network(3, 5, 7).activate("a").concat("b", "input", "a").concat("c", "b", "a"),
            "a [3, 5, 7], b [6, 5, 7], c [9, 5, 7]",
            0,
            0),
        row(
            "one tensor many times",
            network(4).concat("a", "input", "input", "input").add("b", "a", "a"),
            "a [12], b [12]",
            0,
            0),
        row(
            "a skip connection over two layers",
            network(8).dense("a", 8).dense("b", 8).add("sum", "input", "b").dense("c", 2),
            "a [8], b [8], sum [8], c [2]",
            2 * (64 + 8) + 18,
            2 * 64 + 16),
        row(
            "as many values as a sample can have",
            network(LARGEST_SAMPLE - 1).dense("a", 1),
            "a [1]",
            LARGEST_SAMPLE,
            LARGEST_SAMPLE - 1),
        row(
            "as many parameters as a network can have",
            network(1 << 20).dense("a", 256, false, Activation.IDENTITY, Initializer.AUTO),
            "a [256]",
            1 << 28,
            1 << 28));
  }

  private static Arguments row(
      String title, Declared network, String shapes, long parameters, long multiplyAdds) {
    return Arguments.of(Named.of(title, network), shapes, parameters, multiplyAdds);
  }

  @ParameterizedTest
  @MethodSource("right")
  void infers(Declared declared, String shapes, long parameters, long multiplyAdds) {
    ResolvedNetwork network = resolved(declared);
    assertThat(
            network.layers().stream()
                .map(l -> l.name() + " " + l.layer().shape())
                .reduce((a, b) -> a + ", " + b))
        .contains(shapes);
    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(network.multiplyAdds()).isEqualTo(multiplyAdds);
    assertThat(network.outputs().getFirst().shape())
        .isEqualTo(network.layers().getLast().layer().shape());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrongRow(
            "one value too many", network(LARGEST_SAMPLE + 1).dense("a", 1), Diagnostic.TOO_LARGE),
        wrongRow(
            "one value too many in all",
            network(LARGEST_SAMPLE).dense("a", 1),
            Diagnostic.TOO_LARGE),
        wrongRow(
            "an input that overflows an int to a small number",
            network(65536, 65536, 1).dense("a", 1),
            Diagnostic.TOO_LARGE),
        wrongRow(
            "an input that overflows a long to zero",
            network(1 << 22, 1 << 22, 1 << 20).dense("a", 1),
            Diagnostic.TOO_LARGE),
        wrongRow(
            "one parameter too many, the biases",
            network(1 << 20).dense("a", 256),
            Diagnostic.TOO_LARGE),
        wrongRow(
            "parameters that overflow an int",
            network(1 << 20).dense("a", LARGEST_SAMPLE),
            Diagnostic.TOO_LARGE),
        wrongRow(
            "a concatenation that overflows",
            network(1 << 22).concat("a", "input", "input"),
            Diagnostic.TOO_LARGE),
        wrongRow("no size", network().dense("a", 1), Diagnostic.INPUT_SHAPE),
        wrongRow(
            "the largest negative size",
            network(1, Integer.MIN_VALUE, 1).dense("a", 1),
            Diagnostic.INPUT_SHAPE),
        wrongRow(
            "a remainder",
            network(9).dense("a", 8).add("sum", "a", "input"),
            Diagnostic.SOURCE_SHAPES_DIFFER),
        wrongRow(
            "the same number of values in another shape",
            network(2, 3, 4).dense("a", 24).add("sum", "a", "input"),
            Diagnostic.SOURCE_SHAPES_DIFFER),
        wrongRow(
            "channels behind features",
            network(2, 1, 1).dense("a", 2).concat("all", "a", "input"),
            Diagnostic.CONCAT_SHAPES));
  }

  private static Arguments wrongRow(String title, Declared network, Diagnostic expected) {
    return Arguments.of(Named.of(title, network), expected);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refuses(Declared declared, Diagnostic expected) {
    Report report = new Report();
    assertThat(new NetworkResolver(declared.done(), report).resolve()).isEmpty();
    assertThat(report.problems()).extracting(Problem::diagnostic).containsExactly(expected);
  }

  @Test
  void refusesMoreLayersThanMethodsHaveRoomFor() {
    Declared network = network(1);
    for (int i = 1; i <= 150; i++) {
      network.dense("a" + i, 1);
    }
    assertThat(resolved(network).layers()).hasSize(150);
    Report report = new Report();
    assertThat(new NetworkResolver(network.dense("last", 1).done(), report).resolve()).isEmpty();
    assertThat(report.problems())
        .extracting(Problem::message)
        .containsExactly(
            "[TooLarge] Network 'Net' has 151 layers, but it can have at most 150. Use fewer"
                + " layers.");
  }

  @Test
  void parametersHaveTheShapesOfPyTorch() {
    List<Parameter> parameters =
        resolved(network(3, 5, 7).dense("a", 11, true, Activation.RELU, Initializer.AUTO))
            .layers()
            .getLast()
            .layer()
            .parameters();
    assertThat(parameters).extracting(Parameter::name).containsExactly("weight", "bias");
    assertThat(parameters)
        .extracting(p -> p.shape().toString())
        .containsExactly("[11, 105]", "[11]");
    assertThat(parameters).extracting(Parameter::fanIn).containsExactly(105, 105);
    assertThat(parameters).extracting(Parameter::fanOut).containsExactly(11, 11);
    assertThat(parameters)
        .extracting(Parameter::initializer)
        .containsExactly(Initializer.HE_NORMAL, Initializer.ZEROS);
  }

  @Test
  void theDefaultInitializerFollowsTheActivation() {
    for (Activation activation : Activation.values()) {
      Initializer expected =
          switch (activation) {
            case RELU, LEAKY_RELU, ELU, GELU, SILU, SOFTPLUS -> Initializer.HE_NORMAL;
            case IDENTITY, STEP, SIGMOID, TANH, SOFTMAX -> Initializer.XAVIER_NORMAL;
          };
      assertThat(initializer(activation, Initializer.AUTO))
          .as("%s", activation)
          .isEqualTo(expected);
      assertThat(initializer(activation, Initializer.ZEROS)).isEqualTo(Initializer.ZEROS);
    }
  }

  private static Initializer initializer(Activation activation, Initializer declared) {
    ResolvedLayer layer =
        resolved(network(4).dense("a", 3, true, activation, declared)).layers().getLast();
    return layer.layer().parameters().get(0).initializer();
  }

  static ResolvedNetwork resolved(Declared declared) {
    Report report = new Report();
    Optional<ResolvedNetwork> network = new NetworkResolver(declared.done(), report).resolve();
    assertThat(report.problems()).isEmpty();
    return network.orElseThrow();
  }
}
