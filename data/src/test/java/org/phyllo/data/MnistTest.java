package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.runtime.InvalidFileException;

class MnistTest {
  @TempDir Path folder;

  /** Two images to train and one to test, of 1x2 pixels. */
  private void writeAll() throws IOException {
    write("train-images-idx3-ubyte", Idx.of(new byte[] {0, 51, (byte) 255, 1}, 2, 1, 2));
    write("train-labels-idx1-ubyte.gz", Gzip.of(Idx.of(new byte[] {3, 9}, 2)));
    write("t10k-images.idx3-ubyte", Idx.of(new byte[] {102, 0}, 1, 1, 2));
    write("t10k-labels.idx1-ubyte.gz", Gzip.of(Idx.of(new byte[] {7}, 1)));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  @Test
  void readsAFolderUnderAnyOfTheUsualNames() throws IOException {
    writeAll();
    TrainTest mnist = Mnist.fromFolder(folder);
    assertThat(mnist.train().name()).isEqualTo("MNIST train");
    assertThat(mnist.train().inputShape()).containsExactly(1, 1, 2);
    assertThat(mnist.train().input(0)).containsExactly(0, 0.2f);
    assertThat(mnist.train().input(1)).containsExactly(1, 1 / 255f);
    assertThat(mnist.train().label(1)).isEqualTo(9);
    assertThat(mnist.test().input(0)).containsExactly(0.4f, 0);
    assertThat(mnist.test().scale()).isEqualTo(new ValueScale.Normalized(255));
    assertThat(FashionMnist.testFromFolder(folder).classNames().get(7)).isEqualTo("Sneaker");
  }

  @Test
  void rawPixelsNormalizeToTheSameValues() throws IOException {
    writeAll();
    TrainTest raw = Mnist.pixelsFromFolder(folder);
    assertThat(raw.train().input(0)).containsExactly(0, 51);
    TrainTest scaled = Mnist.fromFolder(folder);
    for (int i = 0; i < 2; i++) {
      assertThat(raw.normalized().train().input(i)).isEqualTo(scaled.train().input(i));
    }
  }

  @Test
  void readsOnePartAlone() throws IOException {
    write("t10k-images-idx3-ubyte", Idx.of(new byte[] {102, 0}, 1, 1, 2));
    write("t10k-labels-idx1-ubyte", Idx.of(new byte[] {7}, 1));
    assertThat(Mnist.testFromFolder(folder).size()).isEqualTo(1);
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> Mnist.trainFromFolder(folder));
  }

  @Test
  void listsWhatIsMissing() throws IOException {
    writeAll();
    Files.delete(folder.resolve("train-images-idx3-ubyte"));
    Files.delete(folder.resolve("t10k-labels.idx1-ubyte.gz"));
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> Mnist.fromFolder(folder))
        .withMessage(
            folder
                + ": MNIST's files are missing: train-images-idx3-ubyte.gz or"
                + " train-images-idx3-ubyte or train-images.idx3-ubyte.gz or"
                + " train-images.idx3-ubyte; t10k-labels-idx1-ubyte.gz or t10k-labels-idx1-ubyte or"
                + " t10k-labels.idx1-ubyte.gz or t10k-labels.idx1-ubyte. They can be had from"
                + " https://ossci-datasets.s3.amazonaws.com/mnist/");
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> FashionMnist.testFromFolder(folder))
        .withMessage(
            folder
                + ": Fashion-MNIST's files are missing: t10k-labels-idx1-ubyte.gz or"
                + " t10k-labels-idx1-ubyte or t10k-labels.idx1-ubyte.gz or t10k-labels.idx1-ubyte."
                + " They can be had from "
                + FashionMnist.mirrors().getFirst()
                + ", or from Debian's or Ubuntu's package dataset-fashion-mnist, which puts them"
                + " into /usr/share/datasets/fashion-mnist");
    Path nowhere = folder.resolve("nowhere");
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> FashionMnist.fromFolder(nowhere))
        .withMessage(nowhere + " is not a folder, expected one with Fashion-MNIST's files");
  }

  @Test
  void refusesFilesThatDontBelongTogether() throws IOException {
    writeAll();
    Path labels = folder.resolve("train-labels-idx1-ubyte.gz");
    Path images = folder.resolve("train-images-idx3-ubyte");
    write("train-labels-idx1-ubyte.gz", Idx.of(new byte[] {3}, 1));
    assertInvalid(labels + ": has 1 labels, expected 2, one for each image of " + images);
    write("train-labels-idx1-ubyte.gz", Idx.of(new byte[] {3, 10}, 2));
    assertInvalid(labels + ": label of sample 1 is 10, expected 0 to 9");
    write("train-labels-idx1-ubyte.gz", Idx.of(new byte[] {3, 1}, 2, 1));
    assertInvalid(labels + ": has shape [2, 1], expected labels [count]");
    write("train-images-idx3-ubyte", Idx.of(new byte[4], 2, 2));
    assertInvalid(images + ": has shape [2, 2], expected images [count, height, width]");
  }

  private void assertInvalid(String message) {
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> Mnist.fromFolder(folder))
        .withMessage(message);
  }

  @Test
  void downloadAsksNobodyWhenAllFilesAreThere() throws IOException {
    writeAll();
    assertThat(Mnist.download(folder).train().size()).isEqualTo(2);
  }
}
