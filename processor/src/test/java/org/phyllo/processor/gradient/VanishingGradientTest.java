package org.phyllo.processor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.dsl.Loss.SIGMOID_CROSS_ENTROPY;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import java.util.List;
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
    return Stream.of(SOFTMAX_CROSS_ENTROPY, SIGMOID_CROSS_ENTROPY)
        .flatMap(
            loss ->
                Stream.of(Engine.values())
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                loss + " " + engine, () -> checkZero(loss, engine))));
  }

  private static void checkZero(Loss loss, Engine engine) {
    GeneratedNetwork network =
        GeneratedNetwork.of(
                List.of(new NetworkSource("Certain" + loss, loss, 1).dense("y", CERTAIN.length)))
            .getFirst();
    float[] parameters = new float[network.info().parameterFloats()];
    System.arraycopy(CERTAIN, 0, parameters, 0, CERTAIN.length);
    float[] target = new float[network.info().targetSize()];
    Batch batch = new Batch(network.info(), new float[] {1}, target, 1);
    float[] gradient =
        KernelRun.training(network.network(), engine, parameters, batch)
            .gradient(network.info().parameter("y.weight"));
    for (int i = 1; i <= LARGE; i++) {
      assertThat(gradient[i]).isGreaterThan(0);
    }
    for (int i = LARGE + 1; i < CERTAIN.length; i++) {
      assertThat(gradient[i]).isZero();
    }
  }
}
