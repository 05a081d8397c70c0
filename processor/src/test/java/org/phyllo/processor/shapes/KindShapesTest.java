package org.phyllo.processor.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.processor.shapes.Declared.network;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.dsl.AvgPool;
import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Conv1d;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Embedding;
import org.phyllo.dsl.Flatten;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.dsl.LayerNorm;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Multiply;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.Problem;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.resolve.NetworkResolver;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** Shapes, parameters and multiply-adds of one layer of each kind that is more than a formula. */
final class KindShapesTest {
  private static final int MOST = 1 << 22;

  private static Arguments row(
      List<Integer> input,
      Class<? extends Annotation> kind,
      Map<String, Object> attributes,
      List<Integer> shape,
      int parameters,
      int multiplyAdds) {
    return Arguments.of(
        Named.of(title(input, kind, attributes), declared(input, kind, attributes)),
        shape,
        parameters,
        multiplyAdds);
  }

  private static Declared declared(
      List<Integer> input, Class<? extends Annotation> kind, Map<String, Object> attributes) {
    return network(input.stream().mapToInt(Integer::intValue).toArray())
        .layer("a", kind, attributes);
  }

  private static String title(
      List<Integer> input, Class<? extends Annotation> kind, Map<String, Object> attributes) {
    Map<String, Object> sorted = new TreeMap<>();
    attributes.forEach((k, v) -> sorted.put(k, v instanceof int[] n ? Arrays.toString(n) : v));
    return input + " " + kind.getSimpleName() + sorted;
  }

  private static int[] sides(int height, int width) {
    return new int[] {height, width};
  }

  static Stream<Arguments> convolutions() {
    Class<Conv2d> image = Conv2d.class;
    List<Integer> i357 = List.of(3, 5, 7);
    return Stream.of(
        row(List.of(1, 1, 1), image, Map.of("filters", 1, "kernel", 1), List.of(1, 1, 1), 2, 1),
        row(i357, image, Map.of("filters", 4, "kernel", 1), List.of(4, 5, 7), 16, 4 * 35 * 3),
        // as large as the input, along one side and along both
        row(i357, image, Map.of("filters", 2, "kernel", 5), List.of(2, 1, 3), 152, 6 * 75),
        row(
            i357,
            image,
            Map.of("filters", 2, "kernel", sides(5, 7)),
            List.of(2, 1, 1),
            2 * 105 + 2,
            2 * 105),
        row(
            i357,
            image,
            Map.of("filters", 2, "kernel", sides(1, 7), "bias", false),
            List.of(2, 5, 1),
            42,
            10 * 21),
        // what a stride leaves at the end, and what it doesn't
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 2, "stride", 2),
            List.of(1, 2, 3),
            13,
            6 * 12),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 3, "stride", 2),
            List.of(1, 2, 3),
            28,
            6 * 27),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 1, "stride", sides(5, 6)),
            List.of(1, 1, 2),
            4,
            6),
        row(i357, image, Map.of("filters", 1, "kernel", 1, "stride", MOST), List.of(1, 1, 1), 4, 3),
        // padding that keeps the size, that enlarges it, on one side alone
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 3, "padding", 1),
            List.of(1, 5, 7),
            28,
            35 * 27),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 1, "padding", 2),
            List.of(1, 9, 11),
            4,
            99 * 3),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", sides(3, 1), "padding", sides(1, 0)),
            List.of(1, 5, 7),
            10,
            35 * 9),
        // only padding makes room for the kernel
        row(
            List.of(1, 1, 1),
            image,
            Map.of("filters", 1, "kernel", 5, "padding", 2),
            List.of(1, 1, 1),
            26,
            25),
        // a dilated window spans dilation * (kernel - 1) + 1
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 3, "dilation", 2),
            List.of(1, 1, 3),
            28,
            3 * 27),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 3, "dilation", sides(1, 3), "stride", 2),
            List.of(1, 2, 1),
            28,
            2 * 27),
        row(
            i357,
            image,
            Map.of("filters", 1, "kernel", 1, "dilation", MOST),
            List.of(1, 5, 7),
            4,
            105),
        // groups: each filter sees its share of the channels
        row(
            List.of(6, 2, 2),
            image,
            Map.of("filters", 4, "kernel", 2, "groups", 2),
            List.of(4, 1, 1),
            4 * 3 * 4 + 4,
            48),
        row(
            List.of(6, 2, 2),
            image,
            Map.of("filters", 12, "kernel", 1, "groups", 6),
            List.of(12, 2, 2),
            24,
            48),
        row(
            List.of(2, 9),
            Conv1d.class,
            Map.of("filters", 3, "kernel", 3, "stride", 2, "padding", 1),
            List.of(3, 5),
            21,
            15 * 6),
        row(
            List.of(2, 9),
            Conv1d.class,
            Map.of("filters", 2, "kernel", 3, "dilation", 4, "groups", 2),
            List.of(2, 1),
            8,
            6),
        row(List.of(2, 9), Conv1d.class, Map.of("filters", 1, "kernel", 9), List.of(1, 1), 19, 18));
  }

  static Stream<Arguments> others() {
    List<Integer> i357 = List.of(3, 5, 7);
    return Stream.of(
        row(i357, MaxPool.class, Map.of("value", 1), i357, 0, 0),
        row(i357, MaxPool.class, Map.of("value", 2), List.of(3, 2, 3), 0, 0),
        row(i357, AvgPool.class, Map.of("value", 5), List.of(3, 1, 1), 0, 0),
        row(i357, AvgPool.class, Map.of("value", sides(5, 7)), List.of(3, 1, 1), 0, 0),
        row(i357, MaxPool.class, Map.of("value", 3, "stride", 2), List.of(3, 2, 3), 0, 0),
        row(i357, MaxPool.class, Map.of("value", 3, "stride", 1), List.of(3, 3, 5), 0, 0),
        row(i357, AvgPool.class, Map.of("value", 2, "stride", sides(3, 4)), List.of(3, 2, 2), 0, 0),
        row(i357, MaxPool.class, Map.of("value", 2, "padding", 1), List.of(3, 3, 4), 0, 0),
        row(
            i357,
            AvgPool.class,
            Map.of("value", sides(3, 2), "stride", 2, "padding", sides(1, 0)),
            List.of(3, 3, 3),
            0,
            0),
        row(List.of(2, 9), MaxPool.class, Map.of("value", 4, "stride", 3), List.of(2, 2), 0, 0),
        row(List.of(2, 9), GlobalAvgPool.class, Map.of(), List.of(2), 0, 0),
        row(List.of(6), Embedding.class, Map.of("vocabulary", 7, "size", 3), List.of(3, 6), 21, 0),
        row(i357, GlobalAvgPool.class, Map.of(), List.of(3), 0, 0),
        row(List.of(1, 1, 1), GlobalAvgPool.class, Map.of(), List.of(1), 0, 0),
        row(i357, Flatten.class, Map.of(), List.of(105), 0, 0),
        row(List.of(3, 5), Flatten.class, Map.of(), List.of(15), 0, 0),
        row(List.of(4), Flatten.class, Map.of(), List.of(4), 0, 0),
        row(i357, BatchNorm.class, Map.of(), i357, 6, 105),
        row(List.of(3, 5), BatchNorm.class, Map.of(), List.of(3, 5), 6, 15),
        row(List.of(4), BatchNorm.class, Map.of("momentum", 1.0), List.of(4), 8, 4),
        row(i357, LayerNorm.class, Map.of(), i357, 210, 105),
        row(List.of(1), LayerNorm.class, Map.of("epsilon", 1.0), List.of(1), 2, 1),
        row(i357, Dropout.class, Map.of("value", 0.0), i357, 0, 0),
        row(List.of(3, 5), Dropout.class, Map.of("value", 0.999), List.of(3, 5), 0, 0));
  }

  @ParameterizedTest
  @MethodSource({"convolutions", "others"})
  void infers(Declared declared, List<Integer> shape, int parameters, int multiplyAdds) {
    ResolvedNetwork network = ShapesTest.resolved(declared);
    assertThat(network.layers().getLast().layer().shape().sizes()).isEqualTo(shape);
    assertThat(network.parameterCount()).isEqualTo(parameters);
    assertThat(network.multiplyAdds()).isEqualTo(multiplyAdds);
  }

  @Test
  void aProductKeepsTheShape() {
    Declared declared =
        network(3, 5, 7)
            .activate("a")
            .layer("product", Multiply.class, Map.of(), "a", "input", "a");
    assertThat(ShapesTest.resolved(declared).layers().getLast().layer().shape().sizes())
        .containsExactly(3, 5, 7);
  }

  private static Arguments wrong(
      List<Integer> input,
      Class<? extends Annotation> kind,
      Map<String, Object> attributes,
      Diagnostic diagnostic) {
    return Arguments.of(
        Named.of(title(input, kind, attributes), declared(input, kind, attributes)), diagnostic);
  }

  static Stream<Arguments> refusals() {
    List<Integer> i357 = List.of(3, 5, 7);
    return Stream.of(
        wrong(i357, Conv2d.class, Map.of("filters", 1, "kernel", 6), Diagnostic.KERNEL_TOO_LARGE),
        wrong(
            i357,
            Conv2d.class,
            Map.of("filters", 1, "kernel", sides(1, 8)),
            Diagnostic.KERNEL_TOO_LARGE),
        wrong(
            i357,
            Conv2d.class,
            Map.of("filters", 1, "kernel", 3, "dilation", 3),
            Diagnostic.KERNEL_TOO_LARGE),
        // spans that overflow an int
        wrong(
            i357,
            Conv2d.class,
            Map.of("filters", 1, "kernel", 1025, "dilation", MOST),
            Diagnostic.KERNEL_TOO_LARGE),
        wrong(i357, MaxPool.class, Map.of("value", MOST, "stride", 1), Diagnostic.KERNEL_TOO_LARGE),
        wrong(
            i357, Conv2d.class, Map.of("filters", 4, "kernel", 1, "groups", 2), Diagnostic.GROUPS),
        wrong(
            i357, Conv2d.class, Map.of("filters", 4, "kernel", 1, "groups", 3), Diagnostic.GROUPS),
        wrong(i357, Conv2d.class, Map.of("filters", MOST, "kernel", 1), Diagnostic.TOO_LARGE),
        wrong(
            i357,
            Conv2d.class,
            Map.of("filters", 1, "kernel", 1, "padding", MOST),
            Diagnostic.TOO_LARGE),
        // outputs whose number overflows an int to a small one: 65536 * 65536
        wrong(
            List.of(1, 2, 2),
            Conv2d.class,
            Map.of("filters", 1, "kernel", 1, "padding", 32767),
            Diagnostic.TOO_LARGE),
        // few outputs and weights, but many places on the way back
        wrong(
            List.of(1, 2001, 2001),
            Conv2d.class,
            Map.of("filters", 100_000, "kernel", 2, "dilation", 2000),
            Diagnostic.TOO_LARGE),
        // few outputs, but a border in between that would take 2^46 values
        wrong(
            List.of(1, 1, 1),
            Conv2d.class,
            Map.of("filters", 1, "kernel", 1, "padding", MOST, "stride", MOST),
            Diagnostic.TOO_LARGE),
        wrong(
            List.of(1, 8, 8),
            MaxPool.class,
            Map.of("value", MOST, "padding", MOST / 2),
            Diagnostic.TOO_LARGE),
        wrong(
            List.of(1, 2),
            Conv1d.class,
            Map.of("filters", 1, "kernel", 2, "padding", MOST, "stride", MOST),
            Diagnostic.TOO_LARGE),
        wrong(
            List.of(2, 9),
            Conv1d.class,
            Map.of("filters", 1, "kernel", 10),
            Diagnostic.KERNEL_TOO_LARGE),
        wrong(List.of(9), Conv1d.class, Map.of("filters", 1, "kernel", 1), Diagnostic.SOURCE_RANK),
        wrong(i357, Conv1d.class, Map.of("filters", 1, "kernel", 1), Diagnostic.SOURCE_RANK),
        wrong(
            List.of(2, 9), Conv2d.class, Map.of("filters", 1, "kernel", 1), Diagnostic.SOURCE_RANK),
        wrong(List.of(9), MaxPool.class, Map.of("value", 1), Diagnostic.SOURCE_RANK),
        wrong(
            i357, Embedding.class, Map.of("vocabulary", 7, "size", 3), Diagnostic.EMBEDDING_SOURCE),
        wrong(List.of(9), GlobalAvgPool.class, Map.of(), Diagnostic.SOURCE_RANK),
        wrong(i357, AvgPool.class, Map.of("value", 3, "padding", 2), Diagnostic.POOL_PADDING),
        wrong(i357, AvgPool.class, Map.of("value", new int[] {}), Diagnostic.SIDES),
        wrong(i357, MaxPool.class, Map.of("value", 0), Diagnostic.SIDE_TOO_SMALL),
        wrong(i357, BatchNorm.class, Map.of("momentum", 0.0), Diagnostic.NORM_MOMENTUM),
        wrong(i357, LayerNorm.class, Map.of("epsilon", Double.NaN), Diagnostic.EPSILON),
        wrong(i357, Dropout.class, Map.of("value", 1.0), Diagnostic.DROPOUT_RATE));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Declared declared, Diagnostic expected) {
    Report report = new Report();
    assertThat(new NetworkResolver(declared.done(), report).resolve()).isEmpty();
    assertThat(report.problems()).extracting(Problem::diagnostic).containsExactly(expected);
  }
}
