package org.phyllo.data;

import org.phyllo.data.file.CsvHeader;
import org.phyllo.data.file.CsvReader;

/**
 * Fisher's iris flowers, which come with the library: 50 each of setosa, versicolor and virginica,
 * described by four lengths in cm: sepal length, sepal width, petal length, petal width.
 *
 * <p>R.A. Fisher, "The use of multiple measurements in taxonomic problems", 1936; the values are
 * those of the paper, UCI's copy differs in two rows. Provenance and licence: the resources {@code
 * README} and {@code COPYRIGHT} of this package.
 */
public final class Iris {
  /** The share of the test part: one fifth of each species. */
  public static final double TEST_SHARE = 0.2;

  /** The seed of the split into training and test part. */
  public static final long SPLIT_SEED = 0;

  private Iris() {}

  /**
   * The flowers in a fixed split: by {@code new StratifiedSplit(}{@link #TEST_SHARE}{@code ,
   * }{@link #SPLIT_SEED}{@code )} 120 to train and 30 to test. The values are centimeters; a
   * network learns faster from {@link TrainTest#standardized()} ones.
   *
   * @return both parts, of shape {@code [4]} and three classes
   */
  public static TrainTest dataset() {
    return measurements().split(TEST_SHARE, SPLIT_SEED);
  }

  /**
   * All flowers, in the file's order, which is by species.
   *
   * @return the 150 flowers in cm, of shape {@code [4]} and three classes
   */
  public static Dataset measurements() {
    CsvReader reader = CsvReader.commas().header(CsvHeader.SUMMARY).labelLast();
    return Tables.classification("iris", BundledFile.read(reader, "iris.csv"));
  }
}
