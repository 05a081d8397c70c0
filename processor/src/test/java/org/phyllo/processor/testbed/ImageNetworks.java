package org.phyllo.processor.testbed;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;

/** Small networks that go through the modes of the layers that see images and sequences. */
public final class ImageNetworks {
  private ImageNetworks() {}

  /** Convolutions: the attributes after {@code filters}, each network's input, and the filters. */
  private record Mode(int filters, String attributes, List<Integer> input) {
    static Mode of(int filters, String attributes, Integer... input) {
      return new Mode(filters, attributes, List.of(input));
    }

    int[] inputShape() {
      return input.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private static final List<Mode> CONVOLUTIONS =
      List.of(
          Mode.of(3, "kernel = 1", 2, 3, 4),
          Mode.of(5, "kernel = 3", 1, 5, 4),
          Mode.of(4, "kernel = {2, 3}", 3, 4, 5),
          Mode.of(2, "kernel = {4, 5}", 2, 4, 5),
          Mode.of(3, "kernel = 3, padding = 1", 2, 4, 3),
          Mode.of(2, "kernel = 3, padding = 2", 1, 2, 3),
          Mode.of(3, "kernel = 2, padding = {0, 2}", 2, 3, 2),
          Mode.of(3, "kernel = 2, stride = 2", 2, 5, 4),
          Mode.of(2, "kernel = 3, stride = {2, 3}", 1, 7, 7),
          Mode.of(3, "kernel = 1, stride = 2", 2, 5, 5),
          Mode.of(2, "kernel = 2, stride = 3, padding = 1", 2, 6, 7),
          Mode.of(2, "kernel = 5, stride = 2, padding = 2", 1, 7, 6),
          Mode.of(2, "kernel = 3, dilation = 2", 2, 6, 5),
          Mode.of(2, "kernel = 3, dilation = {1, 3}, stride = 2, padding = 2", 1, 6, 7),
          Mode.of(3, "kernel = 2, dilation = 4, stride = 2", 1, 7, 6),
          Mode.of(4, "kernel = 3, groups = 2, padding = 1", 6, 3, 4),
          Mode.of(4, "kernel = 3, groups = 4", 4, 4, 3),
          Mode.of(6, "kernel = 2, groups = 3, stride = 2, bias = false", 3, 4, 4),
          Mode.of(7, "kernel = 3, bias = false", 5, 3, 3),
          Mode.of(13, "kernel = 3, padding = 1", 11, 6, 6),
          Mode.of(1, "kernel = 7, padding = 3", 3, 9, 12),
          Mode.of(5, "kernel = {3, 6}", 17, 9, 11),
          Mode.of(33, "kernel = 3, groups = 3", 9, 14, 10));

  private static final List<Mode> SEQUENCES =
      List.of(
          Mode.of(3, "kernel = 3", 2, 7),
          Mode.of(4, "kernel = 2, stride = 2, padding = 1", 3, 6),
          Mode.of(2, "kernel = 3, dilation = 2", 1, 9),
          Mode.of(4, "kernel = 3, groups = 2, padding = 2", 4, 5),
          Mode.of(11, "kernel = 4", 10, 64));

  private static final List<String> POOLS =
      List.of(
          "(2",
          "({2, 3}",
          "(value = 3, stride = 2",
          "(value = 2, stride = 1",
          "(value = 3, stride = 2, padding = 1",
          "(value = {3, 2}, stride = {2, 1}, padding = {1, 0}",
          "(value = 2, stride = 3");

  /** All of them, each with another activation and loss. */
  public static List<NetworkSource> all() {
    List<NetworkSource> sources = new ArrayList<>();
    for (Mode mode : CONVOLUTIONS) {
      int number = sources.size();
      sources.add(
          network("Conv", number, mode.inputShape())
              .annotated(
                  "c", "@Conv2d(filters = " + mode.filters() + ", " + attributes(mode, number))
              .annotated("g", "@Conv2d(filters = 2, kernel = 1)")
              .dense("y", 3));
    }
    for (Mode mode : SEQUENCES) {
      int number = sources.size();
      sources.add(
          network("Sequence", number, mode.inputShape())
              .annotated(
                  "c", "@Conv1d(filters = " + mode.filters() + ", " + attributes(mode, number))
              .dense("y", 3));
    }
    for (String pool : POOLS) {
      for (String kind : List.of("MaxPool", "AvgPool")) {
        int number = sources.size();
        String attributes = pool.startsWith("(value") ? pool : pool.replace("(", "(value = ");
        sources.add(
            network(kind, number, 2, 7, 7)
                .annotated("c", "@Conv2d(filters = 2, kernel = 2, activation = Activation.TANH)")
                .annotated(
                    "p",
                    "@"
                        + kind
                        + attributes
                        + ", activation = Activation."
                        + activation(number)
                        + ")",
                    number % 3 == 0 ? "input" : "c")
                .annotated("kept", "@Flatten(activation = Activation.SIGMOID)", "c")
                .annotated("flat", "@Flatten", "p")
                .concat("both", Activation.IDENTITY, "flat", "kept")
                .dense("y", 3));
      }
    }
    sources.add(
        network("Means", sources.size(), 3, 4, 5)
            .annotated("c", "@Conv2d(filters = 4, kernel = 3, padding = 1)")
            .annotated("m", "@GlobalAvgPool(activation = Activation.GELU)")
            .annotated("n", "@GlobalAvgPool", "c")
            .annotated("p", "@Multiply(activation = Activation.TANH)", "m", "n", "m")
            .annotated("l", "@LayerNorm(activation = Activation.SILU)", "p")
            .dense("y", 3));
    sources.add(
        network("Residual", sources.size(), 3, 4, 4)
            .annotated("c", "@Conv2d(filters = 3, kernel = 3, padding = 1)")
            .annotated("n", "@LayerNorm(epsilon = 0.01)")
            .add("sum", Activation.ELU, "n", "input")
            .annotated("d", "@Conv2d(filters = 3, kernel = 3, padding = 1, groups = 3)")
            .annotated("gate", "@Multiply", "d", "sum")
            .annotated("f", "@Flatten(activation = Activation.SOFTMAX)")
            .dense("y", 3));
    sources.add(
        network("Dropped", sources.size(), 3, 4, 4)
            .annotated("first", "@Dropout(0.2)")
            .annotated("c", "@Conv2d(filters = 3, kernel = 3, activation = Activation.TANH)")
            .annotated("d", "@Dropout(value = 0.5, inverted = false)")
            .dense("e", 9, Activation.SIGMOID)
            .annotated("f", "@Dropout(0.3)")
            .dense("y", 3)
            .annotated("last", "@Dropout(0.5)"));
    sources.add(
        network("NormalizedImage", sources.size(), 3, 4, 5)
            .annotated("first", "@BatchNorm(activation = Activation.TANH)")
            .annotated("c", "@Conv2d(filters = 4, kernel = 3, padding = 1, bias = false)")
            .annotated("n", "@BatchNorm(epsilon = 0.01, activation = Activation.ELU)")
            .annotated("d", "@Conv2d(filters = 4, kernel = 1)", "n")
            .annotated("m", "@BatchNorm")
            .add("sum", Activation.SILU, "m", "n")
            .dense("y", 3));
    sources.add(
        network("NormalizedFeatures", sources.size(), 7)
            .dense("a", 6)
            .annotated("n", "@BatchNorm(activation = Activation.GELU)")
            .annotated("d", "@Dropout(0.25)")
            .dense("y", 3));
    // The wide layer's gradients, which need a copy of its input, are summed in an early stage.
    sources.add(
        network("NormalizedWide", sources.size(), 1, 9, 9)
            .annotated("c", "@Conv2d(filters = 4, kernel = 3, padding = 1)")
            .annotated("n", "@BatchNorm(activation = Activation.TANH)")
            .dense("a", 30, Activation.TANH)
            .dense("y", 3));
    // So small that they are written out.
    sources.add(
        network("TinySequence", sources.size(), 2, 6)
            .annotated("c", "@Conv1d(filters = 1, kernel = 3)"));
    sources.add(
        network("TinyImage", sources.size(), 1, 2, 2)
            .annotated("c", "@Conv2d(filters = 2, kernel = 2)")
            .annotated("n", "@BatchNorm(activation = Activation.SOFTPLUS)")
            .annotated("l", "@LayerNorm(activation = Activation.TANH)"));
    return sources;
  }

  /**
   * So many values that tiles have neighboring pixels, at the edges of an image as well: rows of
   * taps that are written out, one that is too long for it, and sides that no tile divides.
   */
  public static List<NetworkSource> large() {
    return List.of(
        network("LargeEdges", 0, 2, 21, 22)
            .annotated("c", "@Conv2d(filters = 6, kernel = 5, activation = Activation.TANH)")
            .annotated("d", "@Conv2d(filters = 7, kernel = {3, 4}, padding = {1, 0})")
            .annotated("e", "@Conv2d(filters = 3, kernel = {2, 9}, padding = {0, 3})")
            .annotated("p", "@MaxPool(3)")
            .dense("y", 3),
        network("LargeSteps", 2, 3, 23, 21)
            .annotated("c", "@Conv2d(filters = 4, kernel = 3, padding = 1)")
            .annotated("d", "@Conv2d(filters = 4, kernel = 3, stride = 2, padding = 1)", "c")
            .annotated("e", "@Conv2d(filters = 2, kernel = 3, dilation = 2)", "c")
            .annotated("f", "@Conv2d(filters = 4, kernel = 2, groups = 2, padding = 1)", "c")
            .annotated("g", "@GlobalAvgPool", "d")
            .annotated("h", "@GlobalAvgPool", "e")
            .annotated("i", "@GlobalAvgPool", "f")
            .concat("all", Activation.TANH, "g", "h", "i")
            .dense("y", 3),
        network("LargeSequence", 1, 4, 301)
            .annotated("c", "@Conv1d(filters = 6, kernel = 3, padding = 2)")
            .annotated("d", "@Conv1d(filters = 5, kernel = 4)")
            .annotated("p", "@AvgPool(4)")
            .dense("y", 3));
  }

  private static NetworkSource network(String name, int number, int... input) {
    Loss loss = List.of(Loss.values()).get(number % Loss.values().length);
    return new NetworkSource(name + number, loss, input);
  }

  private static Activation activation(int number) {
    Activation activation = List.of(Activation.values()).get(number % Activation.values().length);
    return activation == Activation.STEP ? Activation.TANH : activation;
  }

  private static String attributes(Mode mode, int number) {
    return mode.attributes() + ", activation = Activation." + activation(number) + ")";
  }
}
