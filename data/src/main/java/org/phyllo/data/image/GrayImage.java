package org.phyllo.data.image;

/** A picture as brightness 0 (black) to 1 (white), row-major. */
final class GrayImage {
  private final float[] brightness;
  private final int width;
  private final int height;

  GrayImage(float[] brightness, int width, int height) {
    this.brightness = brightness;
    this.width = width;
    this.height = height;
  }

  /** The values themselves, not a copy. */
  float[] brightness() {
    return brightness;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The values brought to 0..1 by their least and greatest. */
  static GrayImage stretched(float[] values, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height != values.length) {
      throw new IllegalArgumentException(
          "picture has " + values.length + " values, expected " + width + "x" + height);
    }
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "pixel at row "
                + i / width
                + ", column "
                + i % width
                + " is "
                + values[i]
                + ", expected a finite number");
      }
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    double range = (double) greatest - least;
    float[] brightness = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      brightness[i] = range > 0 ? (float) (((double) values[i] - least) / range) : 0;
    }
    return new GrayImage(brightness, width, height);
  }

  float at(int x, int y) {
    return brightness[y * width + x];
  }

  /**
   * Undoes a camera's rotation.
   *
   * @param orientation Exif's code 1..8 of the side on which row 0 and column 0 were
   */
  GrayImage upright(int orientation) {
    if (orientation <= 1) {
      return this;
    }
    boolean swapped = orientation >= 5;
    int newWidth = swapped ? height : width;
    int newHeight = swapped ? width : height;
    float[] turned = new float[brightness.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int right = newWidth - 1 - x;
        int down = newHeight - 1 - y;
        turned[y * newWidth + x] =
            switch (orientation) {
              case 2 -> at(right, y);
              case 3 -> at(right, down);
              case 4 -> at(x, down);
              case 5 -> at(y, x);
              case 6 -> at(y, right);
              case 7 -> at(down, right);
              default -> at(down, x);
            };
      }
    }
    return new GrayImage(turned, newWidth, newHeight);
  }
}
