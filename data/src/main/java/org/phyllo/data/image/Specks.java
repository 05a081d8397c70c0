package org.phyllo.data.image;

/** Removes parts of a drawing that are too small to belong to it: dust, and a camera's noise. */
final class Specks {
  private final float[] amount;
  private final int width;
  private final int height;

  /** The number of the connected part that a pixel belongs to, from 1; 0: none yet. */
  private final int[] part;

  private final int[] pending;

  private Specks(float[] amount, int width, int height) {
    this.amount = amount;
    this.width = width;
    this.height = height;
    this.part = new int[amount.length];
    this.pending = new int[amount.length];
  }

  /**
   * Sets to 0 what is not connected, by sides or corners, to a part with at least {@code share} of
   * the largest part's ink.
   */
  static void remove(float[] amount, int width, int height, double share) {
    new Specks(amount, width, height).remove(share);
  }

  private void remove(double share) {
    double[] ink = new double[amount.length + 1];
    int parts = 0;
    double largest = 0;
    for (int i = 0; i < amount.length; i++) {
      if (amount[i] > 0 && part[i] == 0) {
        parts++;
        ink[parts] = fill(i, parts);
        largest = Math.max(largest, ink[parts]);
      }
    }
    for (int i = 0; i < amount.length; i++) {
      if (ink[part[i]] < share * largest) {
        amount[i] = 0;
      }
    }
  }

  /** Marks everything connected to a pixel, and returns how much ink it is. */
  private double fill(int start, int number) {
    double ink = 0;
    int count = 0;
    pending[count++] = start;
    part[start] = number;
    while (count > 0) {
      int pixel = pending[--count];
      ink += amount[pixel];
      int x = pixel % width;
      int y = pixel / width;
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int neighbor = ny * width + nx;
          if (amount[neighbor] > 0 && part[neighbor] == 0) {
            part[neighbor] = number;
            pending[count++] = neighbor;
          }
        }
      }
    }
    return ink;
  }
}
