package org.phyllo.data.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Allocation;
import org.phyllo.data.Gzip;
import org.phyllo.data.Idx;
import org.phyllo.data.Mnist;
import org.phyllo.data.TrainTest;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.InvalidFileException;

final class MappedExamplesTest {
  private static final List<String> CLASSES = List.of("zero", "one", "two");

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private Path images() throws IOException {
    return write("images", Idx.of(new byte[] {0, 51, (byte) 255, 1, 2, 3}, 3, 1, 2));
  }

  private Path labels() throws IOException {
    return write("labels", Idx.of(new byte[] {2, 0, 1}, 3));
  }

  @Test
  void readsInputsAndLabels() throws IOException {
    try (MappedExamples data = MappedExamples.open(images(), labels(), CLASSES)) {
      assertThat(data.size()).isEqualTo(3);
      assertThat(data.inputShape()).containsExactly(1, 1, 2);
      assertThat(data.classes()).isEqualTo(3);
      assertThat(data.classNames()).isEqualTo(CLASSES);
      assertThat(data.targetSize()).isEqualTo(1);
      float[] into = new float[4];
      data.readInput(1, into, 1);
      assertThat(into).containsExactly(0, 1, 1 / 255f, 0);
      data.readTarget(0, into, 3);
      assertThat(into[3]).isEqualTo(2);
      assertThat(data)
          .hasToString(folder.resolve("images") + ": 3 samples of [1, 1, 2], 3 classes");
    }
  }

  @Test
  void readsSamplesOfOtherShapes() throws IOException {
    Path vectors = write("vectors", Idx.of(new byte[6], 3, 2));
    try (MappedExamples data = MappedExamples.open(vectors, labels(), CLASSES)) {
      assertThat(data.inputShape()).containsExactly(2);
    }
    Path colors = write("colors", Idx.of(new byte[36], 3, 3, 2, 2));
    try (MappedExamples data = MappedExamples.open(colors, labels(), CLASSES)) {
      assertThat(data.inputShape()).containsExactly(3, 2, 2);
      Examples varied = Augmentation.none().shift(1).over(data, 1).inEpoch(1);
      varied.readInput(2, new float[12], 0);
    }
  }

  @Test
  void readsTheBitsThatADataSetHolds() throws Throwable {
    byte[] pixels = new byte[256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    Path images = write("train-images-idx3-ubyte", Idx.of(pixels, 1, 16, 16));
    Path labels = write("train-labels-idx1-ubyte", Idx.of(new byte[] {7}, 1));
    write("t10k-images-idx3-ubyte", Idx.of(pixels, 1, 16, 16));
    write("t10k-labels-idx1-ubyte", Idx.of(new byte[] {7}, 1));
    TrainTest inMemory = Mnist.fromFolder(folder);
    try (MappedExamples data = MappedExamples.open(images, labels, inMemory.train().classNames())) {
      float[] input = new float[256];
      data.readInput(0, input, 0);
      assertThat(input).isEqualTo(inMemory.train().input(0));
      // The JVM links and customizes memory access in its own time, within some thousands of calls.
      Allocation.settlesAt(0, () -> readOften(data, input));
    }
  }

  private static void readOften(Examples data, float[] into) {
    for (int i = 0; i < 1000; i++) {
      data.readInput(0, into, 0);
      data.readTarget(0, into, 5);
    }
  }

  /** Sparse: it takes no room on the disk. */
  @Test
  void readsFilesThatNoHeapWouldHold() throws Exception {
    int samples = 3_000_000; // 2.35 GB, beyond what one array or buffer can address
    Path images = folder.resolve("images");
    try (RandomAccessFile file = new RandomAccessFile(images.toFile(), "rw")) {
      file.write(new byte[] {0, 0, 8, 3});
      file.writeInt(samples);
      file.writeInt(28);
      file.writeInt(28);
      file.writeByte(255); // sample 0
      file.setLength(16 + 784L * samples);
      file.seek(16 + 784L * (samples - 10)); // the last of those read in between
      file.writeByte(255);
      file.seek(16 + 784L * (samples - 1));
      file.writeByte(102);
    }
    byte[] labels = new byte[samples];
    labels[samples - 1] = 1;
    Path labelFile = write("labels", Idx.of(labels, samples));
    String classPath =
        Stream.of(LargeFileProgram.class, MappedExamples.class, Examples.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                LargeFileProgram.class.getName(),
                images.toString(),
                labelFile.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.trim()).isEqualTo("true 3000000 2.0 0.4 1.0");
  }

  @Test
  void refusesReadsAfterClosingAndBeyondTheEnd() throws IOException {
    MappedExamples data = MappedExamples.open(images(), labels(), CLASSES);
    float[] into = new float[2];
    for (int index : new int[] {-1, 3}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> data.readInput(index, into, 0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> data.readTarget(index, into, 0));
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> data.readInput(0, into, 1));
    data.close();
    data.close();
    String closed = folder.resolve("images") + ": is closed";
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> data.readInput(0, into, 0))
        .withMessage(closed);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> data.readTarget(0, into, 0))
        .withMessage(closed);
  }

  private void assertInvalid(Path images, Path labels, String message) {
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> MappedExamples.open(images, labels, CLASSES))
        .withMessage(message);
  }

  @Test
  void refusesFilesThatDontBelongTogether() throws IOException {
    Path images = images();
    Path labels = write("labels", Idx.of(new byte[] {2, 0}, 2));
    assertInvalid(
        images, labels, labels + ": has 2 labels, expected 3, one for each sample of " + images);
    write("labels", Idx.of(new byte[] {2, 0, 3}, 3));
    assertInvalid(images, labels, labels + ": label of sample 2 is 3, expected 0 to 2");
    write("labels", Idx.of(new byte[] {2, 0, 1}, 3, 1));
    assertInvalid(images, labels, labels + ": has shape [3, 1], expected labels [count]");
    assertInvalid(
        labels(), images, labels + ": has shape [3], expected images [count, height, width]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MappedExamples.open(images, labels, List.of()))
        .withMessage(images + ": has no classes, expected at least 1 class name");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> MappedExamples.open(images, folder.resolve("none"), CLASSES));
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    Path labels = labels();
    byte[] good = Files.readAllBytes(images());
    Path bad = folder.resolve("bad");
    write("bad", Arrays.copyOf(good, good.length - 1));
    assertInvalid(bad, labels, bad + ": has 5 values, expected 6 as its header says [3, 1, 2]");
    write("bad", Arrays.copyOf(good, good.length + 2));
    assertInvalid(bad, labels, bad + ": has 8 values, expected 6 as its header says [3, 1, 2]");
    write("bad", new byte[0]);
    assertInvalid(bad, labels, bad + ": the file ends before the magic number of its IDX header");
    write("bad", Gzip.of(good));
    assertInvalid(
        bad,
        labels,
        bad
            + ": is compressed with gzip, so samples can't be read from the middle of it. Unpack"
            + " it first (gunzip -k).");
    int most = Integer.MAX_VALUE;
    write("bad", Idx.of(new byte[9], most, most, most, most));
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> MappedExamples.open(bad, labels, CLASSES))
        .withMessageContaining("or more, expected at most");
    write("bad", Idx.of(new byte[9], most, most));
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> MappedExamples.open(bad, labels, CLASSES))
        .withMessageContaining("has 9 values, expected 4611686014132420609");
  }
}
