package org.phyllo.runtime.compiled;

/**
 * Where a layer finds its random numbers, uniform in [0, 1), in training.
 *
 * @param offset from a block's beginning to the numbers, {@code [size][S]}
 * @param size numbers for each sample
 */
public record NoiseInfo(int offset, int size) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the offset is below 0 or the size below 1
   */
  public NoiseInfo {
    if (offset < 0 || size < 1) {
      throw new IllegalArgumentException(
          "NoiseInfo: offset %d, size %d, expected at least 0 and 1".formatted(offset, size));
    }
  }
}
