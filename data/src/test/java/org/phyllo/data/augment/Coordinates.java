package org.phyllo.data.augment;

import org.phyllo.runtime.Examples;

/**
 * Images whose two channels hold every pixel's own row and column, less those of the center: what
 * is read through a deformation tells where each pixel came from.
 */
record Coordinates(int size, int height, int width) implements Examples {
  @Override
  public int[] inputShape() {
    return new int[] {2, height, width};
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public int targetSize() {
    return 1;
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        into[at + y * width + x] = y - (height - 1) / 2f;
        into[at + (height + y) * width + x] = x - (width - 1) / 2f;
      }
    }
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    into[at] = index % 2;
  }

  /** Where a sample's pixels come from in an epoch, and a way to look that up. */
  Sources read(Augmentation augmentation, long seed, int epoch, int index) {
    float[] values = new float[2 * height * width];
    augmentation.over(this, seed).inEpoch(epoch).readInput(index, values, 0);
    return new Sources(values);
  }

  /** Where the pixels of one deformed image come from, relative to the center. */
  final class Sources {
    private final float[] values;

    Sources(float[] values) {
      this.values = values;
    }

    /** The row that a pixel comes from; the pixel is given relative to the center. */
    double row(double y, double x) {
      return values[pixel(y, x)];
    }

    double column(double y, double x) {
      return values[height * width + pixel(y, x)];
    }

    private int pixel(double y, double x) {
      int row = (int) (y + (height - 1) / 2.0);
      int column = (int) (x + (width - 1) / 2.0);
      return row * width + column;
    }
  }
}
