package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Compilation;
import org.phyllo.processor.testbed.InMemoryCompiler;
import org.phyllo.processor.testbed.MethodSizes;
import org.phyllo.processor.testbed.NetworkSource;

/**
 * No generated method is so long that HotSpot leaves it to the interpreter. Every other test that
 * generates a network checks it for that one; here are those that are likely to break it.
 */
class MethodSizeTest {
  static List<NetworkSource> networks() {
    return List.of(
        new NetworkSource("Wide", Loss.SOFTMAX_CROSS_ENTROPY, 784)
            .dense("a", 512, Activation.RELU)
            .dense("b", 512, Activation.RELU)
            .dense("y", 10),
        deep(50),
        deep(150),
        normalized(25),
        normalized(74),
        // As many methods for the input's gradient as the stride has places.
        new NetworkSource("Strided", Loss.SOFTMAX_CROSS_ENTROPY, 1, 32, 32)
            .annotated("c", "@Conv2d(filters = 2, kernel = 1, stride = 32)")
            .dense("y", 10),
        // The largest that are written out as straight-line code.
        new NetworkSource("Xor", Loss.SIGMOID_CROSS_ENTROPY, 2)
            .dense("a", 2, Activation.TANH)
            .dense("y", 1),
        new NetworkSource("Spread", Loss.SOFTMAX_CROSS_ENTROPY, 1).dense("y", 15, Activation.GELU),
        new NetworkSource("Gathered", Loss.SIGMOID_CROSS_ENTROPY, 7)
            .activate("a", Activation.SILU)
            .dense("b", 1, Activation.GELU)
            .dense("y", 1),
        // No multiply-adds at all, but many values.
        new NetworkSource("Pixels", Loss.MEAN_SQUARED_ERROR, 3, 32, 32)
            .activate("a", Activation.GELU)
            .add("y", Activation.SOFTMAX, "a", "input"),
        new NetworkSource("ManySources", Loss.MEAN_SQUARED_ERROR, 3)
            .concat("a", Activation.GELU, repeated("input", 40))
            .add("y", Activation.SILU, repeated("a", 40)));
  }

  static NetworkSource deep(int layers) {
    Activation[] activations = Activation.values();
    NetworkSource source = new NetworkSource("Deep" + layers, Loss.SOFTMAX_CROSS_ENTROPY, 16);
    for (int i = 1; i < layers; i++) {
      source.dense("layer" + i, 15 + i % 5, activations[i % activations.length]);
    }
    return source.dense("y", 10);
  }

  /** Convolutions that are normalized: a stage for each. */
  private static NetworkSource normalized(int convolutions) {
    NetworkSource source =
        new NetworkSource("Normalized" + convolutions, Loss.SOFTMAX_CROSS_ENTROPY, 3, 12, 12);
    for (int i = 1; i <= convolutions; i++) {
      source
          .annotated("c" + i, "@Conv2d(filters = 8, kernel = 3, padding = 1, bias = false)")
          .annotated("n" + i, "@BatchNorm(activation = Activation.GELU)");
    }
    return source.annotated("means", "@GlobalAvgPool").dense("y", 10);
  }

  private static String[] repeated(String name, int times) {
    return java.util.Collections.nCopies(times, name).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void hotSpotCompilesEveryMethod(NetworkSource network) {
    Compilation compilation = InMemoryCompiler.compile(List.of(network));
    Map.Entry<String, Integer> longest = MethodSizes.longest(compilation);
    System.out.printf("longest method: %s, %d bytes%n", longest.getKey(), longest.getValue());
    MethodSizes.check(compilation);
  }

  /** A vector that crosses a call which isn't inlined is allocated on the heap. */
  @Test
  void noVectorCrossesACall() {
    NetworkSource network =
        new NetworkSource("AllFunctions", Loss.SIGMOID_CROSS_ENTROPY, 20)
            .dense("a", 20, Activation.TANH)
            .dense("y", 20, Activation.GELU);
    Map<String, Integer> sizes = MethodSizes.of(InMemoryCompiler.compile(List.of(network)));
    assertThat(sizes.keySet())
        .anyMatch(method -> method.startsWith("declared/AllFunctionsVector.forwardA("))
        .noneMatch(method -> method.contains("Ljdk/incubator/vector/FloatVector;"));
  }

  /** The measure itself: a method of known length. */
  @Test
  void sizesAreThoseOfTheByteCode() {
    Compilation compilation =
        InMemoryCompiler.compile(
            List.of(),
            """
            package declared;

            final class Known {
              private Known() {}

              static int seven() {
                return 7;
              }
            }
            """);
    // bipush 7 takes two bytes, ireturn one
    assertThat(MethodSizes.of(compilation)).containsEntry("declared/Known.seven()I", 3);
  }
}
