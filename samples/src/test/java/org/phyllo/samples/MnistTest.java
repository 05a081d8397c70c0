package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Dataset;
import org.phyllo.data.Mnist;

/** Commands on MNIST and Fashion-MNIST; skipped where these are missing. */
final class MnistTest {
  @TempDir private Path out;

  @Test
  void bookWeightsReadTheSameDigitsAsThere() {
    Path data = Shared.path("datasets/mnist");
    Path weights = Shared.path("datasets/dlfs-sample-weight/sample_weight.safetensors");

    CommandRun run =
        CommandRun.of("pretrained", "--data", data.toString(), "--weights", weights.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .anyMatch(line -> line.startsWith("one by one: 9352 of 10000 right"))
        .anyMatch(line -> line.startsWith("in batches of 100: 9352 of 10000 right"))
        .contains("all 10000 labels equal sample_weight.pred.u8");
    assertThat(run.lastLine()).isEqualTo("test accuracy 0.9352 (9352 of 10000)");
  }

  @Test
  void aFolderOfBookWeightsReadsTheSameDigitsAsThere() {
    Path data = Shared.path("datasets/mnist");
    Path weights = Shared.path("datasets/dlfs-sample-weight");

    CommandRun run =
        CommandRun.of("pretrained", "--data", data.toString(), "--weights", weights.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsExactly(
            line("sample_weight", "0.9352 (9352 of 10000)"),
            line("simple_convnet", "0.9600 (9600 of 10000)"),
            line("simple_convnet_2016", "0.9890 (9890 of 10000)"),
            line("deep_convnet", "0.9797 (9797 of 10000)"),
            line("deep_convnet_2016", "0.9935 (9935 of 10000)"));
  }

  private static String line(String name, String accuracy) {
    return "%s: test accuracy %s, all 10000 labels equal %s.pred.u8"
        .formatted(name, accuracy, name);
  }

  @Test
  void convolutionsLearnInOneEpoch() {
    Path data = Shared.path("datasets/mnist");

    CommandRun run =
        CommandRun.of("lenet", "--data", data.toString(), "--epochs", "1", "--out", "" + out);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("LeNet5: input [1, 28, 28], c1 [6, 24, 24]");
    assertThat(run.lastLine()).matches("test accuracy 0\\.9[6-9]\\d{2} \\(9\\d{3} of 10000\\), .*");
    for (String name : new String[] {"curves.png", "confusion.png", "units.png"}) {
      Pictures.assertDrawn(out.resolve(name));
    }
  }

  /** One batch of it: that the files are read, and what comes out. */
  @Test
  void fashionReadsDebiansFiles() {
    Path data =
        Shared.orSkip(
            Path.of("/usr/share/datasets/fashion-mnist"),
            "(Debian's package dataset-fashion-mnist brings it)");

    CommandRun run =
        CommandRun.of("fashion", "--data", data.toString(), "--fast", "--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(1))
        .isEqualTo("Fashion-MNIST: 64 samples to train on, 10000 to test on");
    assertThat(run.lastLine()).contains(" of 10000), trained 1.0 epochs");
    Pictures.assertDrawn(out.resolve("confusion.png"));
  }

  @Test
  void oneEpochIsEnoughForNineOutOfTen() throws IOException {
    Path data = Shared.path("datasets/mnist");

    CommandRun run =
        CommandRun.of(
            "digits", "--data", data.toString(), "--epochs", "1", "--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lastLine()).matches("test accuracy 0\\.9\\d{3} \\(9\\d{3} of 10000\\), .*");
    Pictures.assertDrawn(out.resolve("units.png"));
    predictsTestImages(Mnist.testFromFolder(data));
  }

  /** As pictures that somebody has drawn: read, cut out and centered again. */
  private void predictsTestImages(Dataset test) throws IOException {
    String model = out.resolve("model.safetensors").toString();
    int right = 0;
    int count = 20;
    for (int i = 0; i < count; i++) {
      float[] pixels = test.input(i);
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      for (int p = 0; p < pixels.length; p++) {
        image.getRaster().setSample(p % 28, p / 28, 0, Math.round(pixels[p] * 255));
      }
      Path file = out.resolve("image.png");
      ImageIO.write(image, "png", file.toFile());

      CommandRun run = CommandRun.of("predict", model, file.toString());

      assertThat(run.exitCode()).as(run.err()).isZero();
      right += run.lastLine().startsWith("predicted " + test.label(i)) ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(count - 3);
  }
}
