package org.phyllo.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.DenseNetwork.Fault;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.runtime.schedule.StepSchedule;

final class ListenersTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 4, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  @TempDir Path directory;

  private final TestExamples train = TestExamples.clusters(40, 6, 3, 1);
  private final TestExamples test = TestExamples.clusters(20, 6, 3, 2);

  private static TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(Sgd.withLearningRate(0.1))
        .batchSize(25)
        .epochs(2);
  }

  /** Writes down what it is told. */
  private record Recorder(String name, List<String> events) implements TrainingListener {
    @Override
    public void trainingStarted(TrainingPlan plan) {
      events.add(
          "%s started %d+%d in %d"
              .formatted(name, plan.trainingSamples(), plan.testSamples(), plan.batches()));
    }

    @Override
    public void batchFinished(int epoch, int batch, int batches, double loss) {
      assertThat(loss).isPositive();
      events.add("%s batch %d.%d of %d".formatted(name, epoch, batch, batches));
    }

    @Override
    public void epochFinished(EpochResult result) {
      events.add("%s epoch %d".formatted(name, result.epoch()));
    }

    @Override
    public void trainingFinished(TrainingReport report) {
      events.add("%s finished %d".formatted(name, report.steps()));
    }

    @Override
    public void trainingFailed(RuntimeException cause) {
      events.add("%s failed %s".formatted(name, cause.getMessage()));
    }
  }

  @Test
  void areToldInTheirOrder() {
    List<String> events = new ArrayList<>();
    builder()
        .listener(new Recorder("a", events))
        .listener(new Recorder("b", events))
        .build()
        .fit(train, test);
    assertThat(events)
        .containsExactly(
            "a started 40+20 in 2",
            "b started 40+20 in 2",
            "a batch 1.1 of 2",
            "b batch 1.1 of 2",
            "a batch 1.2 of 2",
            "b batch 1.2 of 2",
            "a epoch 1",
            "b epoch 1",
            "a batch 2.1 of 2",
            "b batch 2.1 of 2",
            "a batch 2.2 of 2",
            "b batch 2.2 of 2",
            "a epoch 2",
            "b epoch 2",
            "a finished 4",
            "b finished 4");
  }

  @Test
  void areToldOfFailure() {
    List<String> events = new ArrayList<>();
    DenseTrainer trainer =
        DenseTrainer.builder(NETWORK.with(Fault.EXCEPTION))
            .engine(Engine.PLAIN)
            .listener(new Recorder("a", events))
            .build();
    assertThatThrownBy(() -> trainer.fit(train)).hasMessage("as asked");
    assertThat(events).containsExactly("a started 40+0 in 1", "a failed as asked");
  }

  @Test
  void historyKeepsTheCurves() {
    History history = new History();
    DenseTrainer trainer = builder().epochs(3).listener(history).build();
    trainer.fit(train, test);
    assertThat(history.epochs()).containsExactlyElementsOf(trainer.report().epochs()).hasSize(3);
    assertThat(history.trainLoss()).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(history.trainAccuracy()[2]).isEqualTo(trainer.report().last().trainAccuracy());
    assertThat(history.testLoss()[2]).isEqualTo(trainer.report().last().testLoss());
    assertThat(history.testAccuracy()[2]).isEqualTo(trainer.report().last().testAccuracy());
  }

  @Test
  void epochsCanBeMeasuredInOtherWays() {
    List<Double> f1 = new ArrayList<>();
    List<Boolean> evaluated = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epochEvaluated(int epoch, Evaluation training, Optional<Evaluation> test) {
            f1.add(training.confusion().macroF1());
            evaluated.add(test.isPresent() && test.get().size() == 20);
          }

          @Override
          public void epochFinished(EpochResult result) {
            assertThat(f1).as("told before").hasSize(result.epoch());
          }
        };
    DenseTrainer trainer = builder().listener(listener).build();
    DenseModel model = trainer.fit(train, test);
    trainer.fit(train);
    assertThat(evaluated).containsExactly(true, true, false, false);
    assertThat(f1.get(1)).isEqualTo(Evaluation.of(model, train).confusion().macroF1());
  }

  @Test
  void csvLogIsWholeAfterEveryEpoch() throws IOException {
    Path file = directory.resolve("log.csv");
    Files.writeString(file, "an older and longer log\n".repeat(20));
    List<Integer> lines = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void epochFinished(EpochResult result) {
            try {
              lines.add(Files.readAllLines(file).size());
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          }
        };
    DenseTrainer trainer = builder().listener(CsvLog.to(file)).listener(counter).build();
    trainer.fit(train, test);
    trainer.fit(train);
    assertThat(lines).containsExactly(2, 3, 4, 5);
    List<String> text = Files.readAllLines(file);
    assertThat(text.getFirst())
        .isEqualTo(
            "epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,batch_loss,learning_rate");
    assertThat(text.get(1))
        .matches(
            "1,\\d\\.\\d{6},[01]\\.\\d{6},\\d\\.\\d{6},[01]\\.\\d{6},\\d\\.\\d{3},\\d\\.\\d{6},0\\.1");
    assertThat(text.get(4))
        .matches("4,\\d\\.\\d{6},[01]\\.\\d{6},,,\\d\\.\\d{3},\\d\\.\\d{6},0\\.1");
  }

  @Test
  void csvLogNamesTheFileThatItCannotWrite() {
    Path file = directory.resolve("none").resolve("log.csv");
    DenseTrainer trainer = builder().listener(CsvLog.to(file)).build();
    assertThatThrownBy(() -> trainer.fit(train))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": can't write the log: ");
  }

  @Test
  void withoutATerminalThereIsALinePerEpoch() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProgressBar bar = new ProgressBar(new PrintStream(out, true, UTF_8), false, () -> 0);
    builder().epochs(10).listener(bar).build().fit(train, test);
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(10);
    assertThat(lines.getFirst())
        .matches(
            "epoch  1/10  loss \\d\\.\\d{4}  accuracy [01]\\.\\d{4}"
                + "  test loss \\d\\.\\d{4}  test accuracy [01]\\.\\d{4}  \\d\\.\\d\\d s");
    assertThat(lines.getLast()).startsWith("epoch 10/10  loss ");
  }

  @Test
  void aScheduledLearningRateIsShown() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProgressBar bar = new ProgressBar(new PrintStream(out, true, UTF_8), false, () -> 0);
    builder().schedule(StepSchedule.every(1)).listener(bar).build().fit(train);
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines.get(0)).doesNotContain("learning rate");
    assertThat(lines.get(1)).contains("  learning rate 1.00e-02  ");
  }

  @Test
  void onATerminalABarMovesAndGivesWay() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicLong clock = new AtomicLong();
    ProgressBar bar =
        new ProgressBar(
            new PrintStream(out, true, UTF_8), true, () -> clock.addAndGet(200_000_000));
    builder().epochs(1).listener(bar).build().fit(train);
    String text = out.toString(UTF_8);
    assertThat(text)
        .contains("\repoch 1/1  [===============               ] 1/2  loss ")
        .contains("\repoch 1/1  [==============================] 2/2  loss ")
        .endsWith(" s" + System.lineSeparator());
    String last = text.substring(text.lastIndexOf('\r') + 1);
    assertThat(last).startsWith("epoch 1/1  loss ").doesNotContain("[");
  }

  @Test
  void aBarIsNotDrawnMoreOftenThanAnEyeSees() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicLong clock = new AtomicLong();
    ProgressBar bar =
        new ProgressBar(new PrintStream(out, true, UTF_8), true, () -> clock.addAndGet(1_000_000));
    builder().batchSize(1).epochs(1).listener(bar).build().fit(train);
    assertThat(out.toString(UTF_8)).doesNotContain("\r");
  }

  @Test
  void aBarGivesWayToAnException() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicLong clock = new AtomicLong();
    ProgressBar bar =
        new ProgressBar(
            new PrintStream(out, true, UTF_8), true, () -> clock.addAndGet(200_000_000));
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            throw new IllegalStateException("enough");
          }
        };
    DenseTrainer trainer = builder().listener(bar).listener(failing).build();
    assertThatThrownBy(() -> trainer.fit(train)).hasMessage("enough");
    assertThat(out.toString(UTF_8)).endsWith("\r");
  }
}
