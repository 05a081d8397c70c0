package org.phyllo.processor.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.KernelRun;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;

/**
 * Numbers that the code of the book "Deep Learning from Scratch" (Koki Saitoh, 2016) computes: what
 * a convolution sees, where its gradients go, and a gradient by differences.
 */
class BookNumbersTest {
  private static Map<String, Object> expected = Map.of();

  @BeforeAll
  static void read() throws IOException {
    Path file =
        Path.of(System.getProperty("phyllo.shared", "../shared"))
            .resolve("datasets/dlfs-sample-weight/expected.json");
    String missing =
        file.toAbsolutePath().normalize() + " is missing (system property phyllo.shared)";
    if (!Files.exists(file)) {
      System.out.println("skipped: no numbers of the book, as " + missing);
    }
    assumeTrue(Files.exists(file), missing);
    expected = Json.object(Files.readString(file));
  }

  /**
   * With one filter for each value of a window a convolution is the book's {@code im2col}. The loss
   * being the mean of the outputs' squares, its gradient is theirs times 2 / 72, which goes back
   * the way of {@code col2im}.
   */
  @Test
  void windowsAndWhereTheirGradientsGo() {
    Map<String, Object> numbers = object("im2col");
    double[] columns = values(numbers.get("values"));
    double[] sums = values(numbers.get("col2im_of_that"));
    GeneratedNetwork network =
        GeneratedNetwork.of(
            new NetworkSource("Im2col", Loss.MEAN_SQUARED_ERROR, 2, 4, 4)
                .annotated("columns", "@Conv2d(filters = 18, kernel = 3, bias = false)"));
    float[] weight = new float[18 * 18];
    float[] input = new float[32];
    for (int i = 0; i < 18; i++) {
      weight[i * 18 + i] = 1;
    }
    for (int i = 0; i < input.length; i++) {
      input[i] = i;
    }
    for (Result result : results(network, weight, input, new float[72])) {
      for (int place = 0; place < 4; place++) {
        for (int filter = 0; filter < 18; filter++) {
          assertThat(result.output()[filter * 4 + place])
              .as("%s: place %d, filter %d", result.source(), place, filter)
              .isEqualTo(columns[place * 18 + filter]);
        }
      }
      assertClose(result.source(), result.dInput(), sums, 2.0 / 72, 1e-6);
    }
  }

  /** The book adds 1e-7 to a probability before it takes the logarithm. */
  @Test
  void gradientOfASmallNetworkByDifferences() {
    Map<String, Object> numbers = object("gradient_simplenet");
    GeneratedNetwork network =
        GeneratedNetwork.of(
            new NetworkSource("SimpleNet", Loss.SOFTMAX_CROSS_ENTROPY, 2)
                .annotated("scores", "@Dense(units = 3, bias = false)"));
    float[] weight = floats(transposed(values(numbers.get("W")), 3));
    float[] input = floats(values(numbers.get("x")));
    double[] gradient = transposed(values(numbers.get("numerical_dW")), 3);
    for (Result result : results(network, weight, input, new float[] {2})) {
      assertThat(result.loss())
          .as(result.source())
          .isCloseTo((Double) numbers.get("loss"), within(1e-6));
      assertClose(result.source(), result.dWeight(), gradient, 1, 1e-6);
    }
  }

  private static void assertClose(
      String source, double[] actual, double[] expected, double factor, double tolerance) {
    assertThat(actual).as(source).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("%s: %d", source, i)
          .isCloseTo(expected[i] * factor, within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }

  /** What one sample gives, by whom. */
  @SuppressWarnings("ArrayRecordComponent") // a bundle, never compared
  private record Result(
      String source, double loss, double[] output, double[] dInput, double[] dWeight) {}

  private static List<Result> results(
      GeneratedNetwork network, float[] weight, float[] input, float[] target) {
    ParameterInfo parameter = network.info().parameters().get(0);
    Reference reference = network.network().reference();
    reference.setParameters(weight);
    double loss = reference.run(doubles(input), doubles(target), 1);
    reference.gradients();
    Result inDouble =
        new Result(
            "reference",
            loss,
            reference.output(),
            reference.inputGradient(),
            reference.gradient(parameter.name()));
    Batch batch = new Batch(network.info(), input, target, 1);
    Stream<Result> inFloat =
        Stream.of(Engine.values())
            .map(
                engine -> {
                  KernelRun run = KernelRun.training(network.network(), engine, weight, batch);
                  return new Result(
                      engine.name(),
                      run.losses()[0],
                      doubles(run.outputs()),
                      doubles(run.inputGradient()),
                      doubles(run.gradient(parameter)));
                });
    return Stream.concat(Stream.of(inDouble), inFloat).toList();
  }

  @SuppressWarnings("unchecked") // objects are maps of strings
  private static Map<String, Object> object(String name) {
    return (Map<String, Object>) expected.get(name);
  }

  /** The numbers of an array of arrays, however deep. */
  private static double[] values(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(BookNumbersTest::values).flatMapToDouble(Arrays::stream).toArray();
      default -> new double[] {(Double) value};
    };
  }

  /** The book has a row for each input, a file of PyTorch's one for each unit. */
  private static double[] transposed(double[] values, int columns) {
    double[] transposed = new double[values.length];
    int rows = values.length / columns;
    for (int i = 0; i < values.length; i++) {
      transposed[i % columns * rows + i / columns] = values[i];
    }
    return transposed;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
