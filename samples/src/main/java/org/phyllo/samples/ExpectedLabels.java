package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.InvalidFileException;

/** The labels that others got from the same weights: a file of a byte for each image. */
final class ExpectedLabels {
  private static final String WEIGHTS_ENDING = ".safetensors";
  private static final String LABELS_ENDING = ".pred.u8";

  private ExpectedLabels() {}

  /**
   * Compares with the file {@code NAME.pred.u8} beside the weights' {@code NAME.safetensors}.
   *
   * @return null if there is no such file
   * @throws InvalidFileException if it has labels for another number of images
   */
  static @Nullable Comparison compare(Path weights, int[] labels) throws IOException {
    String name = weights.getFileName().toString();
    if (!name.endsWith(WEIGHTS_ENDING)) {
      return null;
    }
    String stem = name.substring(0, name.length() - WEIGHTS_ENDING.length());
    Path file = weights.resolveSibling(stem + LABELS_ENDING);
    if (!Files.exists(file)) {
      return null;
    }
    if (Files.size(file) != labels.length) {
      throw new InvalidFileException(
          file, "has %d bytes, expected %d".formatted(Files.size(file), labels.length));
    }
    byte[] expected = Files.readAllBytes(file);
    int different = 0;
    for (int i = 0; i < labels.length; i++) {
      different += labels[i] == expected[i] ? 0 : 1;
    }
    return new Comparison(file.getFileName(), labels.length, different);
  }

  /**
   * What came out.
   *
   * @param file the file's name
   * @param labels the number of labels
   * @param different the number of those that differ
   */
  record Comparison(Path file, int labels, int different) {
    boolean equal() {
      return different == 0;
    }

    @Override
    public String toString() {
      return equal()
          ? "all %d labels equal %s".formatted(labels, file)
          : "%d labels DIFFER from %s".formatted(different, file);
    }
  }
}
