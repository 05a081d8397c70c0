package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.runtime.schedule.CosineSchedule;
import org.phyllo.runtime.schedule.ExponentialSchedule;
import org.phyllo.runtime.schedule.ReduceOnPlateau;
import org.phyllo.runtime.schedule.Schedule;

/** The learning rates that schedules give to updates and listeners. */
final class ScheduledTrainingTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 4, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  private final TestExamples train = TestExamples.clusters(100, 6, 3, 1);
  private final TestExamples test = TestExamples.clusters(50, 6, 3, 2);
  private final List<Double> rates = new ArrayList<>();

  /** Does nothing but write down the rates of its updates. */
  private record Recorder(double learningRate, List<Double> rates) implements Optimizer {
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
      rates.add(rate);
    }

    @Override
    public void update(double[] parameters, double[] gradients, double[][] state, int step) {
      throw new AssertionError("not on a reference");
    }
  }

  private TrainerBuilder<DenseModel, DenseTrainer> recorded(Schedule schedule) {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(new Recorder(0.5, rates))
        .schedule(schedule)
        .batchSize(25)
        .epochs(3);
  }

  private static double[] learningRates(DenseTrainer trainer) {
    return trainer.report().epochs().stream().mapToDouble(EpochResult::learningRate).toArray();
  }

  @Test
  void ratesChangeFromUpdateToUpdate() {
    CosineSchedule cosine = CosineSchedule.toZero().withWarmup(0.5);
    DenseTrainer trainer = recorded(cosine).build();
    trainer.fit(train);
    assertThat(rates).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(rates.get(i)).isEqualTo(0.5 * cosine.factor(i + 1, 12, 4));
    }
    assertThat(learningRates(trainer)).containsExactly(rates.get(3), rates.get(7), rates.get(11));
  }

  @Test
  void accumulatedBatchesAreOneStepOfTheSchedule() {
    recorded((step, steps, stepsPerEpoch) -> step + 100.0 * steps + 10_000.0 * stepsPerEpoch)
        .accumulate(3)
        .build()
        .fit(train);
    double[] expected =
        DoubleStream.of(1, 2, 3, 4, 5, 6).map(step -> 0.5 * (step + 600 + 20_000)).toArray();
    assertThat(rates.stream().mapToDouble(r -> r).toArray()).containsExactly(expected);
  }

  @Test
  void aSecondFitGoesOn() {
    DenseTrainer trainer = recorded(ExponentialSchedule.withDecay(0.5)).epochs(2).build();
    trainer.fit(train);
    assertThat(learningRates(trainer)).containsExactly(0.5, 0.25);
    trainer.fit(train);
    assertThat(learningRates(trainer)).containsExactly(0.125, 0.0625);
    assertThat(trainer.report().plan().firstEpoch()).isEqualTo(3);
  }

  @Test
  void plateausOfTheEvaluationSetReduce() {
    DenseTrainer trainer = recorded(ReduceOnPlateau.after(1)).epochs(6).build();
    trainer.fit(train, test);
    double[] learningRates = learningRates(trainer);
    double[] expected = {0.5, 0.5, 0.5, 0.05, 0.05, 0.005};
    assertThat(learningRates).containsExactly(expected, within(1e-15));
  }

  @Test
  void singleStepsHaveTheOptimizersRate() {
    try (DenseTrainer trainer = recorded(CosineSchedule.toZero()).build()) {
      trainer.step(train, TestExamples.order(100), 0, 25);
      trainer.step(train, TestExamples.order(100), 25, 25);
    }
    assertThat(rates).containsExactly(0.5, 0.5);
  }

  @Test
  void constantRatesChangeNoBit() {
    float[][] parameters = new float[2][];
    for (int i = 0; i < 2; i++) {
      Schedule schedule = (step, steps, stepsPerEpoch) -> 1;
      TrainerBuilder<DenseModel, DenseTrainer> builder =
          DenseTrainer.builder(NETWORK).engine(Engine.PLAIN).optimizer(Sgd.withLearningRate(0.1));
      parameters[i] =
          (i == 0 ? builder : builder.schedule(schedule)).build().fit(train).parameters();
    }
    assertThat(parameters[1]).containsExactly(parameters[0]);
  }

  @Test
  void factorsMustBeNumbers() {
    DenseTrainer trainer = recorded((step, steps, stepsPerEpoch) -> 3 - step).build();
    assertThatThrownBy(() -> trainer.fit(train))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "DenseTrainer: schedule .* gives -1.0 as factor at 4, expected a finite number from 0"
                + " up");
  }

  @Test
  void batchLossesAreAveragedBySample() {
    double[] sum = new double[1];
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            sum[0] += loss * (batch == 4 ? 10 : 30);
          }
        };
    DenseTrainer trainer =
        recorded(CosineSchedule.toZero()).batchSize(30).epochs(1).listener(listener).build();
    trainer.fit(train);
    EpochResult result = trainer.report().last();
    assertThat(result.batchLoss()).isEqualTo(sum[0] / 100);
    assertThat(result.batchLoss()).as("no update").isCloseTo(result.trainLoss(), within(1e-6));
  }
}
