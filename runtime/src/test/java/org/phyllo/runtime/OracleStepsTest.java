package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.StoredTensor;
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;

/** Steps of the optimizers on the network 6-8-3 (tanh) against PyTorch's in double. */
final class OracleStepsTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  private static Optimizer optimizer(String fixture) {
    return switch (fixture) {
      case "optimizer_sgd_weight_decay" -> Sgd.withLearningRate(0.1).withWeightDecay(0.01);
      case "optimizer_momentum" -> Momentum.withLearningRate(0.01);
      case "optimizer_nesterov" -> Nesterov.withLearningRate(0.01);
      case "optimizer_adagrad" -> AdaGrad.withLearningRate(0.01);
      case "optimizer_rmsprop" -> RmsProp.withLearningRate(0.01);
      case "optimizer_adamw" -> AdamW.withLearningRate(0.01);
      case "optimizer_adam" -> Adam.withLearningRate(0.01);
      default -> throw new IllegalArgumentException(fixture);
    };
  }

  private static Safetensors read(String fixture) throws IOException {
    Path file =
        Path.of(System.getProperty("phyllo.oracle", ""))
            .resolve(fixture)
            .resolve("tensors.safetensors");
    Assumptions.assumeTrue(Files.exists(file), "needs the folder of -Dphyllo.oracle");
    return Safetensors.read(file);
  }

  /** The fixture's names of our parameters: its second layer is called scores. */
  private static StoredTensor tensor(Safetensors fixture, String stage, ParameterInfo parameter) {
    return fixture.tensor(stage + "." + parameter.name().replace("output.", "scores."));
  }

  private static double[] labels(Safetensors fixture) {
    return Arrays.stream(fixture.tensor("y").ints()).asDoubleStream().toArray();
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double largest = Agreement.largest(expected);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(tolerance * largest);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer_sgd_weight_decay",
        "optimizer_momentum",
        "optimizer_nesterov",
        "optimizer_adagrad",
        "optimizer_rmsprop",
        "optimizer_adam",
        "optimizer_adamw"
      })
  void referenceFollowsPytorch(String name) throws IOException {
    Safetensors fixture = read(name);
    Optimizer optimizer = optimizer(name);
    DenseReference reference = new DenseReference(NETWORK);
    int count = NETWORK.info().parameterFloats();
    double[] parameters = new double[count];
    double[] gradients = new double[count];
    double[][] state = new double[optimizer.stateArrays()][count];
    for (ParameterInfo tensor : NETWORK.info().parameters()) {
      copy(tensor(fixture, "init", tensor).doubles(), parameters, tensor.offset());
    }
    double[] losses = fixture.tensor("step_losses").doubles();
    for (int step = 1; step <= losses.length; step++) {
      for (ParameterInfo tensor : NETWORK.info().parameters()) {
        double[] values = reference.parameter(tensor.name());
        System.arraycopy(parameters, tensor.offset(), values, 0, values.length);
      }
      double loss = reference.run(fixture.tensor("x").doubles(), labels(fixture), 4);
      assertClose(new double[] {loss}, new double[] {losses[step - 1]}, 1e-9);
      reference.gradients();
      for (ParameterInfo tensor : NETWORK.info().parameters()) {
        copy(reference.gradient(tensor.name()), gradients, tensor.offset());
      }
      optimizer.update(parameters, gradients, state, step);
    }
    for (ParameterInfo tensor : NETWORK.info().parameters()) {
      double[] after = Arrays.copyOfRange(parameters, tensor.offset(), tensor.end());
      assertClose(after, tensor(fixture, "after", tensor).doubles(), 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer_sgd_weight_decay",
        "optimizer_momentum",
        "optimizer_nesterov",
        "optimizer_adagrad",
        "optimizer_rmsprop",
        "optimizer_adam",
        "optimizer_adamw"
      })
  void trainerFollowsPytorch(String name) throws IOException {
    Safetensors fixture = read(name);
    DenseModel start = new DenseModel(NETWORK, 1);
    for (ParameterInfo tensor : NETWORK.info().parameters()) {
      start.setParameter(tensor.name(), tensor(fixture, "init", tensor).floats());
    }
    float[] targets = new float[4];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) labels(fixture)[i];
    }
    TestExamples data = new TestExamples(6, 3, 1, fixture.tensor("x").floats(), targets);
    try (DenseTrainer trainer =
        DenseTrainer.builder(NETWORK)
            .engine(Engine.PLAIN)
            .optimizer(optimizer(name))
            .startFrom(start)
            .build()) {
      for (double expected : fixture.tensor("step_losses").doubles()) {
        double loss = trainer.step(data, TestExamples.order(4), 0, 4);
        assertClose(new double[] {loss}, new double[] {expected}, 1e-5);
      }
      for (ParameterInfo tensor : NETWORK.info().parameters()) {
        double[] after = CheckCase.doubles(trainer.model().parameter(tensor.name()));
        assertClose(after, tensor(fixture, "after", tensor).doubles(), 1e-4);
      }
    }
  }

  private static void copy(double[] from, double[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
  }
}
