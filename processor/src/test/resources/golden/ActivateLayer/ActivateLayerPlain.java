package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ActivateLayer in {@code float}, one sample at a time, in plain Java. Computes the same bits as
 * {@link ActivateLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in blocks of
 * {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose column is at {@code
 * s}, {@code w[X + i * BLOCK + s]}.
 */
final class ActivateLayerPlain implements Kernels {
  /** Samples in a block. */
  private static final int BLOCK = 32;

  /** Floats of a block in training. */
  private static final int BLOCK_FLOATS = 15424;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 1920;

  private static final int SMOOTH = 3840;

  private static final int PROBABILITIES = 5760;

  private static final int TARGET = 7680;

  private static final int SHARE = 9600;

  private static final int LOSS = 9632;

  private static final int D_SMOOTH = 9664;

  private static final int D_PROBABILITIES = 11584;

  private static final int D_INPUT = 13504;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
  }

  @Override
  public void backward(float[] p, float[] w, int at, int samples) {
    backwardLoss(w, at, samples);
    backwardProbabilities(w, at, samples);
  }

  @Override
  public void backwardInput(float[] p, float[] w, int at, int samples) {
    backwardSmooth(w, at, samples);
  }

  @Override
  public int gradientTasks() {
    return 0;
  }

  @Override
  public void gradient(float[] g, float[] w, int samples, int task) {}

  /** Copies the samples' input rows into columns. */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 60; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 60 + k];
      }
    }
  }

  /** smooth [3, 4, 5] = silu(input [3, 4, 5]) */
  private static void forwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float z0 = w[INPUT + s];
      w[SMOOTH + s] = z0 / (1f + FloatMath.exp(-z0));
      float z1 = w[INPUT + 1 * BLOCK + s];
      w[SMOOTH + 1 * BLOCK + s] = z1 / (1f + FloatMath.exp(-z1));
      float z2 = w[INPUT + 2 * BLOCK + s];
      w[SMOOTH + 2 * BLOCK + s] = z2 / (1f + FloatMath.exp(-z2));
      float z3 = w[INPUT + 3 * BLOCK + s];
      w[SMOOTH + 3 * BLOCK + s] = z3 / (1f + FloatMath.exp(-z3));
      float z4 = w[INPUT + 4 * BLOCK + s];
      w[SMOOTH + 4 * BLOCK + s] = z4 / (1f + FloatMath.exp(-z4));
      float z5 = w[INPUT + 5 * BLOCK + s];
      w[SMOOTH + 5 * BLOCK + s] = z5 / (1f + FloatMath.exp(-z5));
      float z6 = w[INPUT + 6 * BLOCK + s];
      w[SMOOTH + 6 * BLOCK + s] = z6 / (1f + FloatMath.exp(-z6));
      float z7 = w[INPUT + 7 * BLOCK + s];
      w[SMOOTH + 7 * BLOCK + s] = z7 / (1f + FloatMath.exp(-z7));
      float z8 = w[INPUT + 8 * BLOCK + s];
      w[SMOOTH + 8 * BLOCK + s] = z8 / (1f + FloatMath.exp(-z8));
      float z9 = w[INPUT + 9 * BLOCK + s];
      w[SMOOTH + 9 * BLOCK + s] = z9 / (1f + FloatMath.exp(-z9));
      float z10 = w[INPUT + 10 * BLOCK + s];
      w[SMOOTH + 10 * BLOCK + s] = z10 / (1f + FloatMath.exp(-z10));
      float z11 = w[INPUT + 11 * BLOCK + s];
      w[SMOOTH + 11 * BLOCK + s] = z11 / (1f + FloatMath.exp(-z11));
      float z12 = w[INPUT + 12 * BLOCK + s];
      w[SMOOTH + 12 * BLOCK + s] = z12 / (1f + FloatMath.exp(-z12));
      float z13 = w[INPUT + 13 * BLOCK + s];
      w[SMOOTH + 13 * BLOCK + s] = z13 / (1f + FloatMath.exp(-z13));
      float z14 = w[INPUT + 14 * BLOCK + s];
      w[SMOOTH + 14 * BLOCK + s] = z14 / (1f + FloatMath.exp(-z14));
      float z15 = w[INPUT + 15 * BLOCK + s];
      w[SMOOTH + 15 * BLOCK + s] = z15 / (1f + FloatMath.exp(-z15));
      float z16 = w[INPUT + 16 * BLOCK + s];
      w[SMOOTH + 16 * BLOCK + s] = z16 / (1f + FloatMath.exp(-z16));
      float z17 = w[INPUT + 17 * BLOCK + s];
      w[SMOOTH + 17 * BLOCK + s] = z17 / (1f + FloatMath.exp(-z17));
      float z18 = w[INPUT + 18 * BLOCK + s];
      w[SMOOTH + 18 * BLOCK + s] = z18 / (1f + FloatMath.exp(-z18));
      float z19 = w[INPUT + 19 * BLOCK + s];
      w[SMOOTH + 19 * BLOCK + s] = z19 / (1f + FloatMath.exp(-z19));
      float z20 = w[INPUT + 20 * BLOCK + s];
      w[SMOOTH + 20 * BLOCK + s] = z20 / (1f + FloatMath.exp(-z20));
      float z21 = w[INPUT + 21 * BLOCK + s];
      w[SMOOTH + 21 * BLOCK + s] = z21 / (1f + FloatMath.exp(-z21));
      float z22 = w[INPUT + 22 * BLOCK + s];
      w[SMOOTH + 22 * BLOCK + s] = z22 / (1f + FloatMath.exp(-z22));
      float z23 = w[INPUT + 23 * BLOCK + s];
      w[SMOOTH + 23 * BLOCK + s] = z23 / (1f + FloatMath.exp(-z23));
      float z24 = w[INPUT + 24 * BLOCK + s];
      w[SMOOTH + 24 * BLOCK + s] = z24 / (1f + FloatMath.exp(-z24));
      float z25 = w[INPUT + 25 * BLOCK + s];
      w[SMOOTH + 25 * BLOCK + s] = z25 / (1f + FloatMath.exp(-z25));
      float z26 = w[INPUT + 26 * BLOCK + s];
      w[SMOOTH + 26 * BLOCK + s] = z26 / (1f + FloatMath.exp(-z26));
      float z27 = w[INPUT + 27 * BLOCK + s];
      w[SMOOTH + 27 * BLOCK + s] = z27 / (1f + FloatMath.exp(-z27));
      float z28 = w[INPUT + 28 * BLOCK + s];
      w[SMOOTH + 28 * BLOCK + s] = z28 / (1f + FloatMath.exp(-z28));
      float z29 = w[INPUT + 29 * BLOCK + s];
      w[SMOOTH + 29 * BLOCK + s] = z29 / (1f + FloatMath.exp(-z29));
      float z30 = w[INPUT + 30 * BLOCK + s];
      w[SMOOTH + 30 * BLOCK + s] = z30 / (1f + FloatMath.exp(-z30));
      float z31 = w[INPUT + 31 * BLOCK + s];
      w[SMOOTH + 31 * BLOCK + s] = z31 / (1f + FloatMath.exp(-z31));
      float z32 = w[INPUT + 32 * BLOCK + s];
      w[SMOOTH + 32 * BLOCK + s] = z32 / (1f + FloatMath.exp(-z32));
      float z33 = w[INPUT + 33 * BLOCK + s];
      w[SMOOTH + 33 * BLOCK + s] = z33 / (1f + FloatMath.exp(-z33));
      float z34 = w[INPUT + 34 * BLOCK + s];
      w[SMOOTH + 34 * BLOCK + s] = z34 / (1f + FloatMath.exp(-z34));
      float z35 = w[INPUT + 35 * BLOCK + s];
      w[SMOOTH + 35 * BLOCK + s] = z35 / (1f + FloatMath.exp(-z35));
      float z36 = w[INPUT + 36 * BLOCK + s];
      w[SMOOTH + 36 * BLOCK + s] = z36 / (1f + FloatMath.exp(-z36));
      float z37 = w[INPUT + 37 * BLOCK + s];
      w[SMOOTH + 37 * BLOCK + s] = z37 / (1f + FloatMath.exp(-z37));
      float z38 = w[INPUT + 38 * BLOCK + s];
      w[SMOOTH + 38 * BLOCK + s] = z38 / (1f + FloatMath.exp(-z38));
      float z39 = w[INPUT + 39 * BLOCK + s];
      w[SMOOTH + 39 * BLOCK + s] = z39 / (1f + FloatMath.exp(-z39));
      float z40 = w[INPUT + 40 * BLOCK + s];
      w[SMOOTH + 40 * BLOCK + s] = z40 / (1f + FloatMath.exp(-z40));
      float z41 = w[INPUT + 41 * BLOCK + s];
      w[SMOOTH + 41 * BLOCK + s] = z41 / (1f + FloatMath.exp(-z41));
      float z42 = w[INPUT + 42 * BLOCK + s];
      w[SMOOTH + 42 * BLOCK + s] = z42 / (1f + FloatMath.exp(-z42));
      float z43 = w[INPUT + 43 * BLOCK + s];
      w[SMOOTH + 43 * BLOCK + s] = z43 / (1f + FloatMath.exp(-z43));
      float z44 = w[INPUT + 44 * BLOCK + s];
      w[SMOOTH + 44 * BLOCK + s] = z44 / (1f + FloatMath.exp(-z44));
      float z45 = w[INPUT + 45 * BLOCK + s];
      w[SMOOTH + 45 * BLOCK + s] = z45 / (1f + FloatMath.exp(-z45));
      float z46 = w[INPUT + 46 * BLOCK + s];
      w[SMOOTH + 46 * BLOCK + s] = z46 / (1f + FloatMath.exp(-z46));
      float z47 = w[INPUT + 47 * BLOCK + s];
      w[SMOOTH + 47 * BLOCK + s] = z47 / (1f + FloatMath.exp(-z47));
      float z48 = w[INPUT + 48 * BLOCK + s];
      w[SMOOTH + 48 * BLOCK + s] = z48 / (1f + FloatMath.exp(-z48));
      float z49 = w[INPUT + 49 * BLOCK + s];
      w[SMOOTH + 49 * BLOCK + s] = z49 / (1f + FloatMath.exp(-z49));
      float z50 = w[INPUT + 50 * BLOCK + s];
      w[SMOOTH + 50 * BLOCK + s] = z50 / (1f + FloatMath.exp(-z50));
      float z51 = w[INPUT + 51 * BLOCK + s];
      w[SMOOTH + 51 * BLOCK + s] = z51 / (1f + FloatMath.exp(-z51));
      float z52 = w[INPUT + 52 * BLOCK + s];
      w[SMOOTH + 52 * BLOCK + s] = z52 / (1f + FloatMath.exp(-z52));
      float z53 = w[INPUT + 53 * BLOCK + s];
      w[SMOOTH + 53 * BLOCK + s] = z53 / (1f + FloatMath.exp(-z53));
      float z54 = w[INPUT + 54 * BLOCK + s];
      w[SMOOTH + 54 * BLOCK + s] = z54 / (1f + FloatMath.exp(-z54));
      float z55 = w[INPUT + 55 * BLOCK + s];
      w[SMOOTH + 55 * BLOCK + s] = z55 / (1f + FloatMath.exp(-z55));
      float z56 = w[INPUT + 56 * BLOCK + s];
      w[SMOOTH + 56 * BLOCK + s] = z56 / (1f + FloatMath.exp(-z56));
      float z57 = w[INPUT + 57 * BLOCK + s];
      w[SMOOTH + 57 * BLOCK + s] = z57 / (1f + FloatMath.exp(-z57));
      float z58 = w[INPUT + 58 * BLOCK + s];
      w[SMOOTH + 58 * BLOCK + s] = z58 / (1f + FloatMath.exp(-z58));
      float z59 = w[INPUT + 59 * BLOCK + s];
      w[SMOOTH + 59 * BLOCK + s] = z59 / (1f + FloatMath.exp(-z59));
    }
  }

  /** probabilities [3, 4, 5] = softmax(smooth [3, 4, 5]) */
  private static void forwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float max = w[SMOOTH + s];
      max = Math.max(max, w[SMOOTH + s]);
      max = Math.max(max, w[SMOOTH + 1 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 2 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 3 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 4 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 5 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 6 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 7 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 8 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 9 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 10 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 11 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 12 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 13 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 14 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 15 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 16 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 17 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 18 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 19 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 20 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 21 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 22 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 23 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 24 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 25 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 26 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 27 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 28 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 29 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 30 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 31 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 32 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 33 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 34 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 35 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 36 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 37 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 38 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 39 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 40 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 41 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 42 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 43 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 44 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 45 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 46 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 47 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 48 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 49 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 50 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 51 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 52 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 53 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 54 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 55 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 56 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 57 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 58 * BLOCK + s]);
      max = Math.max(max, w[SMOOTH + 59 * BLOCK + s]);
      float total = 0f;
      w[PROBABILITIES + s] = FloatMath.exp(w[SMOOTH + s] - max);
      total += w[PROBABILITIES + s];
      w[PROBABILITIES + 1 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 1 * BLOCK + s] - max);
      total += w[PROBABILITIES + 1 * BLOCK + s];
      w[PROBABILITIES + 2 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 2 * BLOCK + s] - max);
      total += w[PROBABILITIES + 2 * BLOCK + s];
      w[PROBABILITIES + 3 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 3 * BLOCK + s] - max);
      total += w[PROBABILITIES + 3 * BLOCK + s];
      w[PROBABILITIES + 4 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 4 * BLOCK + s] - max);
      total += w[PROBABILITIES + 4 * BLOCK + s];
      w[PROBABILITIES + 5 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 5 * BLOCK + s] - max);
      total += w[PROBABILITIES + 5 * BLOCK + s];
      w[PROBABILITIES + 6 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 6 * BLOCK + s] - max);
      total += w[PROBABILITIES + 6 * BLOCK + s];
      w[PROBABILITIES + 7 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 7 * BLOCK + s] - max);
      total += w[PROBABILITIES + 7 * BLOCK + s];
      w[PROBABILITIES + 8 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 8 * BLOCK + s] - max);
      total += w[PROBABILITIES + 8 * BLOCK + s];
      w[PROBABILITIES + 9 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 9 * BLOCK + s] - max);
      total += w[PROBABILITIES + 9 * BLOCK + s];
      w[PROBABILITIES + 10 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 10 * BLOCK + s] - max);
      total += w[PROBABILITIES + 10 * BLOCK + s];
      w[PROBABILITIES + 11 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 11 * BLOCK + s] - max);
      total += w[PROBABILITIES + 11 * BLOCK + s];
      w[PROBABILITIES + 12 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 12 * BLOCK + s] - max);
      total += w[PROBABILITIES + 12 * BLOCK + s];
      w[PROBABILITIES + 13 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 13 * BLOCK + s] - max);
      total += w[PROBABILITIES + 13 * BLOCK + s];
      w[PROBABILITIES + 14 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 14 * BLOCK + s] - max);
      total += w[PROBABILITIES + 14 * BLOCK + s];
      w[PROBABILITIES + 15 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 15 * BLOCK + s] - max);
      total += w[PROBABILITIES + 15 * BLOCK + s];
      w[PROBABILITIES + 16 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 16 * BLOCK + s] - max);
      total += w[PROBABILITIES + 16 * BLOCK + s];
      w[PROBABILITIES + 17 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 17 * BLOCK + s] - max);
      total += w[PROBABILITIES + 17 * BLOCK + s];
      w[PROBABILITIES + 18 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 18 * BLOCK + s] - max);
      total += w[PROBABILITIES + 18 * BLOCK + s];
      w[PROBABILITIES + 19 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 19 * BLOCK + s] - max);
      total += w[PROBABILITIES + 19 * BLOCK + s];
      w[PROBABILITIES + 20 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 20 * BLOCK + s] - max);
      total += w[PROBABILITIES + 20 * BLOCK + s];
      w[PROBABILITIES + 21 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 21 * BLOCK + s] - max);
      total += w[PROBABILITIES + 21 * BLOCK + s];
      w[PROBABILITIES + 22 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 22 * BLOCK + s] - max);
      total += w[PROBABILITIES + 22 * BLOCK + s];
      w[PROBABILITIES + 23 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 23 * BLOCK + s] - max);
      total += w[PROBABILITIES + 23 * BLOCK + s];
      w[PROBABILITIES + 24 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 24 * BLOCK + s] - max);
      total += w[PROBABILITIES + 24 * BLOCK + s];
      w[PROBABILITIES + 25 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 25 * BLOCK + s] - max);
      total += w[PROBABILITIES + 25 * BLOCK + s];
      w[PROBABILITIES + 26 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 26 * BLOCK + s] - max);
      total += w[PROBABILITIES + 26 * BLOCK + s];
      w[PROBABILITIES + 27 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 27 * BLOCK + s] - max);
      total += w[PROBABILITIES + 27 * BLOCK + s];
      w[PROBABILITIES + 28 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 28 * BLOCK + s] - max);
      total += w[PROBABILITIES + 28 * BLOCK + s];
      w[PROBABILITIES + 29 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 29 * BLOCK + s] - max);
      total += w[PROBABILITIES + 29 * BLOCK + s];
      w[PROBABILITIES + 30 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 30 * BLOCK + s] - max);
      total += w[PROBABILITIES + 30 * BLOCK + s];
      w[PROBABILITIES + 31 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 31 * BLOCK + s] - max);
      total += w[PROBABILITIES + 31 * BLOCK + s];
      w[PROBABILITIES + 32 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 32 * BLOCK + s] - max);
      total += w[PROBABILITIES + 32 * BLOCK + s];
      w[PROBABILITIES + 33 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 33 * BLOCK + s] - max);
      total += w[PROBABILITIES + 33 * BLOCK + s];
      w[PROBABILITIES + 34 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 34 * BLOCK + s] - max);
      total += w[PROBABILITIES + 34 * BLOCK + s];
      w[PROBABILITIES + 35 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 35 * BLOCK + s] - max);
      total += w[PROBABILITIES + 35 * BLOCK + s];
      w[PROBABILITIES + 36 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 36 * BLOCK + s] - max);
      total += w[PROBABILITIES + 36 * BLOCK + s];
      w[PROBABILITIES + 37 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 37 * BLOCK + s] - max);
      total += w[PROBABILITIES + 37 * BLOCK + s];
      w[PROBABILITIES + 38 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 38 * BLOCK + s] - max);
      total += w[PROBABILITIES + 38 * BLOCK + s];
      w[PROBABILITIES + 39 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 39 * BLOCK + s] - max);
      total += w[PROBABILITIES + 39 * BLOCK + s];
      w[PROBABILITIES + 40 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 40 * BLOCK + s] - max);
      total += w[PROBABILITIES + 40 * BLOCK + s];
      w[PROBABILITIES + 41 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 41 * BLOCK + s] - max);
      total += w[PROBABILITIES + 41 * BLOCK + s];
      w[PROBABILITIES + 42 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 42 * BLOCK + s] - max);
      total += w[PROBABILITIES + 42 * BLOCK + s];
      w[PROBABILITIES + 43 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 43 * BLOCK + s] - max);
      total += w[PROBABILITIES + 43 * BLOCK + s];
      w[PROBABILITIES + 44 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 44 * BLOCK + s] - max);
      total += w[PROBABILITIES + 44 * BLOCK + s];
      w[PROBABILITIES + 45 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 45 * BLOCK + s] - max);
      total += w[PROBABILITIES + 45 * BLOCK + s];
      w[PROBABILITIES + 46 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 46 * BLOCK + s] - max);
      total += w[PROBABILITIES + 46 * BLOCK + s];
      w[PROBABILITIES + 47 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 47 * BLOCK + s] - max);
      total += w[PROBABILITIES + 47 * BLOCK + s];
      w[PROBABILITIES + 48 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 48 * BLOCK + s] - max);
      total += w[PROBABILITIES + 48 * BLOCK + s];
      w[PROBABILITIES + 49 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 49 * BLOCK + s] - max);
      total += w[PROBABILITIES + 49 * BLOCK + s];
      w[PROBABILITIES + 50 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 50 * BLOCK + s] - max);
      total += w[PROBABILITIES + 50 * BLOCK + s];
      w[PROBABILITIES + 51 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 51 * BLOCK + s] - max);
      total += w[PROBABILITIES + 51 * BLOCK + s];
      w[PROBABILITIES + 52 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 52 * BLOCK + s] - max);
      total += w[PROBABILITIES + 52 * BLOCK + s];
      w[PROBABILITIES + 53 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 53 * BLOCK + s] - max);
      total += w[PROBABILITIES + 53 * BLOCK + s];
      w[PROBABILITIES + 54 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 54 * BLOCK + s] - max);
      total += w[PROBABILITIES + 54 * BLOCK + s];
      w[PROBABILITIES + 55 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 55 * BLOCK + s] - max);
      total += w[PROBABILITIES + 55 * BLOCK + s];
      w[PROBABILITIES + 56 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 56 * BLOCK + s] - max);
      total += w[PROBABILITIES + 56 * BLOCK + s];
      w[PROBABILITIES + 57 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 57 * BLOCK + s] - max);
      total += w[PROBABILITIES + 57 * BLOCK + s];
      w[PROBABILITIES + 58 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 58 * BLOCK + s] - max);
      total += w[PROBABILITIES + 58 * BLOCK + s];
      w[PROBABILITIES + 59 * BLOCK + s] = FloatMath.exp(w[SMOOTH + 59 * BLOCK + s] - max);
      total += w[PROBABILITIES + 59 * BLOCK + s];
      w[PROBABILITIES + s] = w[PROBABILITIES + s] / total;
      w[PROBABILITIES + 1 * BLOCK + s] = w[PROBABILITIES + 1 * BLOCK + s] / total;
      w[PROBABILITIES + 2 * BLOCK + s] = w[PROBABILITIES + 2 * BLOCK + s] / total;
      w[PROBABILITIES + 3 * BLOCK + s] = w[PROBABILITIES + 3 * BLOCK + s] / total;
      w[PROBABILITIES + 4 * BLOCK + s] = w[PROBABILITIES + 4 * BLOCK + s] / total;
      w[PROBABILITIES + 5 * BLOCK + s] = w[PROBABILITIES + 5 * BLOCK + s] / total;
      w[PROBABILITIES + 6 * BLOCK + s] = w[PROBABILITIES + 6 * BLOCK + s] / total;
      w[PROBABILITIES + 7 * BLOCK + s] = w[PROBABILITIES + 7 * BLOCK + s] / total;
      w[PROBABILITIES + 8 * BLOCK + s] = w[PROBABILITIES + 8 * BLOCK + s] / total;
      w[PROBABILITIES + 9 * BLOCK + s] = w[PROBABILITIES + 9 * BLOCK + s] / total;
      w[PROBABILITIES + 10 * BLOCK + s] = w[PROBABILITIES + 10 * BLOCK + s] / total;
      w[PROBABILITIES + 11 * BLOCK + s] = w[PROBABILITIES + 11 * BLOCK + s] / total;
      w[PROBABILITIES + 12 * BLOCK + s] = w[PROBABILITIES + 12 * BLOCK + s] / total;
      w[PROBABILITIES + 13 * BLOCK + s] = w[PROBABILITIES + 13 * BLOCK + s] / total;
      w[PROBABILITIES + 14 * BLOCK + s] = w[PROBABILITIES + 14 * BLOCK + s] / total;
      w[PROBABILITIES + 15 * BLOCK + s] = w[PROBABILITIES + 15 * BLOCK + s] / total;
      w[PROBABILITIES + 16 * BLOCK + s] = w[PROBABILITIES + 16 * BLOCK + s] / total;
      w[PROBABILITIES + 17 * BLOCK + s] = w[PROBABILITIES + 17 * BLOCK + s] / total;
      w[PROBABILITIES + 18 * BLOCK + s] = w[PROBABILITIES + 18 * BLOCK + s] / total;
      w[PROBABILITIES + 19 * BLOCK + s] = w[PROBABILITIES + 19 * BLOCK + s] / total;
      w[PROBABILITIES + 20 * BLOCK + s] = w[PROBABILITIES + 20 * BLOCK + s] / total;
      w[PROBABILITIES + 21 * BLOCK + s] = w[PROBABILITIES + 21 * BLOCK + s] / total;
      w[PROBABILITIES + 22 * BLOCK + s] = w[PROBABILITIES + 22 * BLOCK + s] / total;
      w[PROBABILITIES + 23 * BLOCK + s] = w[PROBABILITIES + 23 * BLOCK + s] / total;
      w[PROBABILITIES + 24 * BLOCK + s] = w[PROBABILITIES + 24 * BLOCK + s] / total;
      w[PROBABILITIES + 25 * BLOCK + s] = w[PROBABILITIES + 25 * BLOCK + s] / total;
      w[PROBABILITIES + 26 * BLOCK + s] = w[PROBABILITIES + 26 * BLOCK + s] / total;
      w[PROBABILITIES + 27 * BLOCK + s] = w[PROBABILITIES + 27 * BLOCK + s] / total;
      w[PROBABILITIES + 28 * BLOCK + s] = w[PROBABILITIES + 28 * BLOCK + s] / total;
      w[PROBABILITIES + 29 * BLOCK + s] = w[PROBABILITIES + 29 * BLOCK + s] / total;
      w[PROBABILITIES + 30 * BLOCK + s] = w[PROBABILITIES + 30 * BLOCK + s] / total;
      w[PROBABILITIES + 31 * BLOCK + s] = w[PROBABILITIES + 31 * BLOCK + s] / total;
      w[PROBABILITIES + 32 * BLOCK + s] = w[PROBABILITIES + 32 * BLOCK + s] / total;
      w[PROBABILITIES + 33 * BLOCK + s] = w[PROBABILITIES + 33 * BLOCK + s] / total;
      w[PROBABILITIES + 34 * BLOCK + s] = w[PROBABILITIES + 34 * BLOCK + s] / total;
      w[PROBABILITIES + 35 * BLOCK + s] = w[PROBABILITIES + 35 * BLOCK + s] / total;
      w[PROBABILITIES + 36 * BLOCK + s] = w[PROBABILITIES + 36 * BLOCK + s] / total;
      w[PROBABILITIES + 37 * BLOCK + s] = w[PROBABILITIES + 37 * BLOCK + s] / total;
      w[PROBABILITIES + 38 * BLOCK + s] = w[PROBABILITIES + 38 * BLOCK + s] / total;
      w[PROBABILITIES + 39 * BLOCK + s] = w[PROBABILITIES + 39 * BLOCK + s] / total;
      w[PROBABILITIES + 40 * BLOCK + s] = w[PROBABILITIES + 40 * BLOCK + s] / total;
      w[PROBABILITIES + 41 * BLOCK + s] = w[PROBABILITIES + 41 * BLOCK + s] / total;
      w[PROBABILITIES + 42 * BLOCK + s] = w[PROBABILITIES + 42 * BLOCK + s] / total;
      w[PROBABILITIES + 43 * BLOCK + s] = w[PROBABILITIES + 43 * BLOCK + s] / total;
      w[PROBABILITIES + 44 * BLOCK + s] = w[PROBABILITIES + 44 * BLOCK + s] / total;
      w[PROBABILITIES + 45 * BLOCK + s] = w[PROBABILITIES + 45 * BLOCK + s] / total;
      w[PROBABILITIES + 46 * BLOCK + s] = w[PROBABILITIES + 46 * BLOCK + s] / total;
      w[PROBABILITIES + 47 * BLOCK + s] = w[PROBABILITIES + 47 * BLOCK + s] / total;
      w[PROBABILITIES + 48 * BLOCK + s] = w[PROBABILITIES + 48 * BLOCK + s] / total;
      w[PROBABILITIES + 49 * BLOCK + s] = w[PROBABILITIES + 49 * BLOCK + s] / total;
      w[PROBABILITIES + 50 * BLOCK + s] = w[PROBABILITIES + 50 * BLOCK + s] / total;
      w[PROBABILITIES + 51 * BLOCK + s] = w[PROBABILITIES + 51 * BLOCK + s] / total;
      w[PROBABILITIES + 52 * BLOCK + s] = w[PROBABILITIES + 52 * BLOCK + s] / total;
      w[PROBABILITIES + 53 * BLOCK + s] = w[PROBABILITIES + 53 * BLOCK + s] / total;
      w[PROBABILITIES + 54 * BLOCK + s] = w[PROBABILITIES + 54 * BLOCK + s] / total;
      w[PROBABILITIES + 55 * BLOCK + s] = w[PROBABILITIES + 55 * BLOCK + s] / total;
      w[PROBABILITIES + 56 * BLOCK + s] = w[PROBABILITIES + 56 * BLOCK + s] / total;
      w[PROBABILITIES + 57 * BLOCK + s] = w[PROBABILITIES + 57 * BLOCK + s] / total;
      w[PROBABILITIES + 58 * BLOCK + s] = w[PROBABILITIES + 58 * BLOCK + s] / total;
      w[PROBABILITIES + 59 * BLOCK + s] = w[PROBABILITIES + 59 * BLOCK + s] / total;
    }
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the sign
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.016666668f;
      float d0 = w[PROBABILITIES + s] - w[TARGET + s];
      total += Math.abs(d0);
      w[D_PROBABILITIES + s] = (d0 > 0f ? 1f : d0 < 0f ? -1f : 0f) * weight;
      float d1 = w[PROBABILITIES + 1 * BLOCK + s] - w[TARGET + 1 * BLOCK + s];
      total += Math.abs(d1);
      w[D_PROBABILITIES + 1 * BLOCK + s] = (d1 > 0f ? 1f : d1 < 0f ? -1f : 0f) * weight;
      float d2 = w[PROBABILITIES + 2 * BLOCK + s] - w[TARGET + 2 * BLOCK + s];
      total += Math.abs(d2);
      w[D_PROBABILITIES + 2 * BLOCK + s] = (d2 > 0f ? 1f : d2 < 0f ? -1f : 0f) * weight;
      float d3 = w[PROBABILITIES + 3 * BLOCK + s] - w[TARGET + 3 * BLOCK + s];
      total += Math.abs(d3);
      w[D_PROBABILITIES + 3 * BLOCK + s] = (d3 > 0f ? 1f : d3 < 0f ? -1f : 0f) * weight;
      float d4 = w[PROBABILITIES + 4 * BLOCK + s] - w[TARGET + 4 * BLOCK + s];
      total += Math.abs(d4);
      w[D_PROBABILITIES + 4 * BLOCK + s] = (d4 > 0f ? 1f : d4 < 0f ? -1f : 0f) * weight;
      float d5 = w[PROBABILITIES + 5 * BLOCK + s] - w[TARGET + 5 * BLOCK + s];
      total += Math.abs(d5);
      w[D_PROBABILITIES + 5 * BLOCK + s] = (d5 > 0f ? 1f : d5 < 0f ? -1f : 0f) * weight;
      float d6 = w[PROBABILITIES + 6 * BLOCK + s] - w[TARGET + 6 * BLOCK + s];
      total += Math.abs(d6);
      w[D_PROBABILITIES + 6 * BLOCK + s] = (d6 > 0f ? 1f : d6 < 0f ? -1f : 0f) * weight;
      float d7 = w[PROBABILITIES + 7 * BLOCK + s] - w[TARGET + 7 * BLOCK + s];
      total += Math.abs(d7);
      w[D_PROBABILITIES + 7 * BLOCK + s] = (d7 > 0f ? 1f : d7 < 0f ? -1f : 0f) * weight;
      float d8 = w[PROBABILITIES + 8 * BLOCK + s] - w[TARGET + 8 * BLOCK + s];
      total += Math.abs(d8);
      w[D_PROBABILITIES + 8 * BLOCK + s] = (d8 > 0f ? 1f : d8 < 0f ? -1f : 0f) * weight;
      float d9 = w[PROBABILITIES + 9 * BLOCK + s] - w[TARGET + 9 * BLOCK + s];
      total += Math.abs(d9);
      w[D_PROBABILITIES + 9 * BLOCK + s] = (d9 > 0f ? 1f : d9 < 0f ? -1f : 0f) * weight;
      float d10 = w[PROBABILITIES + 10 * BLOCK + s] - w[TARGET + 10 * BLOCK + s];
      total += Math.abs(d10);
      w[D_PROBABILITIES + 10 * BLOCK + s] = (d10 > 0f ? 1f : d10 < 0f ? -1f : 0f) * weight;
      float d11 = w[PROBABILITIES + 11 * BLOCK + s] - w[TARGET + 11 * BLOCK + s];
      total += Math.abs(d11);
      w[D_PROBABILITIES + 11 * BLOCK + s] = (d11 > 0f ? 1f : d11 < 0f ? -1f : 0f) * weight;
      float d12 = w[PROBABILITIES + 12 * BLOCK + s] - w[TARGET + 12 * BLOCK + s];
      total += Math.abs(d12);
      w[D_PROBABILITIES + 12 * BLOCK + s] = (d12 > 0f ? 1f : d12 < 0f ? -1f : 0f) * weight;
      float d13 = w[PROBABILITIES + 13 * BLOCK + s] - w[TARGET + 13 * BLOCK + s];
      total += Math.abs(d13);
      w[D_PROBABILITIES + 13 * BLOCK + s] = (d13 > 0f ? 1f : d13 < 0f ? -1f : 0f) * weight;
      float d14 = w[PROBABILITIES + 14 * BLOCK + s] - w[TARGET + 14 * BLOCK + s];
      total += Math.abs(d14);
      w[D_PROBABILITIES + 14 * BLOCK + s] = (d14 > 0f ? 1f : d14 < 0f ? -1f : 0f) * weight;
      float d15 = w[PROBABILITIES + 15 * BLOCK + s] - w[TARGET + 15 * BLOCK + s];
      total += Math.abs(d15);
      w[D_PROBABILITIES + 15 * BLOCK + s] = (d15 > 0f ? 1f : d15 < 0f ? -1f : 0f) * weight;
      float d16 = w[PROBABILITIES + 16 * BLOCK + s] - w[TARGET + 16 * BLOCK + s];
      total += Math.abs(d16);
      w[D_PROBABILITIES + 16 * BLOCK + s] = (d16 > 0f ? 1f : d16 < 0f ? -1f : 0f) * weight;
      float d17 = w[PROBABILITIES + 17 * BLOCK + s] - w[TARGET + 17 * BLOCK + s];
      total += Math.abs(d17);
      w[D_PROBABILITIES + 17 * BLOCK + s] = (d17 > 0f ? 1f : d17 < 0f ? -1f : 0f) * weight;
      float d18 = w[PROBABILITIES + 18 * BLOCK + s] - w[TARGET + 18 * BLOCK + s];
      total += Math.abs(d18);
      w[D_PROBABILITIES + 18 * BLOCK + s] = (d18 > 0f ? 1f : d18 < 0f ? -1f : 0f) * weight;
      float d19 = w[PROBABILITIES + 19 * BLOCK + s] - w[TARGET + 19 * BLOCK + s];
      total += Math.abs(d19);
      w[D_PROBABILITIES + 19 * BLOCK + s] = (d19 > 0f ? 1f : d19 < 0f ? -1f : 0f) * weight;
      float d20 = w[PROBABILITIES + 20 * BLOCK + s] - w[TARGET + 20 * BLOCK + s];
      total += Math.abs(d20);
      w[D_PROBABILITIES + 20 * BLOCK + s] = (d20 > 0f ? 1f : d20 < 0f ? -1f : 0f) * weight;
      float d21 = w[PROBABILITIES + 21 * BLOCK + s] - w[TARGET + 21 * BLOCK + s];
      total += Math.abs(d21);
      w[D_PROBABILITIES + 21 * BLOCK + s] = (d21 > 0f ? 1f : d21 < 0f ? -1f : 0f) * weight;
      float d22 = w[PROBABILITIES + 22 * BLOCK + s] - w[TARGET + 22 * BLOCK + s];
      total += Math.abs(d22);
      w[D_PROBABILITIES + 22 * BLOCK + s] = (d22 > 0f ? 1f : d22 < 0f ? -1f : 0f) * weight;
      float d23 = w[PROBABILITIES + 23 * BLOCK + s] - w[TARGET + 23 * BLOCK + s];
      total += Math.abs(d23);
      w[D_PROBABILITIES + 23 * BLOCK + s] = (d23 > 0f ? 1f : d23 < 0f ? -1f : 0f) * weight;
      float d24 = w[PROBABILITIES + 24 * BLOCK + s] - w[TARGET + 24 * BLOCK + s];
      total += Math.abs(d24);
      w[D_PROBABILITIES + 24 * BLOCK + s] = (d24 > 0f ? 1f : d24 < 0f ? -1f : 0f) * weight;
      float d25 = w[PROBABILITIES + 25 * BLOCK + s] - w[TARGET + 25 * BLOCK + s];
      total += Math.abs(d25);
      w[D_PROBABILITIES + 25 * BLOCK + s] = (d25 > 0f ? 1f : d25 < 0f ? -1f : 0f) * weight;
      float d26 = w[PROBABILITIES + 26 * BLOCK + s] - w[TARGET + 26 * BLOCK + s];
      total += Math.abs(d26);
      w[D_PROBABILITIES + 26 * BLOCK + s] = (d26 > 0f ? 1f : d26 < 0f ? -1f : 0f) * weight;
      float d27 = w[PROBABILITIES + 27 * BLOCK + s] - w[TARGET + 27 * BLOCK + s];
      total += Math.abs(d27);
      w[D_PROBABILITIES + 27 * BLOCK + s] = (d27 > 0f ? 1f : d27 < 0f ? -1f : 0f) * weight;
      float d28 = w[PROBABILITIES + 28 * BLOCK + s] - w[TARGET + 28 * BLOCK + s];
      total += Math.abs(d28);
      w[D_PROBABILITIES + 28 * BLOCK + s] = (d28 > 0f ? 1f : d28 < 0f ? -1f : 0f) * weight;
      float d29 = w[PROBABILITIES + 29 * BLOCK + s] - w[TARGET + 29 * BLOCK + s];
      total += Math.abs(d29);
      w[D_PROBABILITIES + 29 * BLOCK + s] = (d29 > 0f ? 1f : d29 < 0f ? -1f : 0f) * weight;
      float d30 = w[PROBABILITIES + 30 * BLOCK + s] - w[TARGET + 30 * BLOCK + s];
      total += Math.abs(d30);
      w[D_PROBABILITIES + 30 * BLOCK + s] = (d30 > 0f ? 1f : d30 < 0f ? -1f : 0f) * weight;
      float d31 = w[PROBABILITIES + 31 * BLOCK + s] - w[TARGET + 31 * BLOCK + s];
      total += Math.abs(d31);
      w[D_PROBABILITIES + 31 * BLOCK + s] = (d31 > 0f ? 1f : d31 < 0f ? -1f : 0f) * weight;
      float d32 = w[PROBABILITIES + 32 * BLOCK + s] - w[TARGET + 32 * BLOCK + s];
      total += Math.abs(d32);
      w[D_PROBABILITIES + 32 * BLOCK + s] = (d32 > 0f ? 1f : d32 < 0f ? -1f : 0f) * weight;
      float d33 = w[PROBABILITIES + 33 * BLOCK + s] - w[TARGET + 33 * BLOCK + s];
      total += Math.abs(d33);
      w[D_PROBABILITIES + 33 * BLOCK + s] = (d33 > 0f ? 1f : d33 < 0f ? -1f : 0f) * weight;
      float d34 = w[PROBABILITIES + 34 * BLOCK + s] - w[TARGET + 34 * BLOCK + s];
      total += Math.abs(d34);
      w[D_PROBABILITIES + 34 * BLOCK + s] = (d34 > 0f ? 1f : d34 < 0f ? -1f : 0f) * weight;
      float d35 = w[PROBABILITIES + 35 * BLOCK + s] - w[TARGET + 35 * BLOCK + s];
      total += Math.abs(d35);
      w[D_PROBABILITIES + 35 * BLOCK + s] = (d35 > 0f ? 1f : d35 < 0f ? -1f : 0f) * weight;
      float d36 = w[PROBABILITIES + 36 * BLOCK + s] - w[TARGET + 36 * BLOCK + s];
      total += Math.abs(d36);
      w[D_PROBABILITIES + 36 * BLOCK + s] = (d36 > 0f ? 1f : d36 < 0f ? -1f : 0f) * weight;
      float d37 = w[PROBABILITIES + 37 * BLOCK + s] - w[TARGET + 37 * BLOCK + s];
      total += Math.abs(d37);
      w[D_PROBABILITIES + 37 * BLOCK + s] = (d37 > 0f ? 1f : d37 < 0f ? -1f : 0f) * weight;
      float d38 = w[PROBABILITIES + 38 * BLOCK + s] - w[TARGET + 38 * BLOCK + s];
      total += Math.abs(d38);
      w[D_PROBABILITIES + 38 * BLOCK + s] = (d38 > 0f ? 1f : d38 < 0f ? -1f : 0f) * weight;
      float d39 = w[PROBABILITIES + 39 * BLOCK + s] - w[TARGET + 39 * BLOCK + s];
      total += Math.abs(d39);
      w[D_PROBABILITIES + 39 * BLOCK + s] = (d39 > 0f ? 1f : d39 < 0f ? -1f : 0f) * weight;
      float d40 = w[PROBABILITIES + 40 * BLOCK + s] - w[TARGET + 40 * BLOCK + s];
      total += Math.abs(d40);
      w[D_PROBABILITIES + 40 * BLOCK + s] = (d40 > 0f ? 1f : d40 < 0f ? -1f : 0f) * weight;
      float d41 = w[PROBABILITIES + 41 * BLOCK + s] - w[TARGET + 41 * BLOCK + s];
      total += Math.abs(d41);
      w[D_PROBABILITIES + 41 * BLOCK + s] = (d41 > 0f ? 1f : d41 < 0f ? -1f : 0f) * weight;
      float d42 = w[PROBABILITIES + 42 * BLOCK + s] - w[TARGET + 42 * BLOCK + s];
      total += Math.abs(d42);
      w[D_PROBABILITIES + 42 * BLOCK + s] = (d42 > 0f ? 1f : d42 < 0f ? -1f : 0f) * weight;
      float d43 = w[PROBABILITIES + 43 * BLOCK + s] - w[TARGET + 43 * BLOCK + s];
      total += Math.abs(d43);
      w[D_PROBABILITIES + 43 * BLOCK + s] = (d43 > 0f ? 1f : d43 < 0f ? -1f : 0f) * weight;
      float d44 = w[PROBABILITIES + 44 * BLOCK + s] - w[TARGET + 44 * BLOCK + s];
      total += Math.abs(d44);
      w[D_PROBABILITIES + 44 * BLOCK + s] = (d44 > 0f ? 1f : d44 < 0f ? -1f : 0f) * weight;
      float d45 = w[PROBABILITIES + 45 * BLOCK + s] - w[TARGET + 45 * BLOCK + s];
      total += Math.abs(d45);
      w[D_PROBABILITIES + 45 * BLOCK + s] = (d45 > 0f ? 1f : d45 < 0f ? -1f : 0f) * weight;
      float d46 = w[PROBABILITIES + 46 * BLOCK + s] - w[TARGET + 46 * BLOCK + s];
      total += Math.abs(d46);
      w[D_PROBABILITIES + 46 * BLOCK + s] = (d46 > 0f ? 1f : d46 < 0f ? -1f : 0f) * weight;
      float d47 = w[PROBABILITIES + 47 * BLOCK + s] - w[TARGET + 47 * BLOCK + s];
      total += Math.abs(d47);
      w[D_PROBABILITIES + 47 * BLOCK + s] = (d47 > 0f ? 1f : d47 < 0f ? -1f : 0f) * weight;
      float d48 = w[PROBABILITIES + 48 * BLOCK + s] - w[TARGET + 48 * BLOCK + s];
      total += Math.abs(d48);
      w[D_PROBABILITIES + 48 * BLOCK + s] = (d48 > 0f ? 1f : d48 < 0f ? -1f : 0f) * weight;
      float d49 = w[PROBABILITIES + 49 * BLOCK + s] - w[TARGET + 49 * BLOCK + s];
      total += Math.abs(d49);
      w[D_PROBABILITIES + 49 * BLOCK + s] = (d49 > 0f ? 1f : d49 < 0f ? -1f : 0f) * weight;
      float d50 = w[PROBABILITIES + 50 * BLOCK + s] - w[TARGET + 50 * BLOCK + s];
      total += Math.abs(d50);
      w[D_PROBABILITIES + 50 * BLOCK + s] = (d50 > 0f ? 1f : d50 < 0f ? -1f : 0f) * weight;
      float d51 = w[PROBABILITIES + 51 * BLOCK + s] - w[TARGET + 51 * BLOCK + s];
      total += Math.abs(d51);
      w[D_PROBABILITIES + 51 * BLOCK + s] = (d51 > 0f ? 1f : d51 < 0f ? -1f : 0f) * weight;
      float d52 = w[PROBABILITIES + 52 * BLOCK + s] - w[TARGET + 52 * BLOCK + s];
      total += Math.abs(d52);
      w[D_PROBABILITIES + 52 * BLOCK + s] = (d52 > 0f ? 1f : d52 < 0f ? -1f : 0f) * weight;
      float d53 = w[PROBABILITIES + 53 * BLOCK + s] - w[TARGET + 53 * BLOCK + s];
      total += Math.abs(d53);
      w[D_PROBABILITIES + 53 * BLOCK + s] = (d53 > 0f ? 1f : d53 < 0f ? -1f : 0f) * weight;
      float d54 = w[PROBABILITIES + 54 * BLOCK + s] - w[TARGET + 54 * BLOCK + s];
      total += Math.abs(d54);
      w[D_PROBABILITIES + 54 * BLOCK + s] = (d54 > 0f ? 1f : d54 < 0f ? -1f : 0f) * weight;
      float d55 = w[PROBABILITIES + 55 * BLOCK + s] - w[TARGET + 55 * BLOCK + s];
      total += Math.abs(d55);
      w[D_PROBABILITIES + 55 * BLOCK + s] = (d55 > 0f ? 1f : d55 < 0f ? -1f : 0f) * weight;
      float d56 = w[PROBABILITIES + 56 * BLOCK + s] - w[TARGET + 56 * BLOCK + s];
      total += Math.abs(d56);
      w[D_PROBABILITIES + 56 * BLOCK + s] = (d56 > 0f ? 1f : d56 < 0f ? -1f : 0f) * weight;
      float d57 = w[PROBABILITIES + 57 * BLOCK + s] - w[TARGET + 57 * BLOCK + s];
      total += Math.abs(d57);
      w[D_PROBABILITIES + 57 * BLOCK + s] = (d57 > 0f ? 1f : d57 < 0f ? -1f : 0f) * weight;
      float d58 = w[PROBABILITIES + 58 * BLOCK + s] - w[TARGET + 58 * BLOCK + s];
      total += Math.abs(d58);
      w[D_PROBABILITIES + 58 * BLOCK + s] = (d58 > 0f ? 1f : d58 < 0f ? -1f : 0f) * weight;
      float d59 = w[PROBABILITIES + 59 * BLOCK + s] - w[TARGET + 59 * BLOCK + s];
      total += Math.abs(d59);
      w[D_PROBABILITIES + 59 * BLOCK + s] = (d59 > 0f ? 1f : d59 < 0f ? -1f : 0f) * weight;
      w[LOSS + s] = total * 0.016666668f;
    }
  }

  /** dSmooth [3, 4, 5] = dProbabilities * softmax' */
  private static void backwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float dot = 0f;
      dot = Math.fma(w[D_PROBABILITIES + s], w[PROBABILITIES + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 1 * BLOCK + s], w[PROBABILITIES + 1 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 2 * BLOCK + s], w[PROBABILITIES + 2 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 3 * BLOCK + s], w[PROBABILITIES + 3 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 4 * BLOCK + s], w[PROBABILITIES + 4 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 5 * BLOCK + s], w[PROBABILITIES + 5 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 6 * BLOCK + s], w[PROBABILITIES + 6 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 7 * BLOCK + s], w[PROBABILITIES + 7 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 8 * BLOCK + s], w[PROBABILITIES + 8 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 9 * BLOCK + s], w[PROBABILITIES + 9 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 10 * BLOCK + s], w[PROBABILITIES + 10 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 11 * BLOCK + s], w[PROBABILITIES + 11 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 12 * BLOCK + s], w[PROBABILITIES + 12 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 13 * BLOCK + s], w[PROBABILITIES + 13 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 14 * BLOCK + s], w[PROBABILITIES + 14 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 15 * BLOCK + s], w[PROBABILITIES + 15 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 16 * BLOCK + s], w[PROBABILITIES + 16 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 17 * BLOCK + s], w[PROBABILITIES + 17 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 18 * BLOCK + s], w[PROBABILITIES + 18 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 19 * BLOCK + s], w[PROBABILITIES + 19 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 20 * BLOCK + s], w[PROBABILITIES + 20 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 21 * BLOCK + s], w[PROBABILITIES + 21 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 22 * BLOCK + s], w[PROBABILITIES + 22 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 23 * BLOCK + s], w[PROBABILITIES + 23 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 24 * BLOCK + s], w[PROBABILITIES + 24 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 25 * BLOCK + s], w[PROBABILITIES + 25 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 26 * BLOCK + s], w[PROBABILITIES + 26 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 27 * BLOCK + s], w[PROBABILITIES + 27 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 28 * BLOCK + s], w[PROBABILITIES + 28 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 29 * BLOCK + s], w[PROBABILITIES + 29 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 30 * BLOCK + s], w[PROBABILITIES + 30 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 31 * BLOCK + s], w[PROBABILITIES + 31 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 32 * BLOCK + s], w[PROBABILITIES + 32 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 33 * BLOCK + s], w[PROBABILITIES + 33 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 34 * BLOCK + s], w[PROBABILITIES + 34 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 35 * BLOCK + s], w[PROBABILITIES + 35 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 36 * BLOCK + s], w[PROBABILITIES + 36 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 37 * BLOCK + s], w[PROBABILITIES + 37 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 38 * BLOCK + s], w[PROBABILITIES + 38 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 39 * BLOCK + s], w[PROBABILITIES + 39 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 40 * BLOCK + s], w[PROBABILITIES + 40 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 41 * BLOCK + s], w[PROBABILITIES + 41 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 42 * BLOCK + s], w[PROBABILITIES + 42 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 43 * BLOCK + s], w[PROBABILITIES + 43 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 44 * BLOCK + s], w[PROBABILITIES + 44 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 45 * BLOCK + s], w[PROBABILITIES + 45 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 46 * BLOCK + s], w[PROBABILITIES + 46 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 47 * BLOCK + s], w[PROBABILITIES + 47 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 48 * BLOCK + s], w[PROBABILITIES + 48 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 49 * BLOCK + s], w[PROBABILITIES + 49 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 50 * BLOCK + s], w[PROBABILITIES + 50 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 51 * BLOCK + s], w[PROBABILITIES + 51 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 52 * BLOCK + s], w[PROBABILITIES + 52 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 53 * BLOCK + s], w[PROBABILITIES + 53 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 54 * BLOCK + s], w[PROBABILITIES + 54 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 55 * BLOCK + s], w[PROBABILITIES + 55 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 56 * BLOCK + s], w[PROBABILITIES + 56 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 57 * BLOCK + s], w[PROBABILITIES + 57 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 58 * BLOCK + s], w[PROBABILITIES + 58 * BLOCK + s], dot);
      dot = Math.fma(w[D_PROBABILITIES + 59 * BLOCK + s], w[PROBABILITIES + 59 * BLOCK + s], dot);
      w[D_SMOOTH + s] = w[PROBABILITIES + s] * (w[D_PROBABILITIES + s] - dot);
      w[D_SMOOTH + 1 * BLOCK + s] =
          w[PROBABILITIES + 1 * BLOCK + s] * (w[D_PROBABILITIES + 1 * BLOCK + s] - dot);
      w[D_SMOOTH + 2 * BLOCK + s] =
          w[PROBABILITIES + 2 * BLOCK + s] * (w[D_PROBABILITIES + 2 * BLOCK + s] - dot);
      w[D_SMOOTH + 3 * BLOCK + s] =
          w[PROBABILITIES + 3 * BLOCK + s] * (w[D_PROBABILITIES + 3 * BLOCK + s] - dot);
      w[D_SMOOTH + 4 * BLOCK + s] =
          w[PROBABILITIES + 4 * BLOCK + s] * (w[D_PROBABILITIES + 4 * BLOCK + s] - dot);
      w[D_SMOOTH + 5 * BLOCK + s] =
          w[PROBABILITIES + 5 * BLOCK + s] * (w[D_PROBABILITIES + 5 * BLOCK + s] - dot);
      w[D_SMOOTH + 6 * BLOCK + s] =
          w[PROBABILITIES + 6 * BLOCK + s] * (w[D_PROBABILITIES + 6 * BLOCK + s] - dot);
      w[D_SMOOTH + 7 * BLOCK + s] =
          w[PROBABILITIES + 7 * BLOCK + s] * (w[D_PROBABILITIES + 7 * BLOCK + s] - dot);
      w[D_SMOOTH + 8 * BLOCK + s] =
          w[PROBABILITIES + 8 * BLOCK + s] * (w[D_PROBABILITIES + 8 * BLOCK + s] - dot);
      w[D_SMOOTH + 9 * BLOCK + s] =
          w[PROBABILITIES + 9 * BLOCK + s] * (w[D_PROBABILITIES + 9 * BLOCK + s] - dot);
      w[D_SMOOTH + 10 * BLOCK + s] =
          w[PROBABILITIES + 10 * BLOCK + s] * (w[D_PROBABILITIES + 10 * BLOCK + s] - dot);
      w[D_SMOOTH + 11 * BLOCK + s] =
          w[PROBABILITIES + 11 * BLOCK + s] * (w[D_PROBABILITIES + 11 * BLOCK + s] - dot);
      w[D_SMOOTH + 12 * BLOCK + s] =
          w[PROBABILITIES + 12 * BLOCK + s] * (w[D_PROBABILITIES + 12 * BLOCK + s] - dot);
      w[D_SMOOTH + 13 * BLOCK + s] =
          w[PROBABILITIES + 13 * BLOCK + s] * (w[D_PROBABILITIES + 13 * BLOCK + s] - dot);
      w[D_SMOOTH + 14 * BLOCK + s] =
          w[PROBABILITIES + 14 * BLOCK + s] * (w[D_PROBABILITIES + 14 * BLOCK + s] - dot);
      w[D_SMOOTH + 15 * BLOCK + s] =
          w[PROBABILITIES + 15 * BLOCK + s] * (w[D_PROBABILITIES + 15 * BLOCK + s] - dot);
      w[D_SMOOTH + 16 * BLOCK + s] =
          w[PROBABILITIES + 16 * BLOCK + s] * (w[D_PROBABILITIES + 16 * BLOCK + s] - dot);
      w[D_SMOOTH + 17 * BLOCK + s] =
          w[PROBABILITIES + 17 * BLOCK + s] * (w[D_PROBABILITIES + 17 * BLOCK + s] - dot);
      w[D_SMOOTH + 18 * BLOCK + s] =
          w[PROBABILITIES + 18 * BLOCK + s] * (w[D_PROBABILITIES + 18 * BLOCK + s] - dot);
      w[D_SMOOTH + 19 * BLOCK + s] =
          w[PROBABILITIES + 19 * BLOCK + s] * (w[D_PROBABILITIES + 19 * BLOCK + s] - dot);
      w[D_SMOOTH + 20 * BLOCK + s] =
          w[PROBABILITIES + 20 * BLOCK + s] * (w[D_PROBABILITIES + 20 * BLOCK + s] - dot);
      w[D_SMOOTH + 21 * BLOCK + s] =
          w[PROBABILITIES + 21 * BLOCK + s] * (w[D_PROBABILITIES + 21 * BLOCK + s] - dot);
      w[D_SMOOTH + 22 * BLOCK + s] =
          w[PROBABILITIES + 22 * BLOCK + s] * (w[D_PROBABILITIES + 22 * BLOCK + s] - dot);
      w[D_SMOOTH + 23 * BLOCK + s] =
          w[PROBABILITIES + 23 * BLOCK + s] * (w[D_PROBABILITIES + 23 * BLOCK + s] - dot);
      w[D_SMOOTH + 24 * BLOCK + s] =
          w[PROBABILITIES + 24 * BLOCK + s] * (w[D_PROBABILITIES + 24 * BLOCK + s] - dot);
      w[D_SMOOTH + 25 * BLOCK + s] =
          w[PROBABILITIES + 25 * BLOCK + s] * (w[D_PROBABILITIES + 25 * BLOCK + s] - dot);
      w[D_SMOOTH + 26 * BLOCK + s] =
          w[PROBABILITIES + 26 * BLOCK + s] * (w[D_PROBABILITIES + 26 * BLOCK + s] - dot);
      w[D_SMOOTH + 27 * BLOCK + s] =
          w[PROBABILITIES + 27 * BLOCK + s] * (w[D_PROBABILITIES + 27 * BLOCK + s] - dot);
      w[D_SMOOTH + 28 * BLOCK + s] =
          w[PROBABILITIES + 28 * BLOCK + s] * (w[D_PROBABILITIES + 28 * BLOCK + s] - dot);
      w[D_SMOOTH + 29 * BLOCK + s] =
          w[PROBABILITIES + 29 * BLOCK + s] * (w[D_PROBABILITIES + 29 * BLOCK + s] - dot);
      w[D_SMOOTH + 30 * BLOCK + s] =
          w[PROBABILITIES + 30 * BLOCK + s] * (w[D_PROBABILITIES + 30 * BLOCK + s] - dot);
      w[D_SMOOTH + 31 * BLOCK + s] =
          w[PROBABILITIES + 31 * BLOCK + s] * (w[D_PROBABILITIES + 31 * BLOCK + s] - dot);
      w[D_SMOOTH + 32 * BLOCK + s] =
          w[PROBABILITIES + 32 * BLOCK + s] * (w[D_PROBABILITIES + 32 * BLOCK + s] - dot);
      w[D_SMOOTH + 33 * BLOCK + s] =
          w[PROBABILITIES + 33 * BLOCK + s] * (w[D_PROBABILITIES + 33 * BLOCK + s] - dot);
      w[D_SMOOTH + 34 * BLOCK + s] =
          w[PROBABILITIES + 34 * BLOCK + s] * (w[D_PROBABILITIES + 34 * BLOCK + s] - dot);
      w[D_SMOOTH + 35 * BLOCK + s] =
          w[PROBABILITIES + 35 * BLOCK + s] * (w[D_PROBABILITIES + 35 * BLOCK + s] - dot);
      w[D_SMOOTH + 36 * BLOCK + s] =
          w[PROBABILITIES + 36 * BLOCK + s] * (w[D_PROBABILITIES + 36 * BLOCK + s] - dot);
      w[D_SMOOTH + 37 * BLOCK + s] =
          w[PROBABILITIES + 37 * BLOCK + s] * (w[D_PROBABILITIES + 37 * BLOCK + s] - dot);
      w[D_SMOOTH + 38 * BLOCK + s] =
          w[PROBABILITIES + 38 * BLOCK + s] * (w[D_PROBABILITIES + 38 * BLOCK + s] - dot);
      w[D_SMOOTH + 39 * BLOCK + s] =
          w[PROBABILITIES + 39 * BLOCK + s] * (w[D_PROBABILITIES + 39 * BLOCK + s] - dot);
      w[D_SMOOTH + 40 * BLOCK + s] =
          w[PROBABILITIES + 40 * BLOCK + s] * (w[D_PROBABILITIES + 40 * BLOCK + s] - dot);
      w[D_SMOOTH + 41 * BLOCK + s] =
          w[PROBABILITIES + 41 * BLOCK + s] * (w[D_PROBABILITIES + 41 * BLOCK + s] - dot);
      w[D_SMOOTH + 42 * BLOCK + s] =
          w[PROBABILITIES + 42 * BLOCK + s] * (w[D_PROBABILITIES + 42 * BLOCK + s] - dot);
      w[D_SMOOTH + 43 * BLOCK + s] =
          w[PROBABILITIES + 43 * BLOCK + s] * (w[D_PROBABILITIES + 43 * BLOCK + s] - dot);
      w[D_SMOOTH + 44 * BLOCK + s] =
          w[PROBABILITIES + 44 * BLOCK + s] * (w[D_PROBABILITIES + 44 * BLOCK + s] - dot);
      w[D_SMOOTH + 45 * BLOCK + s] =
          w[PROBABILITIES + 45 * BLOCK + s] * (w[D_PROBABILITIES + 45 * BLOCK + s] - dot);
      w[D_SMOOTH + 46 * BLOCK + s] =
          w[PROBABILITIES + 46 * BLOCK + s] * (w[D_PROBABILITIES + 46 * BLOCK + s] - dot);
      w[D_SMOOTH + 47 * BLOCK + s] =
          w[PROBABILITIES + 47 * BLOCK + s] * (w[D_PROBABILITIES + 47 * BLOCK + s] - dot);
      w[D_SMOOTH + 48 * BLOCK + s] =
          w[PROBABILITIES + 48 * BLOCK + s] * (w[D_PROBABILITIES + 48 * BLOCK + s] - dot);
      w[D_SMOOTH + 49 * BLOCK + s] =
          w[PROBABILITIES + 49 * BLOCK + s] * (w[D_PROBABILITIES + 49 * BLOCK + s] - dot);
      w[D_SMOOTH + 50 * BLOCK + s] =
          w[PROBABILITIES + 50 * BLOCK + s] * (w[D_PROBABILITIES + 50 * BLOCK + s] - dot);
      w[D_SMOOTH + 51 * BLOCK + s] =
          w[PROBABILITIES + 51 * BLOCK + s] * (w[D_PROBABILITIES + 51 * BLOCK + s] - dot);
      w[D_SMOOTH + 52 * BLOCK + s] =
          w[PROBABILITIES + 52 * BLOCK + s] * (w[D_PROBABILITIES + 52 * BLOCK + s] - dot);
      w[D_SMOOTH + 53 * BLOCK + s] =
          w[PROBABILITIES + 53 * BLOCK + s] * (w[D_PROBABILITIES + 53 * BLOCK + s] - dot);
      w[D_SMOOTH + 54 * BLOCK + s] =
          w[PROBABILITIES + 54 * BLOCK + s] * (w[D_PROBABILITIES + 54 * BLOCK + s] - dot);
      w[D_SMOOTH + 55 * BLOCK + s] =
          w[PROBABILITIES + 55 * BLOCK + s] * (w[D_PROBABILITIES + 55 * BLOCK + s] - dot);
      w[D_SMOOTH + 56 * BLOCK + s] =
          w[PROBABILITIES + 56 * BLOCK + s] * (w[D_PROBABILITIES + 56 * BLOCK + s] - dot);
      w[D_SMOOTH + 57 * BLOCK + s] =
          w[PROBABILITIES + 57 * BLOCK + s] * (w[D_PROBABILITIES + 57 * BLOCK + s] - dot);
      w[D_SMOOTH + 58 * BLOCK + s] =
          w[PROBABILITIES + 58 * BLOCK + s] * (w[D_PROBABILITIES + 58 * BLOCK + s] - dot);
      w[D_SMOOTH + 59 * BLOCK + s] =
          w[PROBABILITIES + 59 * BLOCK + s] * (w[D_PROBABILITIES + 59 * BLOCK + s] - dot);
    }
  }

  /** dInput [3, 4, 5] = dSmooth * silu' */
  private static void backwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float z0 = w[INPUT + s];
      float sigma0 = 1f / (1f + FloatMath.exp(-z0));
      w[D_INPUT + s] = w[D_SMOOTH + s] * (sigma0 * (1f + z0 * (1f - sigma0)));
      float z1 = w[INPUT + 1 * BLOCK + s];
      float sigma1 = 1f / (1f + FloatMath.exp(-z1));
      w[D_INPUT + 1 * BLOCK + s] =
          w[D_SMOOTH + 1 * BLOCK + s] * (sigma1 * (1f + z1 * (1f - sigma1)));
      float z2 = w[INPUT + 2 * BLOCK + s];
      float sigma2 = 1f / (1f + FloatMath.exp(-z2));
      w[D_INPUT + 2 * BLOCK + s] =
          w[D_SMOOTH + 2 * BLOCK + s] * (sigma2 * (1f + z2 * (1f - sigma2)));
      float z3 = w[INPUT + 3 * BLOCK + s];
      float sigma3 = 1f / (1f + FloatMath.exp(-z3));
      w[D_INPUT + 3 * BLOCK + s] =
          w[D_SMOOTH + 3 * BLOCK + s] * (sigma3 * (1f + z3 * (1f - sigma3)));
      float z4 = w[INPUT + 4 * BLOCK + s];
      float sigma4 = 1f / (1f + FloatMath.exp(-z4));
      w[D_INPUT + 4 * BLOCK + s] =
          w[D_SMOOTH + 4 * BLOCK + s] * (sigma4 * (1f + z4 * (1f - sigma4)));
      float z5 = w[INPUT + 5 * BLOCK + s];
      float sigma5 = 1f / (1f + FloatMath.exp(-z5));
      w[D_INPUT + 5 * BLOCK + s] =
          w[D_SMOOTH + 5 * BLOCK + s] * (sigma5 * (1f + z5 * (1f - sigma5)));
      float z6 = w[INPUT + 6 * BLOCK + s];
      float sigma6 = 1f / (1f + FloatMath.exp(-z6));
      w[D_INPUT + 6 * BLOCK + s] =
          w[D_SMOOTH + 6 * BLOCK + s] * (sigma6 * (1f + z6 * (1f - sigma6)));
      float z7 = w[INPUT + 7 * BLOCK + s];
      float sigma7 = 1f / (1f + FloatMath.exp(-z7));
      w[D_INPUT + 7 * BLOCK + s] =
          w[D_SMOOTH + 7 * BLOCK + s] * (sigma7 * (1f + z7 * (1f - sigma7)));
      float z8 = w[INPUT + 8 * BLOCK + s];
      float sigma8 = 1f / (1f + FloatMath.exp(-z8));
      w[D_INPUT + 8 * BLOCK + s] =
          w[D_SMOOTH + 8 * BLOCK + s] * (sigma8 * (1f + z8 * (1f - sigma8)));
      float z9 = w[INPUT + 9 * BLOCK + s];
      float sigma9 = 1f / (1f + FloatMath.exp(-z9));
      w[D_INPUT + 9 * BLOCK + s] =
          w[D_SMOOTH + 9 * BLOCK + s] * (sigma9 * (1f + z9 * (1f - sigma9)));
      float z10 = w[INPUT + 10 * BLOCK + s];
      float sigma10 = 1f / (1f + FloatMath.exp(-z10));
      w[D_INPUT + 10 * BLOCK + s] =
          w[D_SMOOTH + 10 * BLOCK + s] * (sigma10 * (1f + z10 * (1f - sigma10)));
      float z11 = w[INPUT + 11 * BLOCK + s];
      float sigma11 = 1f / (1f + FloatMath.exp(-z11));
      w[D_INPUT + 11 * BLOCK + s] =
          w[D_SMOOTH + 11 * BLOCK + s] * (sigma11 * (1f + z11 * (1f - sigma11)));
      float z12 = w[INPUT + 12 * BLOCK + s];
      float sigma12 = 1f / (1f + FloatMath.exp(-z12));
      w[D_INPUT + 12 * BLOCK + s] =
          w[D_SMOOTH + 12 * BLOCK + s] * (sigma12 * (1f + z12 * (1f - sigma12)));
      float z13 = w[INPUT + 13 * BLOCK + s];
      float sigma13 = 1f / (1f + FloatMath.exp(-z13));
      w[D_INPUT + 13 * BLOCK + s] =
          w[D_SMOOTH + 13 * BLOCK + s] * (sigma13 * (1f + z13 * (1f - sigma13)));
      float z14 = w[INPUT + 14 * BLOCK + s];
      float sigma14 = 1f / (1f + FloatMath.exp(-z14));
      w[D_INPUT + 14 * BLOCK + s] =
          w[D_SMOOTH + 14 * BLOCK + s] * (sigma14 * (1f + z14 * (1f - sigma14)));
      float z15 = w[INPUT + 15 * BLOCK + s];
      float sigma15 = 1f / (1f + FloatMath.exp(-z15));
      w[D_INPUT + 15 * BLOCK + s] =
          w[D_SMOOTH + 15 * BLOCK + s] * (sigma15 * (1f + z15 * (1f - sigma15)));
      float z16 = w[INPUT + 16 * BLOCK + s];
      float sigma16 = 1f / (1f + FloatMath.exp(-z16));
      w[D_INPUT + 16 * BLOCK + s] =
          w[D_SMOOTH + 16 * BLOCK + s] * (sigma16 * (1f + z16 * (1f - sigma16)));
      float z17 = w[INPUT + 17 * BLOCK + s];
      float sigma17 = 1f / (1f + FloatMath.exp(-z17));
      w[D_INPUT + 17 * BLOCK + s] =
          w[D_SMOOTH + 17 * BLOCK + s] * (sigma17 * (1f + z17 * (1f - sigma17)));
      float z18 = w[INPUT + 18 * BLOCK + s];
      float sigma18 = 1f / (1f + FloatMath.exp(-z18));
      w[D_INPUT + 18 * BLOCK + s] =
          w[D_SMOOTH + 18 * BLOCK + s] * (sigma18 * (1f + z18 * (1f - sigma18)));
      float z19 = w[INPUT + 19 * BLOCK + s];
      float sigma19 = 1f / (1f + FloatMath.exp(-z19));
      w[D_INPUT + 19 * BLOCK + s] =
          w[D_SMOOTH + 19 * BLOCK + s] * (sigma19 * (1f + z19 * (1f - sigma19)));
      float z20 = w[INPUT + 20 * BLOCK + s];
      float sigma20 = 1f / (1f + FloatMath.exp(-z20));
      w[D_INPUT + 20 * BLOCK + s] =
          w[D_SMOOTH + 20 * BLOCK + s] * (sigma20 * (1f + z20 * (1f - sigma20)));
      float z21 = w[INPUT + 21 * BLOCK + s];
      float sigma21 = 1f / (1f + FloatMath.exp(-z21));
      w[D_INPUT + 21 * BLOCK + s] =
          w[D_SMOOTH + 21 * BLOCK + s] * (sigma21 * (1f + z21 * (1f - sigma21)));
      float z22 = w[INPUT + 22 * BLOCK + s];
      float sigma22 = 1f / (1f + FloatMath.exp(-z22));
      w[D_INPUT + 22 * BLOCK + s] =
          w[D_SMOOTH + 22 * BLOCK + s] * (sigma22 * (1f + z22 * (1f - sigma22)));
      float z23 = w[INPUT + 23 * BLOCK + s];
      float sigma23 = 1f / (1f + FloatMath.exp(-z23));
      w[D_INPUT + 23 * BLOCK + s] =
          w[D_SMOOTH + 23 * BLOCK + s] * (sigma23 * (1f + z23 * (1f - sigma23)));
      float z24 = w[INPUT + 24 * BLOCK + s];
      float sigma24 = 1f / (1f + FloatMath.exp(-z24));
      w[D_INPUT + 24 * BLOCK + s] =
          w[D_SMOOTH + 24 * BLOCK + s] * (sigma24 * (1f + z24 * (1f - sigma24)));
      float z25 = w[INPUT + 25 * BLOCK + s];
      float sigma25 = 1f / (1f + FloatMath.exp(-z25));
      w[D_INPUT + 25 * BLOCK + s] =
          w[D_SMOOTH + 25 * BLOCK + s] * (sigma25 * (1f + z25 * (1f - sigma25)));
      float z26 = w[INPUT + 26 * BLOCK + s];
      float sigma26 = 1f / (1f + FloatMath.exp(-z26));
      w[D_INPUT + 26 * BLOCK + s] =
          w[D_SMOOTH + 26 * BLOCK + s] * (sigma26 * (1f + z26 * (1f - sigma26)));
      float z27 = w[INPUT + 27 * BLOCK + s];
      float sigma27 = 1f / (1f + FloatMath.exp(-z27));
      w[D_INPUT + 27 * BLOCK + s] =
          w[D_SMOOTH + 27 * BLOCK + s] * (sigma27 * (1f + z27 * (1f - sigma27)));
      float z28 = w[INPUT + 28 * BLOCK + s];
      float sigma28 = 1f / (1f + FloatMath.exp(-z28));
      w[D_INPUT + 28 * BLOCK + s] =
          w[D_SMOOTH + 28 * BLOCK + s] * (sigma28 * (1f + z28 * (1f - sigma28)));
      float z29 = w[INPUT + 29 * BLOCK + s];
      float sigma29 = 1f / (1f + FloatMath.exp(-z29));
      w[D_INPUT + 29 * BLOCK + s] =
          w[D_SMOOTH + 29 * BLOCK + s] * (sigma29 * (1f + z29 * (1f - sigma29)));
      float z30 = w[INPUT + 30 * BLOCK + s];
      float sigma30 = 1f / (1f + FloatMath.exp(-z30));
      w[D_INPUT + 30 * BLOCK + s] =
          w[D_SMOOTH + 30 * BLOCK + s] * (sigma30 * (1f + z30 * (1f - sigma30)));
      float z31 = w[INPUT + 31 * BLOCK + s];
      float sigma31 = 1f / (1f + FloatMath.exp(-z31));
      w[D_INPUT + 31 * BLOCK + s] =
          w[D_SMOOTH + 31 * BLOCK + s] * (sigma31 * (1f + z31 * (1f - sigma31)));
      float z32 = w[INPUT + 32 * BLOCK + s];
      float sigma32 = 1f / (1f + FloatMath.exp(-z32));
      w[D_INPUT + 32 * BLOCK + s] =
          w[D_SMOOTH + 32 * BLOCK + s] * (sigma32 * (1f + z32 * (1f - sigma32)));
      float z33 = w[INPUT + 33 * BLOCK + s];
      float sigma33 = 1f / (1f + FloatMath.exp(-z33));
      w[D_INPUT + 33 * BLOCK + s] =
          w[D_SMOOTH + 33 * BLOCK + s] * (sigma33 * (1f + z33 * (1f - sigma33)));
      float z34 = w[INPUT + 34 * BLOCK + s];
      float sigma34 = 1f / (1f + FloatMath.exp(-z34));
      w[D_INPUT + 34 * BLOCK + s] =
          w[D_SMOOTH + 34 * BLOCK + s] * (sigma34 * (1f + z34 * (1f - sigma34)));
      float z35 = w[INPUT + 35 * BLOCK + s];
      float sigma35 = 1f / (1f + FloatMath.exp(-z35));
      w[D_INPUT + 35 * BLOCK + s] =
          w[D_SMOOTH + 35 * BLOCK + s] * (sigma35 * (1f + z35 * (1f - sigma35)));
      float z36 = w[INPUT + 36 * BLOCK + s];
      float sigma36 = 1f / (1f + FloatMath.exp(-z36));
      w[D_INPUT + 36 * BLOCK + s] =
          w[D_SMOOTH + 36 * BLOCK + s] * (sigma36 * (1f + z36 * (1f - sigma36)));
      float z37 = w[INPUT + 37 * BLOCK + s];
      float sigma37 = 1f / (1f + FloatMath.exp(-z37));
      w[D_INPUT + 37 * BLOCK + s] =
          w[D_SMOOTH + 37 * BLOCK + s] * (sigma37 * (1f + z37 * (1f - sigma37)));
      float z38 = w[INPUT + 38 * BLOCK + s];
      float sigma38 = 1f / (1f + FloatMath.exp(-z38));
      w[D_INPUT + 38 * BLOCK + s] =
          w[D_SMOOTH + 38 * BLOCK + s] * (sigma38 * (1f + z38 * (1f - sigma38)));
      float z39 = w[INPUT + 39 * BLOCK + s];
      float sigma39 = 1f / (1f + FloatMath.exp(-z39));
      w[D_INPUT + 39 * BLOCK + s] =
          w[D_SMOOTH + 39 * BLOCK + s] * (sigma39 * (1f + z39 * (1f - sigma39)));
      float z40 = w[INPUT + 40 * BLOCK + s];
      float sigma40 = 1f / (1f + FloatMath.exp(-z40));
      w[D_INPUT + 40 * BLOCK + s] =
          w[D_SMOOTH + 40 * BLOCK + s] * (sigma40 * (1f + z40 * (1f - sigma40)));
      float z41 = w[INPUT + 41 * BLOCK + s];
      float sigma41 = 1f / (1f + FloatMath.exp(-z41));
      w[D_INPUT + 41 * BLOCK + s] =
          w[D_SMOOTH + 41 * BLOCK + s] * (sigma41 * (1f + z41 * (1f - sigma41)));
      float z42 = w[INPUT + 42 * BLOCK + s];
      float sigma42 = 1f / (1f + FloatMath.exp(-z42));
      w[D_INPUT + 42 * BLOCK + s] =
          w[D_SMOOTH + 42 * BLOCK + s] * (sigma42 * (1f + z42 * (1f - sigma42)));
      float z43 = w[INPUT + 43 * BLOCK + s];
      float sigma43 = 1f / (1f + FloatMath.exp(-z43));
      w[D_INPUT + 43 * BLOCK + s] =
          w[D_SMOOTH + 43 * BLOCK + s] * (sigma43 * (1f + z43 * (1f - sigma43)));
      float z44 = w[INPUT + 44 * BLOCK + s];
      float sigma44 = 1f / (1f + FloatMath.exp(-z44));
      w[D_INPUT + 44 * BLOCK + s] =
          w[D_SMOOTH + 44 * BLOCK + s] * (sigma44 * (1f + z44 * (1f - sigma44)));
      float z45 = w[INPUT + 45 * BLOCK + s];
      float sigma45 = 1f / (1f + FloatMath.exp(-z45));
      w[D_INPUT + 45 * BLOCK + s] =
          w[D_SMOOTH + 45 * BLOCK + s] * (sigma45 * (1f + z45 * (1f - sigma45)));
      float z46 = w[INPUT + 46 * BLOCK + s];
      float sigma46 = 1f / (1f + FloatMath.exp(-z46));
      w[D_INPUT + 46 * BLOCK + s] =
          w[D_SMOOTH + 46 * BLOCK + s] * (sigma46 * (1f + z46 * (1f - sigma46)));
      float z47 = w[INPUT + 47 * BLOCK + s];
      float sigma47 = 1f / (1f + FloatMath.exp(-z47));
      w[D_INPUT + 47 * BLOCK + s] =
          w[D_SMOOTH + 47 * BLOCK + s] * (sigma47 * (1f + z47 * (1f - sigma47)));
      float z48 = w[INPUT + 48 * BLOCK + s];
      float sigma48 = 1f / (1f + FloatMath.exp(-z48));
      w[D_INPUT + 48 * BLOCK + s] =
          w[D_SMOOTH + 48 * BLOCK + s] * (sigma48 * (1f + z48 * (1f - sigma48)));
      float z49 = w[INPUT + 49 * BLOCK + s];
      float sigma49 = 1f / (1f + FloatMath.exp(-z49));
      w[D_INPUT + 49 * BLOCK + s] =
          w[D_SMOOTH + 49 * BLOCK + s] * (sigma49 * (1f + z49 * (1f - sigma49)));
      float z50 = w[INPUT + 50 * BLOCK + s];
      float sigma50 = 1f / (1f + FloatMath.exp(-z50));
      w[D_INPUT + 50 * BLOCK + s] =
          w[D_SMOOTH + 50 * BLOCK + s] * (sigma50 * (1f + z50 * (1f - sigma50)));
      float z51 = w[INPUT + 51 * BLOCK + s];
      float sigma51 = 1f / (1f + FloatMath.exp(-z51));
      w[D_INPUT + 51 * BLOCK + s] =
          w[D_SMOOTH + 51 * BLOCK + s] * (sigma51 * (1f + z51 * (1f - sigma51)));
      float z52 = w[INPUT + 52 * BLOCK + s];
      float sigma52 = 1f / (1f + FloatMath.exp(-z52));
      w[D_INPUT + 52 * BLOCK + s] =
          w[D_SMOOTH + 52 * BLOCK + s] * (sigma52 * (1f + z52 * (1f - sigma52)));
      float z53 = w[INPUT + 53 * BLOCK + s];
      float sigma53 = 1f / (1f + FloatMath.exp(-z53));
      w[D_INPUT + 53 * BLOCK + s] =
          w[D_SMOOTH + 53 * BLOCK + s] * (sigma53 * (1f + z53 * (1f - sigma53)));
      float z54 = w[INPUT + 54 * BLOCK + s];
      float sigma54 = 1f / (1f + FloatMath.exp(-z54));
      w[D_INPUT + 54 * BLOCK + s] =
          w[D_SMOOTH + 54 * BLOCK + s] * (sigma54 * (1f + z54 * (1f - sigma54)));
      float z55 = w[INPUT + 55 * BLOCK + s];
      float sigma55 = 1f / (1f + FloatMath.exp(-z55));
      w[D_INPUT + 55 * BLOCK + s] =
          w[D_SMOOTH + 55 * BLOCK + s] * (sigma55 * (1f + z55 * (1f - sigma55)));
      float z56 = w[INPUT + 56 * BLOCK + s];
      float sigma56 = 1f / (1f + FloatMath.exp(-z56));
      w[D_INPUT + 56 * BLOCK + s] =
          w[D_SMOOTH + 56 * BLOCK + s] * (sigma56 * (1f + z56 * (1f - sigma56)));
      float z57 = w[INPUT + 57 * BLOCK + s];
      float sigma57 = 1f / (1f + FloatMath.exp(-z57));
      w[D_INPUT + 57 * BLOCK + s] =
          w[D_SMOOTH + 57 * BLOCK + s] * (sigma57 * (1f + z57 * (1f - sigma57)));
      float z58 = w[INPUT + 58 * BLOCK + s];
      float sigma58 = 1f / (1f + FloatMath.exp(-z58));
      w[D_INPUT + 58 * BLOCK + s] =
          w[D_SMOOTH + 58 * BLOCK + s] * (sigma58 * (1f + z58 * (1f - sigma58)));
      float z59 = w[INPUT + 59 * BLOCK + s];
      float sigma59 = 1f / (1f + FloatMath.exp(-z59));
      w[D_INPUT + 59 * BLOCK + s] =
          w[D_SMOOTH + 59 * BLOCK + s] * (sigma59 * (1f + z59 * (1f - sigma59)));
    }
  }
}
