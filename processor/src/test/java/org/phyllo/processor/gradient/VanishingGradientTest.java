package org.phyllo.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.dsl.Loss.SIGMOID_CROSS_ENTROPY;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.KernelRun;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;

/**
 * A network that is all but certain sends no tiny numbers backward: they would become denormal on
 * the way, which costs many times as long.
 */
class VanishingGradientTest {
  /** Weights of one input, which is 1: the scores. */
  private static final float[] CERTAIN = {0, -20, -44, -45, -70, -87};

  private static final int LARGE = 2;

  @TestFactory
  Stream<DynamicTest> certainScoresHaveGradientsOfZero() {
    return tests(VanishingGradientTest::checkZero);
  }

  /** What makes tiny numbers zero must not hide that a training has gone wrong. */
  @TestFactory
  Stream<DynamicTest> scoresThatAreNotANumberHaveSuchGradients() {
    return tests(VanishingGradientTest::checkNaN);
  }

  private static Stream<DynamicTest> tests(BiConsumer<Loss, Engine> check) {
    return Stream.of(SOFTMAX_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY)
        .flatMap(
            loss ->
                Stream.of(Engine.values())
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                loss + " " + engine, () -> check.accept(loss, engine))));
  }

  private static void checkZero(Loss loss, Engine engine) {
    float[] gradient = gradient(loss, engine, CERTAIN);
    for (int i = 1; i <= LARGE; i++) {
      assertThat(gradient[i]).isGreaterThan(0);
    }
    for (int i = LARGE + 1; i < CERTAIN.length; i++) {
      assertThat(gradient[i]).isZero();
    }
  }

  private static void checkNaN(Loss loss, Engine engine) {
    float[] weights = CERTAIN.clone();
    weights[3] = Float.NaN;
    float[] gradient = gradient(loss, engine, weights);
    if (loss == SOFTMAX_CROSS_ENTROPY) {
      assertThat(gradient).containsOnly(Float.NaN);
    } else {
      assertThat(gradient[3]).isNaN();
      assertThat(gradient[1]).isGreaterThan(0);
    }
  }

  /** The gradient of each score, which that of its weight is. */
  private static float[] gradient(Loss loss, Engine engine, float[] weights) {
    GeneratedNetwork network =
        GeneratedNetwork.of(
                List.of(new NetworkSource("Certain" + loss, loss, 1).dense("y", weights.length)))
            .getFirst();
    float[] parameters = new float[network.info().parameterFloats()];
    System.arraycopy(weights, 0, parameters, 0, weights.length);
    float[] target = new float[network.info().targetSize()];
    Batch batch = new Batch(network.info(), new float[] {1}, target, 1);
    return KernelRun.training(network.network(), engine, parameters, batch)
        .gradient(network.info().parameter("y.weight"));
  }
}
