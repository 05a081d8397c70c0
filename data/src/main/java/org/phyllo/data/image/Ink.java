package org.phyllo.data.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ink of a picture, cut out: amounts 0 (none) to 1 (as much as anywhere), row-major; its first
 * and last row and column have some.
 */
final class Ink {
  /** Pictures whose brightness differs less than this, of black to white's 1, count as blank. */
  private static final float LEAST_CONTRAST = 0.15f;

  /** Of the contrast: below this is what JPEG leaves around strokes, even on clean paper. */
  private static final float LEAST_FLOOR = 0.04f;

  /** Of the contrast: paper that is shaded more than this can't be told from ink. */
  private static final float MOST_FLOOR = 0.4f;

  /** Parts with less ink than this share of the largest part's are specks. */
  private static final double SPECK = 0.02;

  private final float[] amount;
  private final int width;
  private final int height;

  Ink(float[] amount, int width, int height) {
    this.amount = amount;
    this.width = width;
    this.height = height;
  }

  /** The values themselves, not a copy. */
  float[] amount() {
    return amount;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Finds the ink; null on a blank picture. */
  static @Nullable Ink on(GrayImage picture) {
    float[] border = border(picture);
    float paper = quantile(border, 0.5);
    float darkest = paper;
    float lightest = paper;
    for (float value : picture.brightness()) {
      darkest = Math.min(darkest, value);
      lightest = Math.max(lightest, value);
    }
    boolean dark = paper - darkest >= lightest - paper;
    float extreme = dark ? darkest : lightest;
    float contrast = Math.abs(extreme - paper);
    if (contrast < LEAST_CONTRAST) {
      return null;
    }
    for (int i = 0; i < border.length; i++) {
      border[i] = Math.abs(border[i] - paper) / contrast;
    }
    float floor = Math.clamp(1.5f * quantile(border, 0.95), LEAST_FLOOR, MOST_FLOOR);
    float[] amount = new float[picture.brightness().length];
    for (int i = 0; i < amount.length; i++) {
      float ink = (picture.brightness()[i] - paper) / (extreme - paper);
      amount[i] = ink < floor ? 0 : ink;
    }
    Specks.remove(amount, picture.width(), picture.height(), SPECK);
    return cutOut(amount, picture.width(), picture.height());
  }

  private static float[] border(GrayImage picture) {
    int width = picture.width();
    int height = picture.height();
    float[] border = new float[2 * width + 2 * height];
    for (int x = 0; x < width; x++) {
      border[2 * x] = picture.at(x, 0);
      border[2 * x + 1] = picture.at(x, height - 1);
    }
    for (int y = 0; y < height; y++) {
      border[2 * width + 2 * y] = picture.at(0, y);
      border[2 * width + 2 * y + 1] = picture.at(width - 1, y);
    }
    return border;
  }

  private static float quantile(float[] values, double share) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static Ink cutOut(float[] amount, int width, int height) {
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (amount[y * width + x] > 0) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    int newWidth = right - left + 1;
    int newHeight = bottom - top + 1;
    float[] cut = new float[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(amount, (top + y) * width + left, cut, y * newWidth, newWidth);
    }
    return new Ink(cut, newWidth, newHeight);
  }

  float at(int x, int y) {
    return amount[y * width + x];
  }

  /**
   * The ink with its longer side scaled to a length. Each new pixel is the mean of the area that it
   * covers, and all are multiplied so that the most is 1: thin strokes of a large picture are faint
   * after averaging, but a training set's ink is full.
   */
  Ink scaledInto(int side) {
    double scale = (double) side / Math.max(width, height);
    int newWidth = Math.clamp(Math.round(width * scale), 1, side);
    int newHeight = Math.clamp(Math.round(height * scale), 1, side);
    float[] wide = new float[newWidth * height];
    for (int y = 0; y < height; y++) {
      average(amount, y * width, 1, width, wide, y * newWidth, 1, newWidth);
    }
    float[] scaled = new float[newWidth * newHeight];
    for (int x = 0; x < newWidth; x++) {
      average(wide, x, newWidth, height, scaled, x, newWidth, newHeight);
    }
    float most = 0;
    for (float value : scaled) {
      most = Math.max(most, value);
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= most;
    }
    return new Ink(scaled, newWidth, newHeight);
  }

  /** Averages one row or column of {@code length} values down, or up, to {@code newLength}. */
  private static void average(
      float[] from,
      int start,
      int step,
      int length,
      float[] to,
      int at,
      int toStep,
      int newLength) {
    double ratio = (double) length / newLength;
    for (int i = 0; i < newLength; i++) {
      double begin = i * ratio;
      double end = Math.min(length, begin + ratio);
      double sum = 0;
      for (int j = (int) begin; j < length && j < end; j++) {
        double covered = Math.min(j + 1, end) - Math.max(j, begin);
        sum += covered * from[start + j * step];
      }
      to[at + i * toStep] = (float) (sum / ratio);
    }
  }
}
