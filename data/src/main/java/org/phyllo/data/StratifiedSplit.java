package org.phyllo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * A fixed, repeatable way to set a test part aside: at random, but every class in the same
 * proportion.
 *
 * <p>Of a class with {@code n} samples {@code round(testShare * n)} go to the test part (halves are
 * rounded up), chosen by a random permutation of the class's samples; the classes are treated one
 * by one, so that a class's choice depends on nothing but the seed, its label and its size. A data
 * set without classes is treated as one class. Both parts keep the order of the samples.
 *
 * @param testShare the share of the test part, between 0 and 1, both excluded
 * @param seed decides which samples, the same on every machine
 */
public record StratifiedSplit(double testShare, long seed) {
  /**
   * Checks the share.
   *
   * @param testShare the share of the test part, between 0 and 1, both excluded
   * @param seed decides which samples
   */
  public StratifiedSplit {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "test share is " + testShare + ", expected between 0 and 1, both excluded");
    }
  }

  /**
   * Splits a data set.
   *
   * @param data the samples to split
   * @return the two parts, named after the data set
   * @throws IllegalArgumentException if one part would be empty
   */
  public TrainTest apply(Dataset data) {
    boolean[] inTest = new boolean[data.size()];
    List<List<Integer>> classes = byClass(data);
    for (int label = 0; label < classes.size(); label++) {
      List<Integer> samples = classes.get(label);
      Philox random = new Philox(seed, Purpose.SPLITTING, label, 0, 0);
      int[] order = random.permutation(samples.size());
      long tests = Math.round(testShare * samples.size());
      for (int i = 0; i < tests; i++) {
        inTest[samples.get(order[i])] = true;
      }
    }
    int[] train = new int[data.size()];
    int[] test = new int[data.size()];
    int trains = 0;
    int tests = 0;
    for (int i = 0; i < inTest.length; i++) {
      if (inTest[i]) {
        test[tests++] = i;
      } else {
        train[trains++] = i;
      }
    }
    if (trains == 0 || tests == 0) {
      throw new IllegalArgumentException(
          data.name()
              + ": a test share of "
              + testShare
              + " splits "
              + data.size()
              + " samples into "
              + trains
              + " and "
              + tests
              + ", expected at least 1 in each part");
    }
    return new TrainTest(
        data.subset(Arrays.copyOf(train, trains)).named(data.name() + " train"),
        data.subset(Arrays.copyOf(test, tests)).named(data.name() + " test"));
  }

  private static List<List<Integer>> byClass(Dataset data) {
    List<List<Integer>> classes = new ArrayList<>();
    for (int label = 0; label < Math.max(1, data.classes()); label++) {
      classes.add(new ArrayList<>());
    }
    for (int i = 0; i < data.size(); i++) {
      classes.get(data.classes() == 0 ? 0 : data.label(i)).add(i);
    }
    return classes;
  }
}
