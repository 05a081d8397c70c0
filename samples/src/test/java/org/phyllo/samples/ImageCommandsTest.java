package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that take a while on real images, on a few drawn ones. */
final class ImageCommandsTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void drawImages() throws IOException {
    data = TinyImages.in(Files.createDirectory(folder.resolve("bars")), 8, 2);
    out = folder.resolve("out");
  }

  @Test
  void convnetVariesItsImages() throws IOException {
    CommandRun run = run("convnet", "--epochs", "2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("DigitsConvnet: input [1, 28, 28], conv1 [16, 24, 24]");
    assertThat(run.out().get(1)).isEqualTo("bars: 80 samples to train on, 20 to test on");
    assertThat(run.out().get(2)).contains("cosine schedule, batches of 64");
    assertFilesWritten();
    // ten images, each as it is and in ten epochs
    BufferedImage variants = ImageIO.read(out.resolve("variants.png").toFile());
    assertThat(variants.getWidth()).isGreaterThan(variants.getHeight());
    assertThat(run.out()).anyMatch(line -> line.endsWith("units.png, variants.png"));
  }

  @Test
  void convnetTakesImagesAsTheyAre() {
    CommandRun run = run("convnet", "--no-augment", "--epochs", "1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("variants.png")).doesNotExist();
    assertFilesWritten();
  }

  @Test
  void deepConvnetTrainsTheNetworkOfTheBook() {
    CommandRun run = run("deep-convnet", "--epochs", "1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("DeepMnist: input [1, 28, 28], conv1 [16, 28, 28]");
    assertThat(run.out().get(2)).contains("cosine schedule, batches of 128");
    assertFilesWritten();
  }

  @Test
  void heldOutImagesAreNotVaried() {
    CommandRun run = run("convnet", "--early-stopping", "1", "--epochs", "2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(1))
        .isEqualTo("bars: 70 samples to train on, 10 held out and shown by epoch, 20 to test on");
  }

  @Test
  void fashionNamesItsClasses() {
    CommandRun run = run("fashion", "--epochs", "1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("FashionConvnet: input [1, 28, 28]");
    assertThat(run.out().get(1)).isEqualTo("Fashion-MNIST: 80 samples to train on, 20 to test on");
    assertThat(out.resolve("confusion.txt")).content().contains("0: T-shirt/top\n", "8: Bag\n");
    assertFilesWritten();
  }

  @Test
  void predictTellsThatFashionShowsNoDigits() throws IOException {
    run("fashion", "--fast");
    Path image = folder.resolve("image.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY), "png", image.toFile());

    CommandRun run =
        CommandRun.of("predict", out.resolve("model.safetensors").toString(), image.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("holds the network FashionConvnet, which tells clothing")
        .hasLineCount(1);
  }

  @Test
  void deepDigitsKeepsItsSchedule() {
    CommandRun run = run("deep-digits", "--fast");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().get(0)).startsWith("MnistThreeLayers: input [1, 28, 28], first [512]");
    assertThat(run.out().get(2)).contains("cosine schedule");
  }

  private CommandRun run(String command, String... options) {
    String[] always = {command, "--data", data.toString(), "--out", out.toString()};
    String[] all = new String[always.length + options.length];
    System.arraycopy(always, 0, all, 0, always.length);
    System.arraycopy(options, 0, all, always.length, options.length);
    return CommandRun.of(all);
  }

  private void assertFilesWritten() {
    for (String name : new String[] {"curves.png", "confusion.png", "units.png"}) {
      Pictures.assertDrawn(out.resolve(name));
    }
    assertThat(out.resolve("model.safetensors")).isNotEmptyFile();
  }
}
