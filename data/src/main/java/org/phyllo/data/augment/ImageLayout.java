package org.phyllo.data.augment;

/**
 * Where an image's pixels lie in memory that has a border of zeros around each channel, so that
 * every bilinear sample has four neighbors: one row and column before the image, two after it.
 *
 * @param channels the number of channels
 * @param height the height of the image
 * @param width the width of the image
 */
record ImageLayout(int channels, int height, int width) {
  private static final int BORDER = 3;

  /** Well below 2^24, so that floats hold every coordinate with 8 bits of fraction. */
  private static final int LONGEST_SIDE = 1 << 15;

  static ImageLayout of(int channels, int height, int width) {
    long size = (height + (long) BORDER) * (width + (long) BORDER);
    if (height > LONGEST_SIDE || width > LONGEST_SIDE || size > Integer.MAX_VALUE / 2 / channels) {
      throw new IllegalArgumentException(
          "Augmentation: images of "
              + channels
              + " channels, "
              + height
              + "x"
              + width
              + " are too large, expected sides up to "
              + LONGEST_SIDE
              + " and about 2^30 values");
    }
    return new ImageLayout(channels, height, width);
  }

  int pixels() {
    return height * width;
  }

  int stride() {
    return width + BORDER;
  }

  /** The length of one channel with its border. */
  int channelSize() {
    return (height + BORDER) * stride();
  }

  /** Copies an image in; the border stays as it is. */
  void copyIn(float[] image, float[] bordered) {
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(
            image,
            channel * pixels() + y * width,
            bordered,
            channel * channelSize() + (y + 1) * stride() + 1,
            width);
      }
    }
  }
}
