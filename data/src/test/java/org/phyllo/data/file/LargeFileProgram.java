package org.phyllo.data.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads a tenth of the samples of a file that its JVM's heap could never hold. */
public final class LargeFileProgram {
  private LargeFileProgram() {}

  /**
   * Prints heap, number of samples, sum of what was read, and the last sample's first pixel and
   * label.
   */
  public static void main(String[] args) throws Exception {
    try (MappedExamples images =
        MappedExamples.open(Path.of(args[0]), Path.of(args[1]), List.of("zero", "one"))) {
      float[] input = new float[28 * 28];
      double sum = 0;
      for (int i = 0; i < images.size(); i += 10) {
        images.readInput(i, input, 0);
        for (float value : input) {
          sum += value;
        }
      }
      images.readInput(images.size() - 1, input, 0);
      float[] label = new float[1];
      images.readTarget(images.size() - 1, label, 0);
      System.out.printf(
          Locale.ROOT,
          "%b %d %.1f %.1f %.1f%n",
          Runtime.getRuntime().maxMemory() <= 40L << 20,
          images.size(),
          sum,
          input[0],
          label[0]);
    }
  }
}
