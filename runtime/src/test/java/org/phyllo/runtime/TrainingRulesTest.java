package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Sgd;

/** When training ends, and with which parameters: early stopping, time, dry runs, self-tests. */
final class TrainingRulesTest {
  private static final DenseNetwork NETWORK =
      new DenseNetwork(6, 16, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  @TempDir Path folder;

  private final TestExamples train = TestExamples.clusters(40, 6, 3, 1);

  private static TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(Adam.withLearningRate(0.01))
        .batchSize(10)
        .epochs(200);
  }

  /** Right labels to train on, and some wrong ones to evaluate on: training soon overfits. */
  private TestExamples halfWrong() {
    TestExamples test = TestExamples.clusters(40, 6, 3, 2);
    for (int i = 0; i < 40; i += 4) {
      test.targets()[i] = (test.targets()[i] + 1) % 3;
    }
    return test;
  }

  /** What is measured changes nothing in what is learned. */
  @Test
  void measuresAsManyTrainingSamplesAsItIsTold() {
    List<Evaluation> measured = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEvaluated(int epoch, Evaluation training, Optional<Evaluation> test) {
            measured.add(training);
          }
        };
    DenseModel whole = builder().epochs(2).listener(listener).build().fit(train);
    DenseTrainer trainer = builder().epochs(2).listener(listener).evaluateTraining(15).build();
    DenseModel some = trainer.fit(train);
    assertThat(measured).extracting(Evaluation::size).containsExactly(40, 40, 15, 15);
    assertThat(some.parameters()).containsExactly(whole.parameters());
    assertThat(trainer.report().last().trainLoss()).isEqualTo(measured.getLast().loss());
    SomeExamples drawn = (SomeExamples) SomeExamples.drawn(train, 15, 0);
    assertThat(drawn.rows()).doesNotHaveDuplicates().isSorted();
    assertThat(Evaluation.of(some, drawn).loss()).isEqualTo(measured.getLast().loss());
    assertThatThrownBy(() -> builder().evaluateTraining(0))
        .hasMessage("DenseTrainer.evaluateTraining: 0, expected at least 1");
  }

  @Test
  void stopsEarlyAndGoesBackToTheBest() {
    TestExamples test = halfWrong();
    DenseTrainer trainer = builder().earlyStopping(EarlyStopping.onLoss(4)).build();
    DenseModel model = trainer.fit(train, test);
    TrainingReport report = trainer.report();
    assertThat(report.end()).isEqualTo(TrainingEnd.NO_IMPROVEMENT);
    assertThat(report.stopped()).isFalse();
    assertThat(report.epochs()).hasSize(report.bestEpoch() + 4).hasSizeLessThan(200);
    EpochResult best = report.epochs().get(report.bestEpoch() - 1);
    for (EpochResult result : report.epochs()) {
      assertThat(result.testLoss()).isGreaterThanOrEqualTo(best.testLoss());
    }
    assertThat(Evaluation.of(model, test).loss()).isEqualTo(best.testLoss());
    assertThat(trainer.model().parameters()).containsExactly(model.parameters());
  }

  @Test
  void goesBackToTheBestAlsoWhereAllEpochsAreTrained() {
    TestExamples test = halfWrong();
    DenseTrainer trainer = builder().epochs(60).earlyStopping(EarlyStopping.onLoss(1000)).build();
    DenseModel model = trainer.fit(train, test);
    TrainingReport report = trainer.report();
    assertThat(report.end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThat(report.bestEpoch()).isBetween(1, 59);
    double best = report.epochs().get(report.bestEpoch() - 1).testLoss();
    assertThat(Evaluation.of(model, test).loss())
        .isEqualTo(best)
        .isLessThan(report.last().testLoss());
  }

  @Test
  void anImprovementMustBeLargeEnough() {
    DenseTrainer trainer =
        builder().earlyStopping(EarlyStopping.onLoss(3).withMinimumImprovement(100)).build();
    trainer.fit(train, train);
    assertThat(trainer.report().epochs()).hasSize(4);
    assertThat(trainer.report().bestEpoch()).isEqualTo(1);
  }

  @Test
  void watchesTheAccuracy() {
    TestExamples test = TestExamples.clusters(40, 6, 3, 2);
    DenseTrainer trainer = builder().earlyStopping(EarlyStopping.onAccuracy(5)).build();
    trainer.fit(train, test);
    TrainingReport report = trainer.report();
    assertThat(report.end()).isEqualTo(TrainingEnd.NO_IMPROVEMENT);
    double best = report.epochs().get(report.bestEpoch() - 1).testAccuracy();
    assertThat(report.epochs()).allMatch(result -> result.testAccuracy() <= best);
  }

  @Test
  void earlyStoppingNeedsSomethingToWatch() {
    DenseTrainer trainer = builder().earlyStopping(EarlyStopping.onLoss(5)).build();
    assertThatThrownBy(() -> trainer.fit(train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseTrainer.fit: no evaluation set, expected one for early stopping to watch; use"
                + " fit(train, evaluation)");
    TestExamples values = TestExamples.sums(40, 4, 2, 1);
    DenseTrainer regression =
        DenseTrainer.builder(new DenseNetwork(4, 5, 2, Loss.MEAN_SQUARED_ERROR))
            .engine(Engine.PLAIN)
            .earlyStopping(EarlyStopping.onAccuracy(5))
            .build();
    assertThatThrownBy(() -> regression.fit(values, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseTrainer.fit: early stopping watches the accuracy, but targets are values; use"
                + " EarlyStopping.onLoss");
    assertThatThrownBy(() -> EarlyStopping.onLoss(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("EarlyStopping: patience is 0, expected at least 1");
    assertThatThrownBy(() -> EarlyStopping.onLoss(1).withMinimumImprovement(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsWhenTheTimeIsUp() {
    DenseTrainer trainer = builder().epochs(1_000_000).maxTime(Duration.ofMillis(50)).build();
    trainer.fit(train);
    TrainingReport report = trainer.report();
    assertThat(report.end()).isEqualTo(TrainingEnd.TIME);
    assertThat(report.seconds()).isBetween(0.05, 20.0);
    assertThat(report.steps()).isPositive();
    DenseTrainer atOnce = builder().maxTime(Duration.ofNanos(1)).build();
    atOnce.fit(train);
    assertThat(atOnce.report().epochs()).hasSizeLessThan(2);
    DenseTrainer never = builder().epochs(1).maxTime(Duration.ofSeconds(Long.MAX_VALUE)).build();
    never.fit(train);
    assertThat(never.report().end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThatThrownBy(() -> builder().maxTime(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseTrainer.maxTime: PT0S, expected more than zero");
  }

  @Test
  void stopsAtAnUpdate() {
    DenseTrainer[] trainer = new DenseTrainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            if (epoch == 2 && batch == 1) {
              trainer[0].requestStop();
            }
          }
        };
    trainer[0] = builder().accumulate(3).listener(stopper).build();
    trainer[0].fit(train);
    assertThat(trainer[0].report().end()).isEqualTo(TrainingEnd.REQUESTED);
    assertThat(trainer[0].report().steps()).isEqualTo(4 + 3);
  }

  @Test
  void fastIsADryRunOfOneBatch() {
    List<String> events = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void trainingStarted(TrainingPlan plan) {
            events.add("started %d %d".formatted(plan.trainingSamples(), plan.testSamples()));
          }

          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            events.add("batch %d %d/%d".formatted(epoch, batch, batches));
          }

          @Override
          public void epochFinished(EpochResult result) {
            assertThat(result.testLoss()).isFinite();
            events.add("epoch " + result.epoch());
          }
        };
    Path file = folder.resolve("run.checkpoint");
    DenseTrainer trainer =
        builder().fast().checkpoints(Checkpoints.to(file)).listener(listener).build();
    trainer.fit(train, halfWrong());
    assertThat(events).containsExactly("started 10 10", "batch 1 1/1", "epoch 1");
    assertThat(trainer.report().end()).isEqualTo(TrainingEnd.COMPLETED);
    assertThat(file).doesNotExist();
  }

  @Test
  void overfitLearnsABatchByHeart() {
    DenseTrainer trainer = builder().overfit().build();
    DenseModel model = trainer.fit(train, halfWrong());
    Examples batch = SomeExamples.first(train, 10);
    assertThat(Evaluation.of(model, batch).accuracy()).isEqualTo(1);
    assertThat(trainer.report().last().trainLoss()).isLessThan(0.05);
    assertThat(trainer.report().steps()).isBetween(10L, 3000L);
    assertThat(trainer.report().end()).isEqualTo(TrainingEnd.COMPLETED);
  }

  @Test
  void overfitSaysWhenItCannot() {
    TestExamples contradiction = new TestExamples(6, 3, 1, new float[60], new float[10]);
    Arrays.fill(contradiction.targets(), 5, 10, 1);
    DenseTrainer trainer = builder().overfit().build();
    assertThatThrownBy(() -> trainer.fit(contradiction))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "DenseTrainer.overfit: the loss of 10 samples went from 1\\.\\d{4} to 0\\.69\\d\\d in"
                + " 3000 updates, expected a hundredth of the first\\. Try another learning rate"
                + " and more units; else look for equal inputs with different targets\\.");
  }

  @Test
  void checkpointsNameAFolderThatIsMissing() {
    Path file = folder.resolve("none").resolve("run.checkpoint");
    DenseTrainer trainer =
        builder().optimizer(Sgd.withLearningRate(0.1)).checkpoints(Checkpoints.to(file)).build();
    assertThatThrownBy(() -> trainer.fit(train))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": can't write the checkpoint: ");
    assertThat(Files.exists(file)).isFalse();
  }
}
