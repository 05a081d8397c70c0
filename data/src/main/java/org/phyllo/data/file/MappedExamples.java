package org.phyllo.data.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.InvalidFileException;

/**
 * Samples of classes in a pair of IDX files, as MNIST's, read from the files when they are needed:
 * for data larger than memory.
 *
 * <pre>{@code
 * try (var images = MappedExamples.open(imageFile, labelFile, classNames)) {
 *   model = trainer.fit(images);
 * }
 * }</pre>
 *
 * <p>The files are mapped into memory, whatever their size. They use none of the Java heap, and of
 * the machine's memory what is free: the operating system keeps what was read lately. Values are
 * divided by 255, to the same bits as {@link org.phyllo.data.Dataset#normalized()} gives.
 *
 * <p>Headers, lengths and labels are checked when the files are opened. Several threads may read at
 * once; reading allocates nothing. After {@link #close()} reads throw {@link
 * IllegalStateException}. While they are open the files must not be cut short: a read beyond their
 * new end throws {@link InternalError}.
 */
public final class MappedExamples implements Examples, AutoCloseable {
  /** The number of values that a byte has. */
  private static final int BYTES = 256;

  private final Arena arena;
  private final Path file;
  private final MemorySegment inputs;
  private final MemorySegment labels;
  private final int samples;
  private final int[] shape;
  private final int inputSize;
  private final List<String> classNames;

  /** What each byte stands for. */
  private final float[] normalized = new float[BYTES];

  private MappedExamples(
      Arena arena, MappedIdx inputs, MappedIdx labels, int[] shape, List<String> classNames) {
    this.arena = arena;
    this.file = inputs.file();
    this.inputs = inputs.values();
    this.labels = labels.values();
    this.samples = inputs.shape()[0];
    this.shape = shape;
    this.inputSize = (int) (this.inputs.byteSize() / samples);
    this.classNames = classNames;
    for (int value = 0; value < BYTES; value++) {
      normalized[value] = value / (BYTES - 1f);
    }
  }

  /**
   * Opens a pair of files.
   *
   * @param inputs an IDX file of unsigned bytes, not compressed: {@code [samples, height, width]},
   *     or {@code [samples, ...]} with the extents of one sample
   * @param labels an IDX file of unsigned bytes, not compressed: {@code [samples]}, the class of
   *     each
   * @param classNames the names of the classes, label 0 first
   * @return the samples, of shape {@code [1, height, width]}, or of the extents after the first; to
   *     be closed
   * @throws InvalidFileException if a file is compressed or damaged, the numbers of inputs and
   *     labels differ, or a label is not a class
   * @throws IOException if a file can't be read
   */
  public static MappedExamples open(Path inputs, Path labels, List<String> classNames)
      throws IOException {
    List<String> names = List.copyOf(classNames);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          inputs + ": has no classes, expected at least 1 class name");
    }
    Arena arena = Arena.ofShared();
    try {
      MappedIdx mappedInputs = MappedIdx.open(inputs, arena);
      MappedIdx mappedLabels = MappedIdx.open(labels, arena);
      int[] shape = sampleShape(mappedInputs);
      checkLabels(mappedInputs, mappedLabels, names.size());
      return new MappedExamples(arena, mappedInputs, mappedLabels, shape, names);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static int[] sampleShape(MappedIdx inputs) throws InvalidFileException {
    int[] all = inputs.shape();
    if (all.length < 2) {
      throw new InvalidFileException(
          inputs.file(),
          "has shape " + Arrays.toString(all) + ", expected images [count, height, width]");
    }
    if (inputs.values().byteSize() / all[0] > Integer.MAX_VALUE - Long.BYTES) {
      throw new InvalidFileException(
          inputs.file(),
          "has shape " + Arrays.toString(all) + ", expected less than 2^31 values a sample");
    }
    return all.length == 3 ? new int[] {1, all[1], all[2]} : Arrays.copyOfRange(all, 1, all.length);
  }

  private static void checkLabels(MappedIdx inputs, MappedIdx labels, int classes)
      throws InvalidFileException {
    if (labels.shape().length != 1) {
      throw new InvalidFileException(
          labels.file(),
          "has shape " + Arrays.toString(labels.shape()) + ", expected labels [count]");
    }
    if (labels.shape()[0] != inputs.shape()[0]) {
      throw new InvalidFileException(
          labels.file(),
          "has "
              + labels.shape()[0]
              + " labels, expected "
              + inputs.shape()[0]
              + ", one for each sample of "
              + inputs.file());
    }
    for (long i = 0; i < labels.values().byteSize(); i++) {
      int label = labels.values().get(ValueLayout.JAVA_BYTE, i) & 0xff;
      if (label >= classes) {
        throw new InvalidFileException(
            labels.file(),
            "label of sample " + i + " is " + label + ", expected 0 to " + (classes - 1));
      }
    }
  }

  @Override
  public int size() {
    return samples;
  }

  @Override
  public int[] inputShape() {
    return shape.clone();
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  /**
   * The names of the classes, label 0 first.
   *
   * @return the names
   */
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int targetSize() {
    return 1;
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    Objects.checkFromIndexSize(at, inputSize, into.length);
    long from = (long) open(index) * inputSize;
    for (int i = 0; i < inputSize; i++) {
      into[at + i] = normalized[inputs.get(ValueLayout.JAVA_BYTE, from + i) & 0xff];
    }
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    into[at] = labels.get(ValueLayout.JAVA_BYTE, open(index)) & 0xff;
  }

  private int open(int index) {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException(file + ": is closed");
    }
    return Objects.checkIndex(index, samples);
  }

  /** Gives the files back; closing again does nothing. To be called when no thread reads. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  /** For example {@code "huge-images-idx3-ubyte: 60000 samples of [1, 28, 28], 10 classes"}. */
  @Override
  public String toString() {
    return file
        + ": "
        + samples
        + " samples of "
        + Arrays.toString(shape)
        + ", "
        + classes()
        + " classes";
  }
}
