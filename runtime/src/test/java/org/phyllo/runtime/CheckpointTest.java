package org.phyllo.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.schedule.CosineSchedule;
import org.phyllo.runtime.schedule.ReduceOnPlateau;

/** A training that was interrupted and resumed ends in the bits of one that was not. */
final class CheckpointTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  @TempDir Path folder;

  private final TestExamples train = TestExamples.clusters(95, 6, 3, 1);
  private final TestExamples test = TestExamples.clusters(30, 6, 3, 2);

  private static TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(NETWORK)
        .engine(Engine.PLAIN)
        .optimizer(Adam.withLearningRate(0.01))
        .schedule(CosineSchedule.toZero().withWarmup(1))
        .batchSize(20)
        .epochs(4)
        .seed(3);
  }

  private Path file() {
    return folder.resolve("run.checkpoint");
  }

  /** Throws at the n-th batch that it sees, before its checkpoint is written. */
  private static TrainingListener crashAt(int n) {
    int[] seen = new int[1];
    return new TrainingListener() {
      @Override
      public void batchFinished(int epoch, int batch, int batches, double loss) {
        if (++seen[0] == n) {
          throw new IllegalStateException("crash");
        }
      }
    };
  }

  private void assertSameReport(TrainingReport actual, TrainingReport expected) {
    assertThat(actual.epochs()).hasSameSizeAs(expected.epochs());
    for (int i = 0; i < expected.epochs().size(); i++) {
      EpochResult a = actual.epochs().get(i);
      EpochResult e = expected.epochs().get(i);
      assertThat(a)
          .isEqualTo(
              new EpochResult(
                  e.epoch(),
                  e.trainLoss(),
                  e.trainAccuracy(),
                  e.testLoss(),
                  e.testAccuracy(),
                  a.seconds(),
                  e.batchLoss(),
                  e.learningRate()));
    }
    assertThat(actual.steps()).isEqualTo(expected.steps());
    assertThat(actual.epochsTrained()).isEqualTo(expected.epochsTrained());
    assertThat(actual.end()).isEqualTo(expected.end());
    assertThat(actual.bestEpoch()).isEqualTo(expected.bestEpoch());
    assertThat(actual.plan().firstEpoch()).isEqualTo(expected.plan().firstEpoch());
  }

  /** Crashes at every batch of a run in turn, and resumes. */
  private void assertResumes(
      int steps, UnaryOperator<TrainerBuilder<DenseModel, DenseTrainer>> settings)
      throws IOException {
    DenseTrainer whole = settings.apply(builder()).build();
    float[] expected = whole.fit(train, test).parameters();
    for (int crash = 2; crash <= whole.report().steps(); crash++) {
      Files.deleteIfExists(file());
      Checkpoints checkpoints = Checkpoints.to(file()).everySteps(steps);
      DenseTrainer first =
          settings.apply(builder()).checkpoints(checkpoints).listener(crashAt(crash)).build();
      assertThatThrownBy(() -> first.fit(train, test)).hasMessage("crash");
      DenseTrainer second = settings.apply(builder()).checkpoints(checkpoints).threads(2).build();
      if (Files.exists(file())) {
        second.resume(file());
      }
      float[] actual = second.fit(train, test).parameters();
      assertThat(actual).as("crash at batch %d", crash).containsExactly(expected);
      assertSameReport(second.report(), whole.report());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void resumesAtAnyBatch(int steps) throws IOException {
    assertResumes(steps, builder -> builder);
  }

  @Test
  void resumesAccumulatedAndClipped() throws IOException {
    assertResumes(
        1,
        builder ->
            builder
                .accumulate(2)
                .clipNorm(0.5)
                .optimizer(Momentum.withLearningRate(0.1))
                .schedule(ReduceOnPlateau.after(0).withThreshold(0.2)));
  }

  @Test
  void resumesEarlyStopping() throws IOException {
    for (int i = 0; i < 30; i += 3) {
      test.targets()[i] = (test.targets()[i] + 1) % 3;
    }
    UnaryOperator<TrainerBuilder<DenseModel, DenseTrainer>> settings =
        builder ->
            builder
                .optimizer(Adam.withLearningRate(0.05))
                .epochs(12)
                .earlyStopping(EarlyStopping.onLoss(2));
    DenseTrainer trainer = settings.apply(builder()).build();
    trainer.fit(train, test);
    assertThat(trainer.report().end()).isEqualTo(TrainingEnd.NO_IMPROVEMENT);
    assertResumes(2, settings);
  }

  @Test
  void aFinishedRunIsFinished() throws IOException {
    DenseTrainer first = builder().checkpoints(Checkpoints.to(file())).build();
    float[] expected = first.fit(train, test).parameters();
    DenseTrainer second = builder().build();
    second.resume(file());
    assertThat(second.fit(train, test).parameters()).containsExactly(expected);
    assertSameReport(second.report(), first.report());
    float[] longer =
        builder()
            .epochs(6)
            .schedule(new ReduceOnPlateau(0.1, 5, 0))
            .build()
            .fit(train, test)
            .parameters();
    assertThat(longer).isNotEqualTo(expected);
  }

  @Test
  void moreEpochsGoOn() throws IOException {
    ReduceOnPlateau plateau = ReduceOnPlateau.after(1);
    builder().schedule(plateau).checkpoints(Checkpoints.to(file())).build().fit(train, test);
    DenseTrainer longer = builder().schedule(plateau).epochs(6).build();
    longer.resume(file());
    float[] actual = longer.fit(train, test).parameters();
    float[] expected = builder().schedule(plateau).epochs(6).build().fit(train, test).parameters();
    assertThat(actual).containsExactly(expected);
  }

  @Test
  void aSecondRunIsResumedToo() throws IOException {
    DenseTrainer whole = builder().build();
    whole.fit(train, test);
    float[] expected = whole.fit(train, test).parameters();
    DenseTrainer first =
        builder()
            .checkpoints(Checkpoints.to(file()).everySteps(1))
            .listener(crashAt(4 * 5 + 8))
            .build();
    first.fit(train, test);
    assertThatThrownBy(() -> first.fit(train, test)).hasMessage("crash");
    DenseTrainer second = builder().build();
    second.resume(file());
    assertThat(second.fit(train, test).parameters()).containsExactly(expected);
    assertSameReport(second.report(), whole.report());
    assertThat(second.report().plan().firstEpoch()).isEqualTo(5);
  }

  @Test
  void aStoppedRunGoesOnWithinItsEpoch() throws IOException {
    float[] expected = builder().build().fit(train, test).parameters();
    DenseTrainer[] first = new DenseTrainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            if (epoch == 2 && batch == 3) {
              first[0].requestStop();
            }
          }
        };
    first[0] = builder().checkpoints(Checkpoints.to(file())).listener(stopper).build();
    first[0].fit(train, test);
    assertThat(first[0].report().end()).isEqualTo(TrainingEnd.REQUESTED);
    DenseTrainer second = builder().build();
    second.resume(file());
    assertThat(second.fit(train, test).parameters()).containsExactly(expected);
  }

  @Test
  void intervalsAreKept() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            sizes.add(Files.exists(file()) ? 1 : 0);
          }
        };
    Checkpoints always = Checkpoints.to(file()).every(Duration.ofNanos(1));
    builder().checkpoints(always).listener(listener).build().fit(train, test);
    assertThat(sizes.subList(0, 3)).containsExactly(0, 1, 1);
    Files.delete(file());
    sizes.clear();
    Checkpoints seldom = Checkpoints.to(file()).every(Duration.ofDays(1));
    builder().checkpoints(seldom).listener(listener).build().fit(train, test);
    assertThat(sizes.subList(0, 6)).containsExactly(0, 0, 0, 0, 0, 1);
  }

  /** Logs are whole after a resumption, whatever the first process had written. */
  @Test
  void listenersAreToldOfTheEpochsBefore() throws IOException {
    Checkpoints checkpoints = Checkpoints.to(file());
    DenseTrainer first = builder().checkpoints(checkpoints).listener(crashAt(12)).build();
    assertThatThrownBy(() -> first.fit(train, test)).hasMessage("crash");
    Path log = folder.resolve("log.csv");
    History history = new History();
    DenseTrainer second = builder().listener(CsvLog.to(log)).listener(history).build();
    second.resume(file());
    second.fit(train, test);
    assertThat(history.epochs()).extracting(EpochResult::epoch).containsExactly(1, 2, 3, 4);
    assertThat(Files.readAllLines(log)).hasSize(5);
  }

  @Test
  void leftoversOfKilledProcessesAreRemoved() throws IOException {
    Path leftover = folder.resolve("run.checkpoint.7.tmp");
    Path other = folder.resolve("other.checkpoint.0.tmp");
    Files.writeString(leftover, "half");
    Files.writeString(other, "half");
    builder().checkpoints(Checkpoints.to(file())).build().fit(train, test);
    assertThat(leftover).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void isASafetensorsFileWithNames() throws IOException {
    DenseTrainer trainer = builder().checkpoints(Checkpoints.to(file())).build();
    trainer.fit(train, test);
    Safetensors contents = Safetensors.read(file());
    assertThat(contents.names())
        .contains(
            "hidden.weight", "optimizer.0.hidden.weight", "optimizer.1.output.bias", "history");
    assertThat(contents.tensor("output.weight").floats())
        .containsExactly(trainer.model().parameter("output.weight"));
    assertThat(contents.metadata())
        .containsEntry("format", "phyllo-checkpoint-1")
        .containsEntry("layers", "input [6], hidden Dense [8], output Dense [3]")
        .containsEntry("updates", "20")
        .containsEntry("learned", "20")
        .containsEntry("seed", "3");
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    builder().checkpoints(Checkpoints.to(file())).build().fit(train, test);
    assertRefused(builder().seed(4), "seed is '3', expected '4', as the trainer was built with");
    assertRefused(
        builder().batchSize(10), "batchSize is '20', expected '10', as the trainer was built with");
    assertRefused(
        builder().optimizer(Adam.withLearningRate(0.02)),
        "optimizer is 'Adam[learningRate=0.01, beta1=0.9, beta2=0.999, epsilon=1.0E-8,"
            + " weightDecay=0.0, sparesBiases=false]', expected 'Adam[learningRate=0.02, beta1=0.9,"
            + " beta2=0.999, epsilon=1.0E-8, weightDecay=0.0, sparesBiases=false]', as the trainer"
            + " was built with");
    assertRefused(
        builder().accumulate(2), "accumulate is '1', expected '2', as the trainer was built with");
    assertRefused(
        builder().clipNorm(1),
        "clipNorm is 'Infinity', expected '1.0', as the trainer was built with");
    assertRefused(
        builder().optimizer(Momentum.withLearningRate(0.1)),
        "expected 'Momentum[learningRate=0.1, momentum=0.9, weightDecay=0.0, sparesBiases=false]'");
    DenseTrainer wider =
        DenseTrainer.builder(new DenseNetwork(6, 9, 3, Loss.SOFTMAX_CROSS_ENTROPY))
            .engine(Engine.PLAIN)
            .build();
    assertThatThrownBy(() -> wider.resume(file()))
        .isInstanceOf(InvalidFileException.class)
        .hasMessage(
            file()
                + ": layers is 'input [6], hidden Dense [8], output Dense [3]', expected 'input"
                + " [6], hidden Dense [9], output Dense [3]', as the trainer was built with");
    DenseTrainer same = builder().build();
    same.resume(file());
    assertThatThrownBy(() -> same.fit(train))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseTrainer.fit: 95 samples to train on and 0 to evaluate on, expected 95 and 30, as"
                + " in"
                + " the training that %s continues".formatted(file()));
  }

  private void assertRefused(TrainerBuilder<DenseModel, DenseTrainer> builder, String problem) {
    DenseTrainer trainer = builder.build();
    float[] before = trainer.model().parameters();
    assertThatThrownBy(() -> trainer.resume(file()))
        .isInstanceOf(InvalidFileException.class)
        .message()
        .startsWith(file() + ": ")
        .contains(problem);
    assertThat(trainer.model().parameters()).containsExactly(before);
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> builder().build().resume(file()))
        .isInstanceOf(NoSuchFileException.class);
    builder()
        .earlyStopping(EarlyStopping.onLoss(9))
        .checkpoints(Checkpoints.to(file()))
        .build()
        .fit(train, test);
    byte[] good = Files.readAllBytes(file());
    for (int length = 0; length < good.length; length += 61) {
      Files.write(file(), Arrays.copyOf(good, length));
      assertThatThrownBy(
              () -> builder().earlyStopping(EarlyStopping.onLoss(9)).build().resume(file()))
          .isInstanceOf(InvalidFileException.class)
          .hasMessageStartingWith(file() + ": ");
    }
    String[][] changes = {
      {"\"batch\":\"0\"", "\"batch\":\"5\"", "batch is '5', expected a whole number from 0 to 4"},
      {"\"batch\":\"0\"", "\"batch\":\"x\"", "batch is 'x', expected a whole number from 0 to 4"},
      {
        "\"epochs\":\"4\"",
        "\"epochs\":\"5\"",
        "tensor 'history' has 4 rows, expected 5, one per epoch"
      },
      {
        "\"updates\":\"20\"",
        "\"updates\":\"-2\"",
        "updates is '-2', expected a whole number from 0"
      },
      {"\"lossSum\":\"0.0\"", "\"lossSum\":\"NaN\"", "lossSum is 'NaN', expected a finite number"},
      {"\"seconds\"", "\"sesonds\"", "no 'seconds' in its metadata"},
      {
        "\"bestEpoch\":\"4\"",
        "\"bestEpoch\":\"0\"",
        "bestEpoch is 0, expected 0 or best parameters"
      },
      {"\"history\"", "\"histery\"", "tensor 'histery' F64 [4, 7] is none of a checkpoint"},
      {
        "\"best:hidden.bias\"",
        "\"best:hidden.bios\"",
        "no tensor 'best:hidden.bias', expected F32 [8]"
      },
      {
        "F32\",\"shape\":[8,6]",
        "F32\",\"shape\":[6,8]",
        "tensor 'hidden.weight' is F32 [6, 8], expected"
      },
      {"phyllo-checkpoint-1", "phyllo-checkpoint-2", "format is 'phyllo-checkpoint-2', expected"}
    };
    for (String[] change : changes) {
      String text = new String(good, ISO_8859_1);
      assertThat(text).contains(change[0]);
      Files.write(file(), text.replace(change[0], change[1]).getBytes(ISO_8859_1));
      assertRefused(builder().earlyStopping(EarlyStopping.onLoss(9)), change[2]);
    }
    // the first value of the first tensor, hidden.weight
    int header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] nan = good.clone();
    nan[8 + header + 3] = 0x7f;
    nan[8 + header + 2] = (byte) 0xc0;
    Files.write(file(), nan);
    assertRefused(
        builder().earlyStopping(EarlyStopping.onLoss(9)),
        "tensor 'hidden.weight' has values that are not finite, expected finite ones");
  }
}
