package org.phyllo.runtime.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The paths of six optimizers over {@code x^2 / 20 + y^2}, as the code of the book "Deep Learning
 * from Scratch" computes them. The book adds 1e-7 to its square roots.
 */
final class TrajectoryTest {
  private static final double EPSILON = 1e-7;

  @Test
  void sgd() throws IOException {
    assertFollows("SGD lr=0.95", _ -> Sgd.withLearningRate(0.95));
  }

  @Test
  void momentum() throws IOException {
    assertFollows("Momentum lr=0.1 momentum=0.9", _ -> Momentum.withLearningRate(0.1));
  }

  @Test
  void nesterov() throws IOException {
    assertFollows("Nesterov lr=0.1 momentum=0.9", _ -> Nesterov.withLearningRate(0.1));
  }

  @Test
  void adaGrad() throws IOException {
    assertFollows("AdaGrad lr=1.5", _ -> AdaGrad.withLearningRate(1.5).withEpsilon(EPSILON));
  }

  @Test
  void rmsProp() throws IOException {
    assertFollows(
        "RMSprop lr=0.1 decay_rate=0.99", _ -> RmsProp.withLearningRate(0.1).withEpsilon(EPSILON));
  }

  /** The book adds its epsilon to the root before the average is corrected. */
  @Test
  void adam() throws IOException {
    assertFollows(
        "Adam lr=0.3",
        step ->
            Adam.withLearningRate(0.3).withEpsilon(EPSILON / Math.sqrt(1 - Math.pow(0.999, step))));
  }

  private static void assertFollows(String name, IntFunction<Optimizer> optimizers)
      throws IOException {
    double[] points = points(name);
    assertThat(points).hasSize(2 * 31);
    double[] wide = {points[0], points[1]};
    float[] narrow = {(float) points[0], (float) points[1]};
    double[][] wideState = new double[2][2];
    float[][] narrowState = new float[2][2];
    for (int step = 1; step <= 30; step++) {
      Optimizer optimizer = optimizers.apply(step);
      optimizer.update(wide, new double[] {wide[0] / 10, 2 * wide[1]}, wideState, step);
      float[] gradients = {narrow[0] / 10, 2 * narrow[1]};
      optimizer.update(
          narrow, gradients, narrowState, step, optimizer.learningRate(), 0, narrow.length);
      for (int i = 0; i < 2; i++) {
        double expected = points[2 * step + i];
        assertThat(wide[i]).as("%s, step %d", name, step).isCloseTo(expected, within(1e-12));
        assertThat((double) narrow[i]).as("in float").isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** The numbers of an array of pairs in a JSON file. */
  private static double[] points(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("phyllo.shared", "../shared"))
            .resolve("datasets/dlfs-sample-weight/expected.json");
    Assumptions.assumeTrue(Files.exists(file), "needs the folder of -Dphyllo.shared");
    String text = Files.readString(file);
    String key = '"' + name + '"';
    int start = text.indexOf(key);
    assertThat(start).as(name).isPositive();
    String pairs = text.substring(start + key.length()).split("[\"}]", 2)[0];
    return Arrays.stream(pairs.split("[^-+.\\deE]+"))
        .filter(number -> !number.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
