package org.phyllo.data.augment;

import org.phyllo.runtime.random.Philox;

/**
 * Smooth random displacements of an image's pixels: noise on a coarse grid, spread by a Gaussian.
 *
 * <p>A field is {@code rows * noise * columns^T}, two products with matrices of few numbers a row.
 */
final class ElasticField {
  /** Makes 16 random bits uniform in [-sqrt(3), sqrt(3)), of variance 1. */
  private static final float UNIFORM = (float) (Math.sqrt(3) / (1 << 15));

  private final Philox random;
  private final GaussianWeights rows;
  private final GaussianWeights columns;

  // In every row first the numbers for the way down, then those for the way right.

  /** [grid columns][2 grid rows] */
  private final float[][] noise;

  /** [width][2 grid rows]: noise spread along rows. */
  private final float[][] spread;

  /** [grid rows][2 width]: the same the other way round. */
  private final float[][] turned;

  /** [height][2 width] */
  private final float[][] field;

  // [height][width]
  private final float[] movedDown;
  private final float[] movedRight;

  ElasticField(double displacement, double smoothness, int height, int width, Philox random) {
    this.random = random;
    this.rows = GaussianWeights.of(height, smoothness, displacement);
    this.columns = GaussianWeights.of(width, smoothness, 1);
    this.noise = new float[columns.grid()][2 * rows.grid()];
    this.spread = new float[width][2 * rows.grid()];
    this.turned = new float[rows.grid()][2 * width];
    this.field = new float[height][2 * width];
    this.movedDown = new float[height * width];
    this.movedRight = new float[height * width];
  }

  /** The row that each pixel is moved to, after {@link #draw}. */
  float[] movedDown() {
    return movedDown;
  }

  /** The column that each pixel is moved to, after {@link #draw}. */
  float[] movedRight() {
    return movedRight;
  }

  void draw(int epoch, int index) {
    random.restart(epoch, index);
    for (float[] numbers : noise) {
      for (int i = 0; i < numbers.length; i += 2) {
        int bits = random.nextInt();
        numbers[i] = UNIFORM * (short) (bits >> Short.SIZE);
        numbers[i + 1] = UNIFORM * (short) bits;
      }
    }
    columns.multiply(noise, spread);
    turn();
    rows.multiply(turned, field);
    move();
  }

  private void turn() {
    int gridRows = rows.grid();
    int width = columns.size();
    for (int row = 0; row < gridRows; row++) {
      float[] into = turned[row];
      for (int x = 0; x < width; x++) {
        into[x] = spread[x][row];
        into[width + x] = spread[x][gridRows + row];
      }
    }
  }

  private void move() {
    int width = columns.size();
    for (int y = 0; y < field.length; y++) {
      float[] way = field[y];
      for (int x = 0; x < width; x++) {
        movedDown[y * width + x] = y + way[x];
        movedRight[y * width + x] = x + way[width + x];
      }
    }
  }
}
