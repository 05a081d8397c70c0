package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.data.Dataset;
import org.phyllo.data.UciDigits;

/** Commands that train on the data that come along. */
final class TrainingTest {
  @TempDir private Path out;

  @Test
  void digitsReachTheirAccuracy() throws IOException {
    CommandRun run = CommandRun.of("digits", "--out", out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).noneMatch(line -> line.startsWith("training "));
    assertThat(accuracy(run)).isGreaterThanOrEqualTo(0.975);
    assertThat(run.lastLine())
        .matches(
            "test accuracy 0\\.\\d{4} \\(\\d+ of 359\\),"
                + " trained 40\\.0 epochs in \\d+\\.\\d s");
    assertFilesWritten();
    assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSize(41);
    predictsItsTestImages();
  }

  /** The first weights and the order of the samples are luck, and luck must not be needed. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4"})
  void digitsReachTheirAccuracyFromOtherSeeds(String seed) {
    CommandRun run = CommandRun.of("digits", "--seed", seed, "--out", out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(accuracy(run)).isGreaterThanOrEqualTo(0.975);
  }

  @Test
  void variedDigitsReachMore() {
    CommandRun run = CommandRun.of("digits", "--augment", "--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(2)).startsWith("Adam with learning rate 0.01, cosine schedule");
    assertThat(out.resolve("variants.png")).isNotEmptyFile();
    assertThat(accuracy(run)).isGreaterThanOrEqualTo(0.985);
  }

  private void predictsItsTestImages() throws IOException {
    Dataset test = UciDigits.dataset().test();
    String model = out.resolve("model.safetensors").toString();
    int right = 0;
    int count = 20;
    for (int i = 0; i < count; i++) {
      Path image = out.resolve("image.png");
      write(image, test.input(i), i % 2 == 0);
      CommandRun run = CommandRun.of("predict", model, image.toString(), "--show");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out().stream().filter(line -> line.contains("%"))).hasSizeGreaterThan(9);
      assertThat(run.lastLine()).matches("predicted \\d with probability [01]\\.\\d{4}");
      right += run.lastLine().startsWith("predicted " + test.label(i)) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(count - 4);
  }

  /** Draws 8x8 pixels as a photo of paper or of a blackboard would have them. */
  private static void write(Path file, float[] pixels, boolean darkOnLight) throws IOException {
    int cell = 12;
    int margin = 40;
    int side = 8 * cell + 2 * margin;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(darkOnLight ? Color.WHITE : Color.BLACK);
    graphics.fillRect(0, 0, side, side);
    for (int i = 0; i < pixels.length; i++) {
      float gray = darkOnLight ? 1 - pixels[i] : pixels[i];
      graphics.setColor(new Color(gray, gray, gray));
      graphics.fillRect(margin + i % 8 * cell, margin + i / 8 * cell, cell, cell);
    }
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void irisReachesItsAccuracy() {
    CommandRun run = CommandRun.of("iris", "--out", out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(accuracy(run)).isGreaterThanOrEqualTo(0.9);
    assertFilesWritten();
  }

  @Test
  void optionsChooseTheNetworkAndTheRun() {
    CommandRun run =
        CommandRun.of(
            "digits --hidden 25 --activation sigmoid --optimizer adam --learning-rate 0.01"
                .concat(" --batch 17 --epochs 1 --init-deviation 0.1 --seed 5 --threads 2")
                .concat(" --engine plain --out " + out)
                .split(" "));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("Digits25Sigmoid: input [1, 8, 8], hidden [25]");
    assertThat(run.out().get(1)).isEqualTo("UCI digits: 1438 samples to train on, 359 to test on");
    assertThat(run.out().get(2))
        .isEqualTo("Adam with learning rate 0.01, batches of 17, seed 5, plain engine, 2 threads");
    assertThat(run.lastLine()).contains("trained 1.0 epochs");
  }

  @Test
  void divergenceIsOneSentence() {
    CommandRun run =
        CommandRun.of(
            "digits", "--learning-rate", "1e30", "--epochs", "3", "--out", out.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("diverged in epoch 1", "smaller --learning-rate")
        .hasLineCount(1);
  }

  @Test
  void lossThatGrewIsToldPlainly() {
    CommandRun run =
        CommandRun.of("digits", "--learning-rate", "1000", "--epochs", "1", "--out", "" + out);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .anyMatch(
            line ->
                line.matches(
                    "training diverged: its loss went from \\d\\.\\d\\d to \\d{3}\\.\\d\\d,"
                        + " that of guessing is 2\\.30; try a smaller --learning-rate"));
  }

  @Test
  void trainingThatChangedNothingIsToldPlainly() {
    CommandRun run =
        CommandRun.of("digits", "--learning-rate", "1e-9", "--epochs", "1", "--out", "" + out);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).anyMatch(line -> line.startsWith("training got nowhere: its loss went"));
  }

  private static double accuracy(CommandRun run) {
    String before = "test accuracy ";
    assertThat(run.lastLine()).startsWith(before);
    return Double.parseDouble(run.lastLine().substring(before.length(), before.length() + 6));
  }

  private void assertFilesWritten() {
    for (String name : new String[] {"curves.png", "confusion.png", "units.png"}) {
      Pictures.assertDrawn(out.resolve(name));
    }
    assertThat(out.resolve("model.safetensors")).isNotEmptyFile();
    assertThat(out.resolve("confusion.txt")).content().contains("recall");
  }
}
