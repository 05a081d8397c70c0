package org.phyllo.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.phyllo.dsl.Activation.IDENTITY;
import static org.phyllo.dsl.Activation.SIGMOID;
import static org.phyllo.dsl.Activation.SOFTMAX;
import static org.phyllo.dsl.Activation.TANH;
import static org.phyllo.dsl.Loss.HUBER;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;
import static org.phyllo.dsl.Loss.SIGMOID_CROSS_ENTROPY;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.GraphNetworks;
import org.phyllo.processor.testbed.ImageNetworks;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.GradientCheck;
import org.phyllo.runtime.GradientReport;
import org.phyllo.runtime.GradientReport.Comparison;
import org.phyllo.runtime.compiled.CompiledNetwork;

/**
 * The gradients of every layer kind with every activation under every loss: the reference against
 * central differences, the plain and the vector code against the reference.
 */
class GradientTest {
  private static final long SEED = 20;
  private static final int SAMPLES = 5;

  /** The worst error of all networks, by what was compared. */
  private static final Map<String, Comparison> WORST = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> everyKindWithEveryActivation() {
    List<NetworkSource> sources = new ArrayList<>();
    List<Loss> losses = List.of(Loss.values());
    for (Activation activation : Activation.values()) {
      sources.add(everyKind(activation, losses.get(sources.size() % losses.size())));
    }
    return check(sources);
  }

  /** The losses of every activation's results; which kind of layer it belongs to takes turns. */
  @TestFactory
  Stream<DynamicTest> everyActivationUnderEveryLoss() {
    List<NetworkSource> sources = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (Loss loss : Loss.values()) {
        if (canBeLast(activation, loss)) {
          sources.add(last(sources.size() % 4, activation, loss));
        }
      }
    }
    return check(sources);
  }

  @AfterAll
  static void printWorst() {
    WORST.forEach((what, comparison) -> System.out.println("gradients, worst: " + comparison));
  }

  private static Stream<DynamicTest> check(List<NetworkSource> sources) {
    return GeneratedNetwork.of(sources).stream()
        .map(n -> DynamicTest.dynamicTest(n.toString(), () -> check(n)));
  }

  private static void check(GeneratedNetwork network) {
    GradientReport report = GradientCheck.run(network.network(), SEED, SAMPLES);
    assertThat(report.passed()).as("%s\n%s", report, network.source().text()).isTrue();
    List<String> sources = report.comparisons().stream().map(Comparison::actualSource).toList();
    assertThat(sources).contains(Engine.PLAIN.name(), Engine.VECTOR.name());
    for (Comparison comparison : report.comparisons()) {
      WORST.merge(comparison.actualSource(), comparison, (a, b) -> a.error() >= b.error() ? a : b);
    }
  }

  /** All kinds side by side, so that no activation stands in the way of another's gradient. */
  private static NetworkSource everyKind(Activation activation, Loss loss) {
    String name = name("Every", activation, loss);
    NetworkSource source =
        loss == HUBER
            ? NetworkSource.huber(name, 0.7, 2, 1, 3)
            : new NetworkSource(name, loss, 2, 1, 3);
    return source
        .dense("a", 5, TANH)
        .dense("b", 5, IDENTITY, false, "input")
        .dense("dense", 4, activation, "a")
        .dense("unbiased", 3, activation, false, "b")
        .activate("activated", activation, "b")
        .add("sum", activation, "a", "b", "activated")
        .concat("both", activation, "b", "a")
        .concat("all", IDENTITY, "dense", "unbiased", "activated", "sum", "both", "a")
        .dense("scores", 3);
  }

  /** The activation's result is what the loss is of. */
  private static NetworkSource last(int kind, Activation activation, Loss loss) {
    NetworkSource source =
        new NetworkSource(name("Last", activation, loss), loss, 3).dense("hidden", 3, TANH);
    return switch (kind) {
      case 0 -> source.dense("y", 3, activation);
      case 1 -> source.activate("y", activation);
      case 2 -> source.add("y", activation, "hidden", "input");
      default -> source.concat("y", activation, "hidden", "input");
    };
  }

  /** These losses apply their activation themselves, and the compiler says so. */
  private static boolean canBeLast(Activation activation, Loss loss) {
    return !(loss == SOFTMAX_CROSS_ENTROPY && activation == SOFTMAX)
        && !(loss == SIGMOID_CROSS_ENTROPY && activation == SIGMOID);
  }

  private static String name(String what, Activation activation, Loss loss) {
    return NetworkSource.className(
        String.join(
            "_",
            what,
            activation.name().toLowerCase(Locale.ROOT),
            loss.name().toLowerCase(Locale.ROOT)));
  }

  @TestFactory
  Stream<DynamicTest> shapes() {
    List<NetworkSource> sources =
        List.of(
            new NetworkSource("OneToOne", MEAN_SQUARED_ERROR, 1).dense("y", 1),
            new NetworkSource("Xor", SIGMOID_CROSS_ENTROPY, 2)
                .dense("hidden", 2, SIGMOID)
                .dense("y", 1),
            new NetworkSource("Odd", SOFTMAX_CROSS_ENTROPY, 13)
                .dense("a", 17, TANH)
                .dense("b", 7, SIGMOID)
                .dense("y", 11),
            // Wide enough that gradients of hidden layers have their lanes along the columns, and
            // inputs' gradients are passes over sums in memory.
            new NetworkSource("Wide", SOFTMAX_CROSS_ENTROPY, 19)
                .dense("a", 33, TANH)
                .dense("b", 257, TANH)
                .dense("y", 5),
            new NetworkSource("WideAtFirst", SOFTMAX_CROSS_ENTROPY, 67)
                .dense("a", 130, TANH)
                .dense("y", 9),
            new NetworkSource("Image", SOFTMAX_CROSS_ENTROPY, 3, 5, 4)
                .activate("squashed", TANH)
                .add("doubled", IDENTITY, "squashed", "input", "input")
                .concat("channels", SOFTMAX, "doubled", "input")
                .dense("y", 4));
    return check(sources);
  }

  @TestFactory
  Stream<DynamicTest> images() {
    return check(ImageNetworks.all());
  }

  @TestFactory
  Stream<DynamicTest> largeImages() {
    return check(ImageNetworks.large());
  }

  @TestFactory
  Stream<DynamicTest> graphs() {
    return check(GraphNetworks.all());
  }

  /** A check that lets everything pass would pass all of the above. */
  @Test
  void wrongGradientsAreFound() {
    CompiledNetwork right =
        GeneratedNetwork.of(
                new NetworkSource("Right", SOFTMAX_CROSS_ENTROPY, 4)
                    .dense("hidden", 6, TANH)
                    .dense("scores", 3))
            .network();
    GradientCheck.check(right);
    for (Engine engine : Engine.values()) {
      assertThatThrownBy(() -> GradientCheck.check(new Sabotaged(right, engine, 0)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("gradient of hidden.weight[0]")
          .hasMessageContaining(engine.name());
    }
  }
}
