package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.optimizer.Adam;

/** Once HotSpot has compiled them, training steps and predictions allocate nothing. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Long enough for HotSpot on a busy machine. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** So many rounds in a row without a byte make a steady state. */
  private static final int QUIET_ROUNDS = 3;

  private static final int CALLS = 50;

  private static List<NetworkSource> networks() {
    return List.of(
        new NetworkSource("Xor", Loss.SIGMOID_CROSS_ENTROPY, 2)
            .dense("hidden", 2, Activation.SIGMOID)
            .dense("y", 1),
        new NetworkSource("Digits", Loss.SOFTMAX_CROSS_ENTROPY, 64)
            .dense("hidden", 50, Activation.RELU)
            .dense("wide", 100, Activation.TANH)
            .dense("scores", 10),
        new NetworkSource("Graph", Loss.HUBER, 1, 3, 5)
            .dense("a", 17, Activation.GELU)
            .dense("b", 17, Activation.SOFTPLUS, "input")
            .add("sum", Activation.ELU, "a", "b")
            .concat("all", Activation.SOFTMAX, "sum", "a", "b")
            .dense("y", 3, Activation.TANH),
        new NetworkSource("Functions", Loss.MEAN_SQUARED_ERROR, 21)
            .activate("a", Activation.GELU)
            .activate("b", Activation.SILU)
            .activate("c", Activation.STEP, "a")
            .activate("d", Activation.LEAKY_RELU, "b")
            .add("e", Activation.SOFTPLUS, "c", "d", "a")
            .dense("y", 9, Activation.SIGMOID),
        new NetworkSource("Scores", Loss.SIGMOID_CROSS_ENTROPY, 21)
            .dense("a", 30, Activation.SILU)
            .dense("y", 19),
        new NetworkSource("Images", Loss.SOFTMAX_CROSS_ENTROPY, 1, 8, 8)
            .annotated("c", "@Conv2d(filters = 4, kernel = 3, padding = 1)")
            .annotated("n", "@BatchNorm(activation = Activation.RELU)")
            .annotated("p", "@MaxPool(2)")
            .annotated("q", "@AvgPool(2)", "n")
            .annotated("product", "@Multiply(activation = Activation.TANH)", "p", "q")
            .annotated("l", "@LayerNorm")
            .annotated("d", "@Dropout(0.3)")
            .annotated("f", "@Flatten", "d")
            .annotated("m", "@GlobalAvgPool", "l")
            .concat("both", Activation.IDENTITY, "f", "m")
            .dense("y", 10),
        new NetworkSource("Sequences", Loss.MEAN_ABSOLUTE_ERROR, 3, 9)
            .annotated("c", "@Conv1d(filters = 6, kernel = 3, stride = 2, groups = 3)")
            .annotated("d", "@Dropout(value = 0.2, inverted = false)")
            .annotated("n", "@BatchNorm(activation = Activation.ELU)")
            .dense("y", 2));
  }

  @TestFactory
  Stream<DynamicTest> nothingIsAllocated() {
    return GeneratedNetwork.of(networks()).stream()
        .flatMap(network -> Stream.of(Engine.values()).flatMap(e -> tests(network, e)));
  }

  private static Stream<DynamicTest> tests(GeneratedNetwork network, Engine engine) {
    return Stream.of(
        DynamicTest.dynamicTest(network + " trains on " + engine, () -> step(network, engine)),
        DynamicTest.dynamicTest(
            network + " predicts on " + engine, () -> predict(network, engine, 1)),
        DynamicTest.dynamicTest(
            network + " predicts many on " + engine, () -> predict(network, engine, 40)));
  }

  private static void step(GeneratedNetwork network, Engine engine) {
    Draw draw = new Draw(3);
    float[] parameters = Batch.parameters(network.info(), draw);
    Batch batch = Batch.draw(network.info(), draw, 40);
    int[] order = batch.order();
    try (Trainer<?> trainer =
        network.trainer(parameters, Adam.withLearningRate(1e-4), engine, 1, 40)) {
      awaitQuiet(() -> trainer.step(batch, order, 0, 40));
    }
  }

  private static void predict(GeneratedNetwork network, Engine engine, int samples) {
    Draw draw = new Draw(3);
    float[] parameters = Batch.parameters(network.info(), draw);
    Model model;
    try (Trainer<?> trainer = network.trainer(parameters, Adam.withLearningRate(1), engine, 1, 1)) {
      model = trainer.model();
    }
    assertThat(model.engine()).isEqualTo(engine);
    float[] inputs = Batch.draw(network.info(), draw, samples).inputs();
    float[] outputs = new float[samples * network.info().outputSize()];
    awaitQuiet(() -> model.predict(inputs, samples, outputs));
  }

  private static void awaitQuiet(Runnable call) {
    long start = System.nanoTime();
    long bytes = Long.MAX_VALUE;
    int quiet = 0;
    while (quiet < QUIET_ROUNDS) {
      assertThat(System.nanoTime() - start)
          .as("%d calls still allocate %d bytes", CALLS, bytes)
          .isLessThan(PATIENCE);
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      quiet = bytes == 0 ? quiet + 1 : 0;
    }
  }
}
