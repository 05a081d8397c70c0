package org.phyllo.data.augment;

/**
 * A Gaussian's weights along one axis: each pixel is the weighted sum of the {@value #TAPS} numbers
 * around it, on a grid that is coarser than the pixels.
 *
 * <p>With a grid 1.25 standard deviations wide, the sum over it differs from the integral by less
 * than 0.4 percent; and what lies three numbers away has weight e^-7 and is left out.
 */
final class GaussianWeights {
  private static final int TAPS = 6;
  private static final double GRID = 1.25;

  private final int size;
  private final int[] first;
  private final float[] weights;

  private GaussianWeights(int size, int[] first, float[] weights) {
    this.size = size;
    this.first = first;
    this.weights = weights;
  }

  /**
   * Weights that turn independent numbers of variance 1 into numbers of one deviation.
   *
   * @param size the number of pixels
   * @param sigma the Gaussian's standard deviation in pixels
   * @param deviation the standard deviation of every sum
   */
  static GaussianWeights of(int size, double sigma, double deviation) {
    int[] first = new int[size];
    float[] weights = new float[size * TAPS];
    double[] bell = new double[TAPS];
    for (int pixel = 0; pixel < size; pixel++) {
      double place = pixel / (GRID * sigma);
      first[pixel] = (int) place;
      double squares = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        // Of the first pixel's numbers, number TAPS / 2 - 1 lies on it, the others around it.
        double distance = GRID * (first[pixel] + tap - (TAPS / 2 - 1) - place);
        bell[tap] = StrictMath.exp(-0.5 * distance * distance);
        squares += bell[tap] * bell[tap];
      }
      for (int tap = 0; tap < TAPS; tap++) {
        weights[pixel * TAPS + tap] = (float) (deviation / Math.sqrt(squares) * bell[tap]);
      }
    }
    return new GaussianWeights(size, first, weights);
  }

  /** The number of pixels. */
  int size() {
    return size;
  }

  /** The number of random numbers on the grid. */
  int grid() {
    return first[size - 1] + TAPS;
  }

  /**
   * {@code sums [size, n] = weights [size, grid] * numbers [grid, n]}, as arrays of rows: HotSpot
   * makes vector code of loops at equal indices only, which rows within one array don't have.
   */
  void multiply(float[][] numbers, float[][] sums) {
    for (int pixel = 0; pixel < size; pixel++) {
      sum(pixel * TAPS, numbers, first[pixel], sums[pixel]);
    }
  }

  private void sum(int weight, float[][] numbers, int row, float[] sums) {
    float w0 = weights[weight];
    float w1 = weights[weight + 1];
    float w2 = weights[weight + 2];
    float w3 = weights[weight + 3];
    float w4 = weights[weight + 4];
    float w5 = weights[weight + 5];
    float[] row0 = numbers[row];
    float[] row1 = numbers[row + 1];
    float[] row2 = numbers[row + 2];
    float[] row3 = numbers[row + 3];
    float[] row4 = numbers[row + 4];
    float[] row5 = numbers[row + 5];
    for (int i = 0; i < sums.length; i++) {
      sums[i] =
          (w0 * row0[i] + w1 * row1[i])
              + (w2 * row2[i] + w3 * row3[i])
              + (w4 * row4[i] + w5 * row5[i]);
    }
  }
}
