package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.Sgd;

/** Training that leaves the finite numbers stops and says where. */
final class DivergenceTest {
  private final DenseNetwork network =
      new DenseNetwork(4, 5, 2, Loss.MEAN_SQUARED_ERROR).withRelu();
  private final TestExamples data = TestExamples.sums(64, 4, 2, 1);

  private TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(network).engine(Engine.PLAIN).batchSize(16).epochs(50);
  }

  @Test
  void namesEpochBatchAndLayer() {
    DenseTrainer trainer = builder().optimizer(Sgd.withLearningRate(1e4)).build();
    TrainingDivergedException failure =
        catchThrowableOfType(TrainingDivergedException.class, () -> trainer.fit(data));
    assertThat(failure.epoch()).isPositive();
    assertThat(failure.batch()).isBetween(1, 4);
    assertThat(failure)
        .hasMessageMatching(
            "DenseTrainer: training diverged in epoch \\d+, batch \\d: '.*' is no longer finite"
                + " \\(loss (NaN|Infinity)\\). Try a smaller learning rate, for example a tenth.");
    assertThat(failure.layer()).isIn("hidden", "output", "loss", "hidden.weight");
    for (float value : trainer.model().parameters()) {
      assertThat(value).as("no step was made with a loss that is not finite").isFinite();
    }
  }

  @Test
  void namesTheFirstLayer() {
    DenseModel start = new DenseModel(network, 1);
    float[] huge = new float[20];
    Arrays.fill(huge, 3e38f);
    start.setParameter("hidden.weight", huge);
    start.setParameter("hidden.bias", new float[] {3e38f, 3e38f, 3e38f, 3e38f, 3e38f});
    assertThat(failureFrom(start).layer()).isEqualTo("hidden");
    start = new DenseModel(network, 1);
    start.setParameter("output.bias", new float[] {3e38f, 0});
    assertThat(failureFrom(start).layer()).as("its square overflows").isEqualTo("loss");
    start = new DenseModel(network, 1);
    start.setParameter("hidden.bias", new float[] {1e20f, 0, 0, 0, 0});
    float[] weight = new float[10];
    weight[0] = 1e20f;
    start.setParameter("output.weight", weight);
    assertThat(failureFrom(start).layer()).isEqualTo("output");
  }

  private TrainingDivergedException failureFrom(DenseModel start) {
    DenseTrainer trainer = builder().startFrom(start).build();
    TrainingDivergedException failure =
        catchThrowableOfType(TrainingDivergedException.class, () -> trainer.fit(data));
    assertThat(failure.epoch()).isEqualTo(1);
    assertThat(failure.batch()).isEqualTo(1);
    return failure;
  }

  /** ReLU turns NaN into 0 here, so the loss stays finite; the epoch's end sees the parameter. */
  @Test
  void namesAParameterThatTheLossDoesNotShow() {
    DenseTrainer trainer = builder().optimizer(new Poison()).build();
    TrainingDivergedException failure =
        catchThrowableOfType(TrainingDivergedException.class, () -> trainer.fit(data));
    assertThat(failure.layer()).isEqualTo("hidden.bias");
    assertThat(failure.epoch()).isEqualTo(1);
  }

  /** Sets the first hidden bias to NaN at the last step of the first epoch. */
  private final class Poison implements Optimizer {
    @Override
    public double learningRate() {
      return 1;
    }

    @Override
    public int stateArrays() {
      return 0;
    }

    @Override
    public void update(
        float[] parameters,
        float[] gradients,
        float[][] state,
        int step,
        double rate,
        int from,
        int to) {
      if (step == 4) {
        parameters[network.hiddenBias()] = Float.NaN;
      }
    }

    @Override
    public void update(double[] parameters, double[] gradients, double[][] state, int step) {
      throw new AssertionError("not on a reference");
    }
  }

  @Test
  void singleStepsNameTheInput() {
    data.inputs()[5] = Float.POSITIVE_INFINITY;
    try (DenseTrainer trainer = builder().build()) {
      assertThatThrownBy(() -> trainer.step(data, TestExamples.order(64), 0, 16))
          .isInstanceOfSatisfying(
              TrainingDivergedException.class,
              failure -> {
                assertThat(failure.layer()).isEqualTo("input");
                assertThat(failure.epoch()).isZero();
                assertThat(failure.batch()).isEqualTo(1);
              });
    }
  }
}
