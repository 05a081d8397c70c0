package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the options of all trainings do to a run. */
final class OptionsTest {
  @TempDir private Path out;

  @ParameterizedTest
  @EnumSource
  void everyOptimizerLearnsAtItsUsualRate(OptimizerKind kind) {
    CommandRun run = digits("--epochs", "10", "--optimizer", kind.name().toLowerCase(Locale.ROOT));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lastLine()).matches("test accuracy 0\\.9.*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sgd      | SGD with learning rate 0.1 and weight decay 1e-4
          momentum | momentum 0.9 with learning rate 0.05 and weight decay 1e-4
          nesterov | Nesterov's momentum 0.9 with learning rate 0.05 and weight decay 1e-4
          adam     | Adam with learning rate 0.01 and weight decay 1e-4
          adamw    | AdamW with learning rate 0.001 and weight decay 1e-4
          """)
  void weightDecayIsPassedOn(String optimizer, String expected) {
    CommandRun run = digits("--fast", "--optimizer", optimizer, "--weight-decay", "1e-4");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(2)).startsWith(expected + ", batches of 20");
  }

  /** The learning rates of six epochs, as far as they follow from the schedule alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          constant    | 0.01 0.01 0.01 0.01 0.01 0.01
          step        | 0.01 0.01 0.001 0.001 1.0E-4 1.0E-4
          exponential | 0.01 0.00398 0.00158 6.3E-4 2.5E-4 1.0E-4
          cosine      | 0.00935 0.00753 0.00504 0.00253 6.9E-4 0.0
          one-cycle   | 0.00598 0.00994 0.00812 0.00463 0.00133 0.0
          """)
  void schedulesFitTheNumberOfEpochs(String schedule, String rates) throws IOException {
    CommandRun run = digits("--epochs", "6", "--schedule", schedule);

    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> log = Files.readAllLines(out.resolve("log.csv"));
    int column = List.of(log.getFirst().split(",", -1)).indexOf("learning_rate");
    List<Double> seen =
        log.stream().skip(1).map(line -> Double.valueOf(line.split(",", -1)[column])).toList();
    List<Double> expected = Stream.of(rates.split(" ")).map(Double::valueOf).toList();
    assertThat(seen).hasSameSizeAs(expected);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isBetween(expected.get(i) - 1e-5, expected.get(i) + 1e-5);
    }
  }

  @Test
  void earlyStoppingLooksAtHeldOutSamplesAndKeepsTheBestEpoch() {
    CommandRun run =
        digits("--early-stopping", "2", "--schedule", "plateau", "--optimizer", "nesterov");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(1))
        .isEqualTo(
            "UCI digits: 1293 samples to train on, 145 held out and shown by epoch, 359 to test"
                + " on");
    assertThat(run.out().get(2)).contains("plateau schedule");
    assertThat(run.out())
        .anyMatch(line -> line.matches("the weights are those of the best epoch, \\d+"));
    assertThat(run.lastLine()).contains(" of 359)").doesNotContain("trained 40.0 epochs");
  }

  @Test
  void aDryRunTrainsOneBatchAndWritesEverything() {
    CommandRun run = digits("--fast");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(1)).isEqualTo("UCI digits: 20 samples to train on, 359 to test on");
    for (String name : new String[] {"curves.png", "confusion.png", "units.png"}) {
      Pictures.assertDrawn(out.resolve(name));
    }
  }

  private CommandRun digits(String... options) {
    String[] always = {"digits", "--out", out.toString()};
    return CommandRun.of(
        Stream.concat(Stream.of(always), Stream.of(options)).toArray(String[]::new));
  }
}
