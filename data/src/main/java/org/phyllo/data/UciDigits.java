package org.phyllo.data;

import org.phyllo.data.file.CsvReader;
import org.phyllo.data.file.CsvTable;

/**
 * The 1797 handwritten digits of 8x8 pixels that come with the library: the test part of UCI's
 * "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, 1998).
 *
 * <p>Each image was made from a 32x32 bitmap by counting the ink in blocks of 4x4, which gives
 * values of 0..16. There are about 180 of each digit. Provenance and licence: the resources {@code
 * README} and {@code COPYRIGHT} of this package.
 */
public final class UciDigits {
  /** The share of the test part: one fifth of each digit. */
  public static final double TEST_SHARE = 0.2;

  /** The seed of the split into training and test part. */
  public static final long SPLIT_SEED = 0;

  private static final float FULL_INK = 16;

  private UciDigits() {}

  /**
   * The digits normalized to 0..1, in a fixed split: by {@code new StratifiedSplit(}{@link
   * #TEST_SHARE}{@code , }{@link #SPLIT_SEED}{@code )} 1438 to train and 359 to test.
   *
   * @return both parts, of shape {@code [1, 8, 8]} and ten classes
   */
  public static TrainTest dataset() {
    return pixels().normalized().split(TEST_SHARE, SPLIT_SEED);
  }

  /**
   * All digits as raw pixels of 0..16, in the file's order.
   *
   * @return the 1797 images, of shape {@code [1, 8, 8]} and ten classes
   */
  public static Dataset pixels() {
    CsvTable table = BundledFile.read(CsvReader.commas().labelLast(), "digits.csv.gz");
    int[] shape = {1, 8, 8};
    return Dataset.owning(
        "UCI digits",
        shape,
        Rows.behind(table.values()),
        table.labels(),
        table.classNames(),
        new ValueScale.Pixels(FULL_INK));
  }
}
