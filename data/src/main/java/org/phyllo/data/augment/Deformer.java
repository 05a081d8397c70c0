package org.phyllo.data.augment;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Draws deformations and samples images through them, with memory of its own. One thread at a time.
 *
 * <p>Only the four operations, comparisons and conversions, whose results Java defines bit for bit.
 */
final class Deformer {
  /** The counter's layer of the affine part; the elastic part has the next. */
  private static final int AFFINE = 0;

  private static final int ELASTIC = 1;

  private final Augmentation augmentation;
  private final ImageLayout layout;
  private final Philox random;
  private final @Nullable ElasticField field;

  private final float[] image;
  private final float[] bordered;

  // Each pixel's own place.
  private final float[] y;
  private final float[] x;

  // Where it comes from: rows down and columns right of the border's first pixel; then the number
  // of the upper left one of the four neighbors, and the fractions.
  private final float[] row;
  private final float[] column;
  private final int[] from;

  Deformer(Augmentation augmentation, ImageLayout layout, long seed) {
    this.augmentation = augmentation;
    this.layout = layout;
    this.random = new Philox(seed, Purpose.AUGMENTATION, AFFINE, 0, 0);
    this.field =
        augmentation.displacement() > 0
            ? new ElasticField(
                augmentation.displacement(),
                augmentation.smoothness(),
                layout.height(),
                layout.width(),
                new Philox(seed, Purpose.AUGMENTATION, ELASTIC, 0, 0))
            : null;
    int pixels = layout.pixels();
    this.image = new float[layout.channels() * pixels];
    this.bordered = new float[layout.channels() * layout.channelSize()];
    this.y = new float[pixels];
    this.x = new float[pixels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      int line = pixel / layout.width();
      y[pixel] = line;
      x[pixel] = pixel - line * layout.width();
    }
    this.row = new float[pixels];
    this.column = new float[pixels];
    this.from = new int[pixels];
  }

  /** Reads an image as it is in an epoch. */
  void read(Examples images, int epoch, int index, float[] into, int at) {
    images.readInput(index, image, 0);
    layout.copyIn(image, bordered);
    mapAffinely(epoch, index);
    if (field == null) {
      map(y, x);
    } else {
      field.draw(epoch, index);
      map(field.movedDown(), field.movedRight());
    }
    locate();
    for (int channel = 0; channel < layout.channels(); channel++) {
      sample(channel * layout.channelSize(), into, at + channel * layout.pixels());
    }
  }

  // The affine part of the mapping: row = rowByY y + rowByX x + rowShift, and so on.
  private float rowByY;
  private float rowByX;
  private float rowShift;
  private float columnByY;
  private float columnByX;
  private float columnShift;

  // Of the angle, then divided by the factor.
  private double sine;
  private double cosine;

  /** Draws all four numbers whatever is used, so that one range changes nothing for the others. */
  private void mapAffinely(int epoch, int index) {
    random.restart(epoch, index);
    double shiftY = augmentation.shift() * (2 * random.nextDouble() - 1);
    double shiftX = augmentation.shift() * (2 * random.nextDouble() - 1);
    turn(Math.PI / 180 * augmentation.degrees() * (2 * random.nextDouble() - 1));
    double span = augmentation.scaleTo() - augmentation.scaleFrom();
    double factor = augmentation.scaleFrom() + span * random.nextDouble();
    cosine /= factor;
    sine /= factor;
    double centerY = (layout.height() - 1) / 2.0;
    double centerX = (layout.width() - 1) / 2.0;
    // Rows grow downwards: the inverse of a turn against the clock.
    double top = -shiftY - centerY;
    double left = -shiftX - centerX;
    rowByY = (float) cosine;
    rowByX = (float) sine;
    rowShift = (float) (1 + centerY + cosine * top + sine * left);
    columnByY = (float) -sine;
    columnByX = (float) cosine;
    columnShift = (float) (1 + centerX - sine * top + cosine * left);
  }

  /**
   * Computes sine and cosine, to about 1e-13: {@link StrictMath}'s allocate. Taylor series of an
   * eighth of the angle, which is at most 0.4, then doubled three times.
   */
  private void turn(double angle) {
    double eighth = angle / 8;
    double square = eighth * eighth;
    sine = eighth * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72))));
    cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)));
    for (int doubled = 0; doubled < 3; doubled++) {
      double twice = 2 * sine * cosine;
      cosine = (cosine - sine) * (cosine + sine);
      sine = twice;
    }
  }

  // The loops below run over whole arrays at equal indices, which HotSpot turns into vector code.

  /** Maps places, and keeps the results where all four neighbors exist. */
  private void map(float[] movedY, float[] movedX) {
    int lastRow = layout.height() + 1;
    int lastColumn = layout.width() + 1;
    for (int i = 0; i < row.length; i++) {
      float mapped = rowByY * movedY[i] + rowByX * movedX[i] + rowShift;
      row[i] = Math.min(Math.max(mapped, 0), lastRow);
    }
    for (int i = 0; i < column.length; i++) {
      float mapped = columnByY * movedY[i] + columnByX * movedX[i] + columnShift;
      column[i] = Math.min(Math.max(mapped, 0), lastColumn);
    }
  }

  private void locate() {
    int stride = layout.stride();
    for (int i = 0; i < from.length; i++) {
      int top = (int) row[i];
      int left = (int) column[i];
      from[i] = top * stride + left;
      row[i] -= top;
      column[i] -= left;
    }
  }

  private void sample(int channel, float[] into, int at) {
    int stride = layout.stride();
    for (int i = 0; i < from.length; i++) {
      int above = channel + from[i];
      int below = above + stride;
      float upper = bordered[above] + column[i] * (bordered[above + 1] - bordered[above]);
      float lower = bordered[below] + column[i] * (bordered[below + 1] - bordered[below]);
      into[at + i] = upper + row[i] * (lower - upper);
    }
  }
}
