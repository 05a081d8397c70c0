package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Some samples of a data set: the first, or drawn at random. */
final class SomeExamples implements Examples {
  /** Of examples that have no array of all inputs. */
  static final float[] NO_INPUTS = {};

  private final Examples all;

  /** Their numbers in the data set, ascending: they are read one after the other. */
  private final int[] rows;

  private SomeExamples(Examples all, int[] rows) {
    this.all = all;
    this.rows = rows;
  }

  /** All samples, if there are no more than the limit; else the first so many. */
  static Examples first(Examples all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    int[] rows = new int[limit];
    Arrays.setAll(rows, i -> i);
    return new SomeExamples(all, rows);
  }

  /** All samples, if there are no more than the limit; else so many, the same for the same seed. */
  static Examples drawn(Examples all, int limit, long seed) {
    if (all.size() <= limit) {
      return all;
    }
    // Epochs count from 1, so no epoch has this order.
    int[] order = new Philox(seed, Purpose.SHUFFLING, 0, 0, 0).permutation(all.size());
    int[] rows = Arrays.copyOf(order, limit);
    Arrays.sort(rows);
    return new SomeExamples(all, rows);
  }

  /** The samples' numbers in the data set, ascending; a copy. */
  int[] rows() {
    return rows.clone();
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int[] inputShape() {
    return all.inputShape();
  }

  @Override
  public int classes() {
    return all.classes();
  }

  @Override
  public int targetSize() {
    return all.targetSize();
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    all.readInput(rows[index], into, at);
  }

  @Override
  public float[] inputArray() {
    return all.inputArray();
  }

  @Override
  public void findInputs(int[] indices, int from, int count, int[] starts, int at) {
    for (int i = 0; i < count; i++) {
      all.findInputs(rows, indices[from + i], 1, starts, at + i);
    }
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    all.readTarget(rows[index], into, at);
  }
}
