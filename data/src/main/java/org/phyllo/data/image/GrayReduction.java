package org.phyllo.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.util.Arrays;

/**
 * Turns a decoded picture into gray and averages it down to a size at which finding the ink is
 * cheap: a photograph of 12 million pixels has no more digit in it than one of a million.
 */
final class GrayReduction {
  private static final int LARGEST_SIDE = 1024;

  private final BufferedImage picture;
  private final int factor;
  private final int width;
  private final int height;

  /** Brightness times opacity. */
  private final float[] visible;

  private final float[] opacity;

  private GrayReduction(BufferedImage picture) {
    this.picture = picture;
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    this.factor = Math.ceilDiv(longer, LARGEST_SIDE);
    this.width = Math.ceilDiv(picture.getWidth(), factor);
    this.height = Math.ceilDiv(picture.getHeight(), factor);
    this.visible = new float[width * height];
    this.opacity = new float[width * height];
  }

  static GrayImage of(BufferedImage picture) {
    GrayReduction reduction = new GrayReduction(picture);
    reduction.addRows();
    return reduction.onPaper();
  }

  private void addRows() {
    ColorModel colors = picture.getColorModel();
    boolean gray = colors.getNumColorComponents() == 1;
    int[] row = new int[picture.getWidth()];
    int[] alpha = new int[picture.getWidth()];
    for (int y = 0; y < picture.getHeight(); y++) {
      if (gray) {
        grayRow(colors, y, row, alpha);
      } else {
        picture.getRGB(0, y, row.length, 1, row, 0, row.length);
        colorRow(row, alpha);
      }
      int target = y / factor * width;
      for (int x = 0; x < row.length; x++) {
        visible[target + x / factor] += row[x] / 255f * (alpha[x] / 255f);
        opacity[target + x / factor] += alpha[x] / 255f;
      }
    }
    for (int y = 0; y < height; y++) {
      int rows = Math.min(factor, picture.getHeight() - y * factor);
      for (int x = 0; x < width; x++) {
        int pixels = rows * Math.min(factor, picture.getWidth() - x * factor);
        visible[y * width + x] /= pixels;
        opacity[y * width + x] /= pixels;
      }
    }
  }

  /**
   * Gray samples as they are in the file, brought to 0..255. Java's gray is linear light, so that
   * its conversion to RGB would brighten them.
   */
  private void grayRow(ColorModel colors, int y, int[] row, int[] alpha) {
    var raster = picture.getRaster();
    raster.getSamples(0, y, row.length, 1, 0, row);
    toBytes(row, colors.getComponentSize(0));
    if (colors.hasAlpha()) {
      raster.getSamples(0, y, row.length, 1, 1, alpha);
      toBytes(alpha, colors.getComponentSize(1));
    } else {
      Arrays.fill(alpha, 255);
    }
  }

  private static void toBytes(int[] samples, int bits) {
    long most = (1L << bits) - 1;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (int) (samples[i] * 255L / most);
    }
  }

  /** Rec. 601 luma of the gamma-encoded colors, as most programs turn pictures gray. */
  private static void colorRow(int[] row, int[] alpha) {
    for (int x = 0; x < row.length; x++) {
      int argb = row[x];
      alpha[x] = argb >>> 24;
      int red = argb >> 16 & 0xff;
      int green = argb >> 8 & 0xff;
      int blue = argb & 0xff;
      row[x] = Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
    }
  }

  /** Lays what is transparent on white or on black, whichever the opaque part differs from. */
  private GrayImage onPaper() {
    double ink = 0;
    double covered = 0;
    for (int i = 0; i < visible.length; i++) {
      ink += visible[i];
      covered += opacity[i];
    }
    float paper = ink > covered / 2 ? 0 : 1;
    float[] brightness = new float[visible.length];
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] = visible[i] + paper * (1 - opacity[i]);
    }
    return new GrayImage(brightness, width, height);
  }
}
