package org.phyllo.processor.testbed;

import java.util.List;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;

/** Small networks with several inputs or outputs, losses with settings, lookups and blocks. */
public final class GraphNetworks {
  private GraphNetworks() {}

  private static final String SETTINGS =
      "@Output(loss = Loss.SOFTMAX_CROSS_ENTROPY, labelSmoothing = 0.1,"
          + " classWeights = {1, 2, 0.5, 1}) ";

  private static final String BLOCKS =
      """
      /** A block of a test. */
      @Block
      class Residual {
        @Layer(1) @Conv2d(filters = 3, kernel = 3, padding = 1) Tensor conv;
        @Layer(2) @BatchNorm(activation = Activation.TANH) Tensor norm;
        @Layer(value = 3, from = {"norm", "input"}) @Add Tensor sum;
      }
      """;

  /** All of them. */
  public static List<NetworkSource> all() {
    return List.of(
        smoothed("Smoothed", "labelSmoothing = 0.2", 5),
        smoothed("Weighted", "classWeights = {1, 3, 0.25}", 3),
        smoothed("SmoothedAndWeighted", "labelSmoothing = 0.3, classWeights = {2, 0.5}", 2),
        NetworkSource.declared("TwoInputs", "@Network(loss = Loss.MEAN_SQUARED_ERROR)")
            .annotated("left", "@Input(5)")
            .annotated("right", "@Input({2, 3, 4})")
            .annotated("seen", "@Conv2d(filters = 2, kernel = 2)")
            .annotated("flat", "@Flatten")
            .concat("both", Activation.TANH, "left", "flat", "left")
            .dense("hidden", 17, Activation.SIGMOID)
            .dense("values", 3),
        NetworkSource.declared("WideInputs", "@Network(loss = Loss.SOFTMAX_CROSS_ENTROPY)")
            .annotated("left", "@Input(33)")
            .annotated("right", "@Input(48)")
            .dense("first", 20, Activation.TANH, "left")
            .dense("second", 9, Activation.TANH, "right")
            .concat("both", Activation.IDENTITY, "first", "second")
            .dense("scores", 4),
        NetworkSource.declared("ThreeOutputs", "@Network(input = 9)")
            .dense("hidden", 12, Activation.TANH)
            .annotated("kind", "@Dense(units = 4) " + SETTINGS)
            .annotated(
                "yes",
                "@Dense(units = 2) @Output(loss = Loss.SIGMOID_CROSS_ENTROPY, weight = 0.5) ",
                "hidden")
            .concat("more", Activation.SIGMOID, "kind", "hidden")
            .annotated(
                "values",
                "@Dense(units = 3) @Output(loss = Loss.HUBER, weight = 3, huberDelta = 0.7) "),
        NetworkSource.declared("Lookup", "@Network(input = 6, loss = Loss.MEAN_SQUARED_ERROR)")
            .annotated("vectors", "@Embedding(vocabulary = 7, size = 19)")
            .dense("values", 3),
        NetworkSource.declared("Lookups", "@Network(loss = Loss.SOFTMAX_CROSS_ENTROPY)")
            .annotated("words", "@Input(7)")
            .annotated("vectors", "@Embedding(vocabulary = 11, size = 5)")
            .annotated("seen", "@Conv1d(filters = 4, kernel = 3, activation = Activation.TANH)")
            .annotated("largest", "@MaxPool(value = 2, stride = 1, padding = 1)")
            .annotated("means", "@AvgPool(2)")
            .annotated("mean", "@GlobalAvgPool")
            .annotated("again", "@Embedding(vocabulary = 9, size = 2)", "words")
            .annotated("flat", "@Flatten")
            .annotated("facts", "@Input(3)")
            .concat("all", Activation.IDENTITY, "mean", "flat", "facts")
            .dense("scores", 3),
        NetworkSource.declared(
                "Blocks", "@Network(input = {2, 4, 5}, loss = Loss.SOFTMAX_CROSS_ENTROPY)")
            .with(BLOCKS)
            .annotated("stem", "@Conv2d(filters = 3, kernel = 1)")
            .annotated("stage", "@Include(value = Residual.class, times = 3)")
            .annotated("pooled", "@GlobalAvgPool")
            .dense("scores", 3));
  }

  private static NetworkSource smoothed(String name, String settings, int classes) {
    return NetworkSource.declared(
            name,
            "@Network(input = 6, loss = Loss.%s, %s)"
                .formatted(Loss.SOFTMAX_CROSS_ENTROPY, settings))
        .dense("hidden", 8, Activation.TANH)
        .dense("scores", classes);
  }
}
