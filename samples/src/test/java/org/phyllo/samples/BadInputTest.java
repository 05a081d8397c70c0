package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.samples.network.Digits25ReluModel;

/** Mistakes of a user end in one sentence and an exit code, never in a stack trace. */
final class BadInputTest {
  /** Where a PNG file has its width, followed by its height; a checksum comes later. */
  private static final int PNG_WIDTH = 16;

  @TempDir private Path folder;

  static Stream<Arguments> wrongArguments() {
    return Stream.of(
        Arguments.of(List.of("digitz"), "there is no command 'digitz'"),
        Arguments.of(List.of("digits", "--hidden", "30"), "expected 25, 50 or 100"),
        Arguments.of(
            List.of("digits", "--hidden", "many"), "--hidden many, expected a whole number"),
        Arguments.of(
            List.of("digits", "--activation", "softplus"),
            "--activation softplus, expected one of sigmoid, relu"),
        Arguments.of(
            List.of("digits", "--optimizer", "lbfgs"),
            "--optimizer lbfgs, expected one of sgd, momentum, nesterov, adagrad, rmsprop, adam,"
                + " adamw"),
        Arguments.of(
            List.of("digits", "--schedule", "warm"),
            "--schedule warm, expected one of constant, step, exponential, cosine, one-cycle,"
                + " plateau"),
        Arguments.of(
            List.of("digits", "--early-stopping", "0"), "--early-stopping 0, expected at least 1"),
        Arguments.of(
            List.of("digits", "--early-stopping", "soon"), "soon, expected a whole number"),
        Arguments.of(List.of("digits", "--weight-decay", "-1"), "--weight-decay -1.0, expected a"),
        Arguments.of(
            List.of("digits", "--weight-decay", "0.1", "--optimizer", "adagrad"),
            "--weight-decay 0.1 with adagrad, expected one of sgd, momentum, nesterov, adam,"
                + " adamw"),
        Arguments.of(List.of("digits", "--epochs", "0"), "--epochs 0, expected at least 1"),
        Arguments.of(List.of("digits", "--epochs", "99999999999"), "expected a smaller number"),
        Arguments.of(List.of("digits", "--batch", "0"), "--batch 0, expected at least 1"),
        Arguments.of(List.of("digits", "--batch", "70000"), "expected at most 60000"),
        Arguments.of(List.of("digits", "--threads", "-1"), "--threads -1, expected at least 0"),
        Arguments.of(List.of("digits", "--threads", "5000"), "expected at most 256"),
        Arguments.of(
            List.of("digits", "--learning-rate", "-0.1"), "--learning-rate -0.1, expected"),
        Arguments.of(List.of("digits", "--learning-rate", "fast"), "fast, expected a number"),
        Arguments.of(List.of("digits", "--learning-rate", "NaN"), "--learning-rate NaN, expected"),
        Arguments.of(
            List.of("digits", "--init-deviation", "-1"), "--init-deviation -1.0, expected"),
        Arguments.of(
            List.of("digits", "--augment", "--data", "."), "--augment with --data, expected one"),
        Arguments.of(List.of("digits", "--colour", "red"), "there is no option --colour"),
        Arguments.of(List.of("digits", "red"), "can't do anything with 'red'"),
        Arguments.of(List.of("digits", "--engine", "gpu"), "expected one of plain, vector"),
        Arguments.of(List.of("deep-digits"), "--data=DIR"),
        Arguments.of(List.of("lenet"), "--data=DIR"),
        Arguments.of(List.of("convnet"), "--data=DIR"),
        Arguments.of(List.of("deep-convnet"), "--data=DIR"),
        Arguments.of(List.of("fashion"), "--data=DIR"),
        Arguments.of(List.of("pretrained", "--data", "."), "--weights=FILE"),
        Arguments.of(List.of("predict", "model"), "IMAGE"),
        Arguments.of(List.of("predict", "model", "image", "--network", "Big"), "expected one of"),
        Arguments.of(List.of("gradcheck", "Big"), "no network 'Big', expected all or one of Xor"),
        Arguments.of(List.of("gradcheck", "Xor", "--samples", "0"), "expected 1 to 1000"),
        Arguments.of(List.of("bench", "three"), "WORKLOAD three, expected one of iris"),
        Arguments.of(List.of("bench", "two", "--threads", "1,x"), "--threads x, expected a whole"),
        Arguments.of(List.of("bench", "two", "--threads", "0"), "expected 1 to 256"),
        Arguments.of(List.of("bench", "two", "--seconds", "0"), "expected 0 to 3600"),
        Arguments.of(List.of("bench", "two", "--steps", "0"), "expected 1 to"),
        Arguments.of(List.of("bench-infer", "two", "--batch", "0"), "expected 1 to 65536"),
        Arguments.of(List.of("bench-infer", "two", "--seconds", "-1"), "expected 0 to 3600"),
        Arguments.of(List.of("bench-start", "--runs", "0"), "expected 1 to 10000"));
  }

  @ParameterizedTest
  @MethodSource
  void wrongArguments(List<String> args, String expected) {
    CommandRun run = CommandRun.of(args.toArray(String[]::new));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(expected, "--help").doesNotContain("\tat ", "Trainer", "java.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void missingDataFolder() {
    assertFails("no-data", "digits", "--data", folder.resolve("no-data").toString());
  }

  @Test
  void emptyDataFolder() {
    for (String command : List.of("digits", "convnet", "fashion")) {
      assertFails("train-images-idx3-ubyte", command, "--data", folder.toString());
    }
  }

  @Test
  void fileInPlaceOfOutputFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "a file");

    assertFails("expected a folder", "digits", "--out", file.toString());
  }

  @Test
  void missingModel() {
    String model = folder.resolve("none.safetensors").toString();

    assertFails("there is no such file", "predict", model, "image.png");
  }

  @Test
  void modelThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("model.safetensors"), "not a model at all");

    assertFails("is a folder", "predict", folder.toString(), "image.png");
    assertFails("no safetensors file", "predict", file.toString(), "image.png");
    assertFails("no safetensors file", "pretrained", "--data", ".", "--weights", file.toString());
    assertFails("holds no weights", "pretrained", "--data", ".", "--weights", "" + folder);
  }

  @Test
  void pictureThatIsNone() throws IOException {
    Path model = folder.resolve("model.safetensors");
    Digits25ReluModel.create(0).save(model);
    Path text = Files.writeString(folder.resolve("text.png"), "a text");
    Path dot = folder.resolve("dot.png");
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", dot.toFile());
    Path huge = folder.resolve("huge.png");
    byte[] png = Files.readAllBytes(dot);
    ByteBuffer.wrap(png).putInt(PNG_WIDTH, 60_000).putInt(PNG_WIDTH + Integer.BYTES, 60_000);
    Files.write(huge, png);

    assertFails("neither PNG nor JPEG", "predict", model.toString(), text.toString());
    assertFails("blank picture of 1x1", "predict", model.toString(), dot.toString());
    assertFails("60000x60000", "predict", model.toString(), huge.toString());
    assertFails("is a folder", "predict", model.toString(), folder.toString());
    assertFails("there is no such file", "predict", model.toString(), folder + "/none.png");
  }

  private static void assertFails(String expected, String... args) {
    CommandRun run = CommandRun.of(args);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(expected).doesNotContain("\tat ").hasLineCount(1);
  }
}
