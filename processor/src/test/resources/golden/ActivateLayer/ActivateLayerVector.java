package golden;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ActivateLayer in {@code float}, a vector of samples at a time. Computes the same bits as {@link
 * ActivateLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in blocks of
 * {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose column is at {@code
 * s}, {@code w[X + i * BLOCK + s]}.
 */
final class ActivateLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);

  private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

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
    for (int s = at; s < end; s += LANES) {
      FloatVector z0 = load(w, INPUT + s);
      z0.div(exp(z0.neg()).add(1f)).intoArray(w, SMOOTH + s);
      FloatVector z1 = load(w, INPUT + 1 * BLOCK + s);
      z1.div(exp(z1.neg()).add(1f)).intoArray(w, SMOOTH + 1 * BLOCK + s);
      FloatVector z2 = load(w, INPUT + 2 * BLOCK + s);
      z2.div(exp(z2.neg()).add(1f)).intoArray(w, SMOOTH + 2 * BLOCK + s);
      FloatVector z3 = load(w, INPUT + 3 * BLOCK + s);
      z3.div(exp(z3.neg()).add(1f)).intoArray(w, SMOOTH + 3 * BLOCK + s);
      FloatVector z4 = load(w, INPUT + 4 * BLOCK + s);
      z4.div(exp(z4.neg()).add(1f)).intoArray(w, SMOOTH + 4 * BLOCK + s);
      FloatVector z5 = load(w, INPUT + 5 * BLOCK + s);
      z5.div(exp(z5.neg()).add(1f)).intoArray(w, SMOOTH + 5 * BLOCK + s);
      FloatVector z6 = load(w, INPUT + 6 * BLOCK + s);
      z6.div(exp(z6.neg()).add(1f)).intoArray(w, SMOOTH + 6 * BLOCK + s);
      FloatVector z7 = load(w, INPUT + 7 * BLOCK + s);
      z7.div(exp(z7.neg()).add(1f)).intoArray(w, SMOOTH + 7 * BLOCK + s);
      FloatVector z8 = load(w, INPUT + 8 * BLOCK + s);
      z8.div(exp(z8.neg()).add(1f)).intoArray(w, SMOOTH + 8 * BLOCK + s);
      FloatVector z9 = load(w, INPUT + 9 * BLOCK + s);
      z9.div(exp(z9.neg()).add(1f)).intoArray(w, SMOOTH + 9 * BLOCK + s);
      FloatVector z10 = load(w, INPUT + 10 * BLOCK + s);
      z10.div(exp(z10.neg()).add(1f)).intoArray(w, SMOOTH + 10 * BLOCK + s);
      FloatVector z11 = load(w, INPUT + 11 * BLOCK + s);
      z11.div(exp(z11.neg()).add(1f)).intoArray(w, SMOOTH + 11 * BLOCK + s);
      FloatVector z12 = load(w, INPUT + 12 * BLOCK + s);
      z12.div(exp(z12.neg()).add(1f)).intoArray(w, SMOOTH + 12 * BLOCK + s);
      FloatVector z13 = load(w, INPUT + 13 * BLOCK + s);
      z13.div(exp(z13.neg()).add(1f)).intoArray(w, SMOOTH + 13 * BLOCK + s);
      FloatVector z14 = load(w, INPUT + 14 * BLOCK + s);
      z14.div(exp(z14.neg()).add(1f)).intoArray(w, SMOOTH + 14 * BLOCK + s);
      FloatVector z15 = load(w, INPUT + 15 * BLOCK + s);
      z15.div(exp(z15.neg()).add(1f)).intoArray(w, SMOOTH + 15 * BLOCK + s);
      FloatVector z16 = load(w, INPUT + 16 * BLOCK + s);
      z16.div(exp(z16.neg()).add(1f)).intoArray(w, SMOOTH + 16 * BLOCK + s);
      FloatVector z17 = load(w, INPUT + 17 * BLOCK + s);
      z17.div(exp(z17.neg()).add(1f)).intoArray(w, SMOOTH + 17 * BLOCK + s);
      FloatVector z18 = load(w, INPUT + 18 * BLOCK + s);
      z18.div(exp(z18.neg()).add(1f)).intoArray(w, SMOOTH + 18 * BLOCK + s);
      FloatVector z19 = load(w, INPUT + 19 * BLOCK + s);
      z19.div(exp(z19.neg()).add(1f)).intoArray(w, SMOOTH + 19 * BLOCK + s);
      FloatVector z20 = load(w, INPUT + 20 * BLOCK + s);
      z20.div(exp(z20.neg()).add(1f)).intoArray(w, SMOOTH + 20 * BLOCK + s);
      FloatVector z21 = load(w, INPUT + 21 * BLOCK + s);
      z21.div(exp(z21.neg()).add(1f)).intoArray(w, SMOOTH + 21 * BLOCK + s);
      FloatVector z22 = load(w, INPUT + 22 * BLOCK + s);
      z22.div(exp(z22.neg()).add(1f)).intoArray(w, SMOOTH + 22 * BLOCK + s);
      FloatVector z23 = load(w, INPUT + 23 * BLOCK + s);
      z23.div(exp(z23.neg()).add(1f)).intoArray(w, SMOOTH + 23 * BLOCK + s);
      FloatVector z24 = load(w, INPUT + 24 * BLOCK + s);
      z24.div(exp(z24.neg()).add(1f)).intoArray(w, SMOOTH + 24 * BLOCK + s);
      FloatVector z25 = load(w, INPUT + 25 * BLOCK + s);
      z25.div(exp(z25.neg()).add(1f)).intoArray(w, SMOOTH + 25 * BLOCK + s);
      FloatVector z26 = load(w, INPUT + 26 * BLOCK + s);
      z26.div(exp(z26.neg()).add(1f)).intoArray(w, SMOOTH + 26 * BLOCK + s);
      FloatVector z27 = load(w, INPUT + 27 * BLOCK + s);
      z27.div(exp(z27.neg()).add(1f)).intoArray(w, SMOOTH + 27 * BLOCK + s);
      FloatVector z28 = load(w, INPUT + 28 * BLOCK + s);
      z28.div(exp(z28.neg()).add(1f)).intoArray(w, SMOOTH + 28 * BLOCK + s);
      FloatVector z29 = load(w, INPUT + 29 * BLOCK + s);
      z29.div(exp(z29.neg()).add(1f)).intoArray(w, SMOOTH + 29 * BLOCK + s);
      FloatVector z30 = load(w, INPUT + 30 * BLOCK + s);
      z30.div(exp(z30.neg()).add(1f)).intoArray(w, SMOOTH + 30 * BLOCK + s);
      FloatVector z31 = load(w, INPUT + 31 * BLOCK + s);
      z31.div(exp(z31.neg()).add(1f)).intoArray(w, SMOOTH + 31 * BLOCK + s);
      FloatVector z32 = load(w, INPUT + 32 * BLOCK + s);
      z32.div(exp(z32.neg()).add(1f)).intoArray(w, SMOOTH + 32 * BLOCK + s);
      FloatVector z33 = load(w, INPUT + 33 * BLOCK + s);
      z33.div(exp(z33.neg()).add(1f)).intoArray(w, SMOOTH + 33 * BLOCK + s);
      FloatVector z34 = load(w, INPUT + 34 * BLOCK + s);
      z34.div(exp(z34.neg()).add(1f)).intoArray(w, SMOOTH + 34 * BLOCK + s);
      FloatVector z35 = load(w, INPUT + 35 * BLOCK + s);
      z35.div(exp(z35.neg()).add(1f)).intoArray(w, SMOOTH + 35 * BLOCK + s);
      FloatVector z36 = load(w, INPUT + 36 * BLOCK + s);
      z36.div(exp(z36.neg()).add(1f)).intoArray(w, SMOOTH + 36 * BLOCK + s);
      FloatVector z37 = load(w, INPUT + 37 * BLOCK + s);
      z37.div(exp(z37.neg()).add(1f)).intoArray(w, SMOOTH + 37 * BLOCK + s);
      FloatVector z38 = load(w, INPUT + 38 * BLOCK + s);
      z38.div(exp(z38.neg()).add(1f)).intoArray(w, SMOOTH + 38 * BLOCK + s);
      FloatVector z39 = load(w, INPUT + 39 * BLOCK + s);
      z39.div(exp(z39.neg()).add(1f)).intoArray(w, SMOOTH + 39 * BLOCK + s);
      FloatVector z40 = load(w, INPUT + 40 * BLOCK + s);
      z40.div(exp(z40.neg()).add(1f)).intoArray(w, SMOOTH + 40 * BLOCK + s);
      FloatVector z41 = load(w, INPUT + 41 * BLOCK + s);
      z41.div(exp(z41.neg()).add(1f)).intoArray(w, SMOOTH + 41 * BLOCK + s);
      FloatVector z42 = load(w, INPUT + 42 * BLOCK + s);
      z42.div(exp(z42.neg()).add(1f)).intoArray(w, SMOOTH + 42 * BLOCK + s);
      FloatVector z43 = load(w, INPUT + 43 * BLOCK + s);
      z43.div(exp(z43.neg()).add(1f)).intoArray(w, SMOOTH + 43 * BLOCK + s);
      FloatVector z44 = load(w, INPUT + 44 * BLOCK + s);
      z44.div(exp(z44.neg()).add(1f)).intoArray(w, SMOOTH + 44 * BLOCK + s);
      FloatVector z45 = load(w, INPUT + 45 * BLOCK + s);
      z45.div(exp(z45.neg()).add(1f)).intoArray(w, SMOOTH + 45 * BLOCK + s);
      FloatVector z46 = load(w, INPUT + 46 * BLOCK + s);
      z46.div(exp(z46.neg()).add(1f)).intoArray(w, SMOOTH + 46 * BLOCK + s);
      FloatVector z47 = load(w, INPUT + 47 * BLOCK + s);
      z47.div(exp(z47.neg()).add(1f)).intoArray(w, SMOOTH + 47 * BLOCK + s);
      FloatVector z48 = load(w, INPUT + 48 * BLOCK + s);
      z48.div(exp(z48.neg()).add(1f)).intoArray(w, SMOOTH + 48 * BLOCK + s);
      FloatVector z49 = load(w, INPUT + 49 * BLOCK + s);
      z49.div(exp(z49.neg()).add(1f)).intoArray(w, SMOOTH + 49 * BLOCK + s);
      FloatVector z50 = load(w, INPUT + 50 * BLOCK + s);
      z50.div(exp(z50.neg()).add(1f)).intoArray(w, SMOOTH + 50 * BLOCK + s);
      FloatVector z51 = load(w, INPUT + 51 * BLOCK + s);
      z51.div(exp(z51.neg()).add(1f)).intoArray(w, SMOOTH + 51 * BLOCK + s);
      FloatVector z52 = load(w, INPUT + 52 * BLOCK + s);
      z52.div(exp(z52.neg()).add(1f)).intoArray(w, SMOOTH + 52 * BLOCK + s);
      FloatVector z53 = load(w, INPUT + 53 * BLOCK + s);
      z53.div(exp(z53.neg()).add(1f)).intoArray(w, SMOOTH + 53 * BLOCK + s);
      FloatVector z54 = load(w, INPUT + 54 * BLOCK + s);
      z54.div(exp(z54.neg()).add(1f)).intoArray(w, SMOOTH + 54 * BLOCK + s);
      FloatVector z55 = load(w, INPUT + 55 * BLOCK + s);
      z55.div(exp(z55.neg()).add(1f)).intoArray(w, SMOOTH + 55 * BLOCK + s);
      FloatVector z56 = load(w, INPUT + 56 * BLOCK + s);
      z56.div(exp(z56.neg()).add(1f)).intoArray(w, SMOOTH + 56 * BLOCK + s);
      FloatVector z57 = load(w, INPUT + 57 * BLOCK + s);
      z57.div(exp(z57.neg()).add(1f)).intoArray(w, SMOOTH + 57 * BLOCK + s);
      FloatVector z58 = load(w, INPUT + 58 * BLOCK + s);
      z58.div(exp(z58.neg()).add(1f)).intoArray(w, SMOOTH + 58 * BLOCK + s);
      FloatVector z59 = load(w, INPUT + 59 * BLOCK + s);
      z59.div(exp(z59.neg()).add(1f)).intoArray(w, SMOOTH + 59 * BLOCK + s);
    }
  }

  /** probabilities [3, 4, 5] = softmax(smooth [3, 4, 5]) */
  private static void forwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector max = load(w, SMOOTH + s);
      max = max.max(load(w, SMOOTH + s));
      max = max.max(load(w, SMOOTH + 1 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 2 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 3 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 4 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 5 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 6 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 7 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 8 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 9 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 10 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 11 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 12 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 13 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 14 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 15 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 16 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 17 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 18 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 19 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 20 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 21 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 22 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 23 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 24 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 25 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 26 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 27 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 28 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 29 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 30 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 31 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 32 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 33 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 34 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 35 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 36 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 37 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 38 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 39 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 40 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 41 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 42 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 43 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 44 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 45 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 46 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 47 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 48 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 49 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 50 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 51 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 52 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 53 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 54 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 55 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 56 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 57 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 58 * BLOCK + s));
      max = max.max(load(w, SMOOTH + 59 * BLOCK + s));
      FloatVector total = FloatVector.zero(SPECIES);
      exp(load(w, SMOOTH + s).sub(max)).intoArray(w, PROBABILITIES + s);
      total = total.add(load(w, PROBABILITIES + s));
      exp(load(w, SMOOTH + 1 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 1 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 1 * BLOCK + s));
      exp(load(w, SMOOTH + 2 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 2 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 2 * BLOCK + s));
      exp(load(w, SMOOTH + 3 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 3 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 3 * BLOCK + s));
      exp(load(w, SMOOTH + 4 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 4 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 4 * BLOCK + s));
      exp(load(w, SMOOTH + 5 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 5 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 5 * BLOCK + s));
      exp(load(w, SMOOTH + 6 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 6 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 6 * BLOCK + s));
      exp(load(w, SMOOTH + 7 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 7 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 7 * BLOCK + s));
      exp(load(w, SMOOTH + 8 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 8 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 8 * BLOCK + s));
      exp(load(w, SMOOTH + 9 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 9 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 9 * BLOCK + s));
      exp(load(w, SMOOTH + 10 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 10 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 10 * BLOCK + s));
      exp(load(w, SMOOTH + 11 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 11 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 11 * BLOCK + s));
      exp(load(w, SMOOTH + 12 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 12 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 12 * BLOCK + s));
      exp(load(w, SMOOTH + 13 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 13 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 13 * BLOCK + s));
      exp(load(w, SMOOTH + 14 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 14 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 14 * BLOCK + s));
      exp(load(w, SMOOTH + 15 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 15 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 15 * BLOCK + s));
      exp(load(w, SMOOTH + 16 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 16 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 16 * BLOCK + s));
      exp(load(w, SMOOTH + 17 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 17 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 17 * BLOCK + s));
      exp(load(w, SMOOTH + 18 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 18 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 18 * BLOCK + s));
      exp(load(w, SMOOTH + 19 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 19 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 19 * BLOCK + s));
      exp(load(w, SMOOTH + 20 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 20 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 20 * BLOCK + s));
      exp(load(w, SMOOTH + 21 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 21 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 21 * BLOCK + s));
      exp(load(w, SMOOTH + 22 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 22 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 22 * BLOCK + s));
      exp(load(w, SMOOTH + 23 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 23 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 23 * BLOCK + s));
      exp(load(w, SMOOTH + 24 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 24 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 24 * BLOCK + s));
      exp(load(w, SMOOTH + 25 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 25 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 25 * BLOCK + s));
      exp(load(w, SMOOTH + 26 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 26 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 26 * BLOCK + s));
      exp(load(w, SMOOTH + 27 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 27 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 27 * BLOCK + s));
      exp(load(w, SMOOTH + 28 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 28 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 28 * BLOCK + s));
      exp(load(w, SMOOTH + 29 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 29 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 29 * BLOCK + s));
      exp(load(w, SMOOTH + 30 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 30 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 30 * BLOCK + s));
      exp(load(w, SMOOTH + 31 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 31 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 31 * BLOCK + s));
      exp(load(w, SMOOTH + 32 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 32 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 32 * BLOCK + s));
      exp(load(w, SMOOTH + 33 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 33 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 33 * BLOCK + s));
      exp(load(w, SMOOTH + 34 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 34 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 34 * BLOCK + s));
      exp(load(w, SMOOTH + 35 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 35 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 35 * BLOCK + s));
      exp(load(w, SMOOTH + 36 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 36 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 36 * BLOCK + s));
      exp(load(w, SMOOTH + 37 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 37 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 37 * BLOCK + s));
      exp(load(w, SMOOTH + 38 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 38 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 38 * BLOCK + s));
      exp(load(w, SMOOTH + 39 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 39 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 39 * BLOCK + s));
      exp(load(w, SMOOTH + 40 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 40 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 40 * BLOCK + s));
      exp(load(w, SMOOTH + 41 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 41 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 41 * BLOCK + s));
      exp(load(w, SMOOTH + 42 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 42 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 42 * BLOCK + s));
      exp(load(w, SMOOTH + 43 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 43 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 43 * BLOCK + s));
      exp(load(w, SMOOTH + 44 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 44 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 44 * BLOCK + s));
      exp(load(w, SMOOTH + 45 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 45 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 45 * BLOCK + s));
      exp(load(w, SMOOTH + 46 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 46 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 46 * BLOCK + s));
      exp(load(w, SMOOTH + 47 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 47 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 47 * BLOCK + s));
      exp(load(w, SMOOTH + 48 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 48 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 48 * BLOCK + s));
      exp(load(w, SMOOTH + 49 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 49 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 49 * BLOCK + s));
      exp(load(w, SMOOTH + 50 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 50 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 50 * BLOCK + s));
      exp(load(w, SMOOTH + 51 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 51 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 51 * BLOCK + s));
      exp(load(w, SMOOTH + 52 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 52 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 52 * BLOCK + s));
      exp(load(w, SMOOTH + 53 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 53 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 53 * BLOCK + s));
      exp(load(w, SMOOTH + 54 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 54 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 54 * BLOCK + s));
      exp(load(w, SMOOTH + 55 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 55 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 55 * BLOCK + s));
      exp(load(w, SMOOTH + 56 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 56 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 56 * BLOCK + s));
      exp(load(w, SMOOTH + 57 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 57 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 57 * BLOCK + s));
      exp(load(w, SMOOTH + 58 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 58 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 58 * BLOCK + s));
      exp(load(w, SMOOTH + 59 * BLOCK + s).sub(max)).intoArray(w, PROBABILITIES + 59 * BLOCK + s);
      total = total.add(load(w, PROBABILITIES + 59 * BLOCK + s));
      load(w, PROBABILITIES + s).div(total).intoArray(w, PROBABILITIES + s);
      load(w, PROBABILITIES + 1 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 1 * BLOCK + s);
      load(w, PROBABILITIES + 2 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 2 * BLOCK + s);
      load(w, PROBABILITIES + 3 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 3 * BLOCK + s);
      load(w, PROBABILITIES + 4 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 4 * BLOCK + s);
      load(w, PROBABILITIES + 5 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 5 * BLOCK + s);
      load(w, PROBABILITIES + 6 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 6 * BLOCK + s);
      load(w, PROBABILITIES + 7 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 7 * BLOCK + s);
      load(w, PROBABILITIES + 8 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 8 * BLOCK + s);
      load(w, PROBABILITIES + 9 * BLOCK + s).div(total).intoArray(w, PROBABILITIES + 9 * BLOCK + s);
      load(w, PROBABILITIES + 10 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 10 * BLOCK + s);
      load(w, PROBABILITIES + 11 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 11 * BLOCK + s);
      load(w, PROBABILITIES + 12 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 12 * BLOCK + s);
      load(w, PROBABILITIES + 13 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 13 * BLOCK + s);
      load(w, PROBABILITIES + 14 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 14 * BLOCK + s);
      load(w, PROBABILITIES + 15 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 15 * BLOCK + s);
      load(w, PROBABILITIES + 16 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 16 * BLOCK + s);
      load(w, PROBABILITIES + 17 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 17 * BLOCK + s);
      load(w, PROBABILITIES + 18 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 18 * BLOCK + s);
      load(w, PROBABILITIES + 19 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 19 * BLOCK + s);
      load(w, PROBABILITIES + 20 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 20 * BLOCK + s);
      load(w, PROBABILITIES + 21 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 21 * BLOCK + s);
      load(w, PROBABILITIES + 22 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 22 * BLOCK + s);
      load(w, PROBABILITIES + 23 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 23 * BLOCK + s);
      load(w, PROBABILITIES + 24 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 24 * BLOCK + s);
      load(w, PROBABILITIES + 25 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 25 * BLOCK + s);
      load(w, PROBABILITIES + 26 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 26 * BLOCK + s);
      load(w, PROBABILITIES + 27 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 27 * BLOCK + s);
      load(w, PROBABILITIES + 28 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 28 * BLOCK + s);
      load(w, PROBABILITIES + 29 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 29 * BLOCK + s);
      load(w, PROBABILITIES + 30 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 30 * BLOCK + s);
      load(w, PROBABILITIES + 31 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 31 * BLOCK + s);
      load(w, PROBABILITIES + 32 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 32 * BLOCK + s);
      load(w, PROBABILITIES + 33 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 33 * BLOCK + s);
      load(w, PROBABILITIES + 34 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 34 * BLOCK + s);
      load(w, PROBABILITIES + 35 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 35 * BLOCK + s);
      load(w, PROBABILITIES + 36 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 36 * BLOCK + s);
      load(w, PROBABILITIES + 37 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 37 * BLOCK + s);
      load(w, PROBABILITIES + 38 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 38 * BLOCK + s);
      load(w, PROBABILITIES + 39 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 39 * BLOCK + s);
      load(w, PROBABILITIES + 40 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 40 * BLOCK + s);
      load(w, PROBABILITIES + 41 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 41 * BLOCK + s);
      load(w, PROBABILITIES + 42 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 42 * BLOCK + s);
      load(w, PROBABILITIES + 43 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 43 * BLOCK + s);
      load(w, PROBABILITIES + 44 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 44 * BLOCK + s);
      load(w, PROBABILITIES + 45 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 45 * BLOCK + s);
      load(w, PROBABILITIES + 46 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 46 * BLOCK + s);
      load(w, PROBABILITIES + 47 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 47 * BLOCK + s);
      load(w, PROBABILITIES + 48 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 48 * BLOCK + s);
      load(w, PROBABILITIES + 49 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 49 * BLOCK + s);
      load(w, PROBABILITIES + 50 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 50 * BLOCK + s);
      load(w, PROBABILITIES + 51 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 51 * BLOCK + s);
      load(w, PROBABILITIES + 52 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 52 * BLOCK + s);
      load(w, PROBABILITIES + 53 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 53 * BLOCK + s);
      load(w, PROBABILITIES + 54 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 54 * BLOCK + s);
      load(w, PROBABILITIES + 55 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 55 * BLOCK + s);
      load(w, PROBABILITIES + 56 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 56 * BLOCK + s);
      load(w, PROBABILITIES + 57 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 57 * BLOCK + s);
      load(w, PROBABILITIES + 58 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 58 * BLOCK + s);
      load(w, PROBABILITIES + 59 * BLOCK + s)
          .div(total)
          .intoArray(w, PROBABILITIES + 59 * BLOCK + s);
    }
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the sign
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = FloatVector.zero(SPECIES);
      FloatVector weight = load(w, SHARE + s).mul(0.016666668f);
      FloatVector d0 = load(w, PROBABILITIES + s).sub(load(w, TARGET + s));
      total = total.add(d0.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d0.compare(VectorOperators.LT, 0f))
          .blend(1f, d0.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + s);
      FloatVector d1 = load(w, PROBABILITIES + 1 * BLOCK + s).sub(load(w, TARGET + 1 * BLOCK + s));
      total = total.add(d1.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d1.compare(VectorOperators.LT, 0f))
          .blend(1f, d1.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 1 * BLOCK + s);
      FloatVector d2 = load(w, PROBABILITIES + 2 * BLOCK + s).sub(load(w, TARGET + 2 * BLOCK + s));
      total = total.add(d2.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d2.compare(VectorOperators.LT, 0f))
          .blend(1f, d2.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 2 * BLOCK + s);
      FloatVector d3 = load(w, PROBABILITIES + 3 * BLOCK + s).sub(load(w, TARGET + 3 * BLOCK + s));
      total = total.add(d3.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d3.compare(VectorOperators.LT, 0f))
          .blend(1f, d3.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 3 * BLOCK + s);
      FloatVector d4 = load(w, PROBABILITIES + 4 * BLOCK + s).sub(load(w, TARGET + 4 * BLOCK + s));
      total = total.add(d4.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d4.compare(VectorOperators.LT, 0f))
          .blend(1f, d4.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 4 * BLOCK + s);
      FloatVector d5 = load(w, PROBABILITIES + 5 * BLOCK + s).sub(load(w, TARGET + 5 * BLOCK + s));
      total = total.add(d5.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d5.compare(VectorOperators.LT, 0f))
          .blend(1f, d5.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 5 * BLOCK + s);
      FloatVector d6 = load(w, PROBABILITIES + 6 * BLOCK + s).sub(load(w, TARGET + 6 * BLOCK + s));
      total = total.add(d6.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d6.compare(VectorOperators.LT, 0f))
          .blend(1f, d6.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 6 * BLOCK + s);
      FloatVector d7 = load(w, PROBABILITIES + 7 * BLOCK + s).sub(load(w, TARGET + 7 * BLOCK + s));
      total = total.add(d7.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d7.compare(VectorOperators.LT, 0f))
          .blend(1f, d7.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 7 * BLOCK + s);
      FloatVector d8 = load(w, PROBABILITIES + 8 * BLOCK + s).sub(load(w, TARGET + 8 * BLOCK + s));
      total = total.add(d8.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d8.compare(VectorOperators.LT, 0f))
          .blend(1f, d8.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 8 * BLOCK + s);
      FloatVector d9 = load(w, PROBABILITIES + 9 * BLOCK + s).sub(load(w, TARGET + 9 * BLOCK + s));
      total = total.add(d9.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d9.compare(VectorOperators.LT, 0f))
          .blend(1f, d9.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 9 * BLOCK + s);
      FloatVector d10 =
          load(w, PROBABILITIES + 10 * BLOCK + s).sub(load(w, TARGET + 10 * BLOCK + s));
      total = total.add(d10.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d10.compare(VectorOperators.LT, 0f))
          .blend(1f, d10.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 10 * BLOCK + s);
      FloatVector d11 =
          load(w, PROBABILITIES + 11 * BLOCK + s).sub(load(w, TARGET + 11 * BLOCK + s));
      total = total.add(d11.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d11.compare(VectorOperators.LT, 0f))
          .blend(1f, d11.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 11 * BLOCK + s);
      FloatVector d12 =
          load(w, PROBABILITIES + 12 * BLOCK + s).sub(load(w, TARGET + 12 * BLOCK + s));
      total = total.add(d12.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d12.compare(VectorOperators.LT, 0f))
          .blend(1f, d12.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 12 * BLOCK + s);
      FloatVector d13 =
          load(w, PROBABILITIES + 13 * BLOCK + s).sub(load(w, TARGET + 13 * BLOCK + s));
      total = total.add(d13.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d13.compare(VectorOperators.LT, 0f))
          .blend(1f, d13.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 13 * BLOCK + s);
      FloatVector d14 =
          load(w, PROBABILITIES + 14 * BLOCK + s).sub(load(w, TARGET + 14 * BLOCK + s));
      total = total.add(d14.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d14.compare(VectorOperators.LT, 0f))
          .blend(1f, d14.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 14 * BLOCK + s);
      FloatVector d15 =
          load(w, PROBABILITIES + 15 * BLOCK + s).sub(load(w, TARGET + 15 * BLOCK + s));
      total = total.add(d15.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d15.compare(VectorOperators.LT, 0f))
          .blend(1f, d15.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 15 * BLOCK + s);
      FloatVector d16 =
          load(w, PROBABILITIES + 16 * BLOCK + s).sub(load(w, TARGET + 16 * BLOCK + s));
      total = total.add(d16.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d16.compare(VectorOperators.LT, 0f))
          .blend(1f, d16.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 16 * BLOCK + s);
      FloatVector d17 =
          load(w, PROBABILITIES + 17 * BLOCK + s).sub(load(w, TARGET + 17 * BLOCK + s));
      total = total.add(d17.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d17.compare(VectorOperators.LT, 0f))
          .blend(1f, d17.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 17 * BLOCK + s);
      FloatVector d18 =
          load(w, PROBABILITIES + 18 * BLOCK + s).sub(load(w, TARGET + 18 * BLOCK + s));
      total = total.add(d18.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d18.compare(VectorOperators.LT, 0f))
          .blend(1f, d18.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 18 * BLOCK + s);
      FloatVector d19 =
          load(w, PROBABILITIES + 19 * BLOCK + s).sub(load(w, TARGET + 19 * BLOCK + s));
      total = total.add(d19.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d19.compare(VectorOperators.LT, 0f))
          .blend(1f, d19.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 19 * BLOCK + s);
      FloatVector d20 =
          load(w, PROBABILITIES + 20 * BLOCK + s).sub(load(w, TARGET + 20 * BLOCK + s));
      total = total.add(d20.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d20.compare(VectorOperators.LT, 0f))
          .blend(1f, d20.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 20 * BLOCK + s);
      FloatVector d21 =
          load(w, PROBABILITIES + 21 * BLOCK + s).sub(load(w, TARGET + 21 * BLOCK + s));
      total = total.add(d21.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d21.compare(VectorOperators.LT, 0f))
          .blend(1f, d21.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 21 * BLOCK + s);
      FloatVector d22 =
          load(w, PROBABILITIES + 22 * BLOCK + s).sub(load(w, TARGET + 22 * BLOCK + s));
      total = total.add(d22.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d22.compare(VectorOperators.LT, 0f))
          .blend(1f, d22.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 22 * BLOCK + s);
      FloatVector d23 =
          load(w, PROBABILITIES + 23 * BLOCK + s).sub(load(w, TARGET + 23 * BLOCK + s));
      total = total.add(d23.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d23.compare(VectorOperators.LT, 0f))
          .blend(1f, d23.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 23 * BLOCK + s);
      FloatVector d24 =
          load(w, PROBABILITIES + 24 * BLOCK + s).sub(load(w, TARGET + 24 * BLOCK + s));
      total = total.add(d24.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d24.compare(VectorOperators.LT, 0f))
          .blend(1f, d24.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 24 * BLOCK + s);
      FloatVector d25 =
          load(w, PROBABILITIES + 25 * BLOCK + s).sub(load(w, TARGET + 25 * BLOCK + s));
      total = total.add(d25.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d25.compare(VectorOperators.LT, 0f))
          .blend(1f, d25.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 25 * BLOCK + s);
      FloatVector d26 =
          load(w, PROBABILITIES + 26 * BLOCK + s).sub(load(w, TARGET + 26 * BLOCK + s));
      total = total.add(d26.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d26.compare(VectorOperators.LT, 0f))
          .blend(1f, d26.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 26 * BLOCK + s);
      FloatVector d27 =
          load(w, PROBABILITIES + 27 * BLOCK + s).sub(load(w, TARGET + 27 * BLOCK + s));
      total = total.add(d27.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d27.compare(VectorOperators.LT, 0f))
          .blend(1f, d27.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 27 * BLOCK + s);
      FloatVector d28 =
          load(w, PROBABILITIES + 28 * BLOCK + s).sub(load(w, TARGET + 28 * BLOCK + s));
      total = total.add(d28.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d28.compare(VectorOperators.LT, 0f))
          .blend(1f, d28.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 28 * BLOCK + s);
      FloatVector d29 =
          load(w, PROBABILITIES + 29 * BLOCK + s).sub(load(w, TARGET + 29 * BLOCK + s));
      total = total.add(d29.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d29.compare(VectorOperators.LT, 0f))
          .blend(1f, d29.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 29 * BLOCK + s);
      FloatVector d30 =
          load(w, PROBABILITIES + 30 * BLOCK + s).sub(load(w, TARGET + 30 * BLOCK + s));
      total = total.add(d30.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d30.compare(VectorOperators.LT, 0f))
          .blend(1f, d30.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 30 * BLOCK + s);
      FloatVector d31 =
          load(w, PROBABILITIES + 31 * BLOCK + s).sub(load(w, TARGET + 31 * BLOCK + s));
      total = total.add(d31.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d31.compare(VectorOperators.LT, 0f))
          .blend(1f, d31.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 31 * BLOCK + s);
      FloatVector d32 =
          load(w, PROBABILITIES + 32 * BLOCK + s).sub(load(w, TARGET + 32 * BLOCK + s));
      total = total.add(d32.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d32.compare(VectorOperators.LT, 0f))
          .blend(1f, d32.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 32 * BLOCK + s);
      FloatVector d33 =
          load(w, PROBABILITIES + 33 * BLOCK + s).sub(load(w, TARGET + 33 * BLOCK + s));
      total = total.add(d33.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d33.compare(VectorOperators.LT, 0f))
          .blend(1f, d33.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 33 * BLOCK + s);
      FloatVector d34 =
          load(w, PROBABILITIES + 34 * BLOCK + s).sub(load(w, TARGET + 34 * BLOCK + s));
      total = total.add(d34.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d34.compare(VectorOperators.LT, 0f))
          .blend(1f, d34.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 34 * BLOCK + s);
      FloatVector d35 =
          load(w, PROBABILITIES + 35 * BLOCK + s).sub(load(w, TARGET + 35 * BLOCK + s));
      total = total.add(d35.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d35.compare(VectorOperators.LT, 0f))
          .blend(1f, d35.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 35 * BLOCK + s);
      FloatVector d36 =
          load(w, PROBABILITIES + 36 * BLOCK + s).sub(load(w, TARGET + 36 * BLOCK + s));
      total = total.add(d36.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d36.compare(VectorOperators.LT, 0f))
          .blend(1f, d36.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 36 * BLOCK + s);
      FloatVector d37 =
          load(w, PROBABILITIES + 37 * BLOCK + s).sub(load(w, TARGET + 37 * BLOCK + s));
      total = total.add(d37.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d37.compare(VectorOperators.LT, 0f))
          .blend(1f, d37.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 37 * BLOCK + s);
      FloatVector d38 =
          load(w, PROBABILITIES + 38 * BLOCK + s).sub(load(w, TARGET + 38 * BLOCK + s));
      total = total.add(d38.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d38.compare(VectorOperators.LT, 0f))
          .blend(1f, d38.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 38 * BLOCK + s);
      FloatVector d39 =
          load(w, PROBABILITIES + 39 * BLOCK + s).sub(load(w, TARGET + 39 * BLOCK + s));
      total = total.add(d39.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d39.compare(VectorOperators.LT, 0f))
          .blend(1f, d39.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 39 * BLOCK + s);
      FloatVector d40 =
          load(w, PROBABILITIES + 40 * BLOCK + s).sub(load(w, TARGET + 40 * BLOCK + s));
      total = total.add(d40.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d40.compare(VectorOperators.LT, 0f))
          .blend(1f, d40.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 40 * BLOCK + s);
      FloatVector d41 =
          load(w, PROBABILITIES + 41 * BLOCK + s).sub(load(w, TARGET + 41 * BLOCK + s));
      total = total.add(d41.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d41.compare(VectorOperators.LT, 0f))
          .blend(1f, d41.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 41 * BLOCK + s);
      FloatVector d42 =
          load(w, PROBABILITIES + 42 * BLOCK + s).sub(load(w, TARGET + 42 * BLOCK + s));
      total = total.add(d42.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d42.compare(VectorOperators.LT, 0f))
          .blend(1f, d42.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 42 * BLOCK + s);
      FloatVector d43 =
          load(w, PROBABILITIES + 43 * BLOCK + s).sub(load(w, TARGET + 43 * BLOCK + s));
      total = total.add(d43.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d43.compare(VectorOperators.LT, 0f))
          .blend(1f, d43.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 43 * BLOCK + s);
      FloatVector d44 =
          load(w, PROBABILITIES + 44 * BLOCK + s).sub(load(w, TARGET + 44 * BLOCK + s));
      total = total.add(d44.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d44.compare(VectorOperators.LT, 0f))
          .blend(1f, d44.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 44 * BLOCK + s);
      FloatVector d45 =
          load(w, PROBABILITIES + 45 * BLOCK + s).sub(load(w, TARGET + 45 * BLOCK + s));
      total = total.add(d45.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d45.compare(VectorOperators.LT, 0f))
          .blend(1f, d45.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 45 * BLOCK + s);
      FloatVector d46 =
          load(w, PROBABILITIES + 46 * BLOCK + s).sub(load(w, TARGET + 46 * BLOCK + s));
      total = total.add(d46.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d46.compare(VectorOperators.LT, 0f))
          .blend(1f, d46.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 46 * BLOCK + s);
      FloatVector d47 =
          load(w, PROBABILITIES + 47 * BLOCK + s).sub(load(w, TARGET + 47 * BLOCK + s));
      total = total.add(d47.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d47.compare(VectorOperators.LT, 0f))
          .blend(1f, d47.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 47 * BLOCK + s);
      FloatVector d48 =
          load(w, PROBABILITIES + 48 * BLOCK + s).sub(load(w, TARGET + 48 * BLOCK + s));
      total = total.add(d48.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d48.compare(VectorOperators.LT, 0f))
          .blend(1f, d48.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 48 * BLOCK + s);
      FloatVector d49 =
          load(w, PROBABILITIES + 49 * BLOCK + s).sub(load(w, TARGET + 49 * BLOCK + s));
      total = total.add(d49.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d49.compare(VectorOperators.LT, 0f))
          .blend(1f, d49.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 49 * BLOCK + s);
      FloatVector d50 =
          load(w, PROBABILITIES + 50 * BLOCK + s).sub(load(w, TARGET + 50 * BLOCK + s));
      total = total.add(d50.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d50.compare(VectorOperators.LT, 0f))
          .blend(1f, d50.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 50 * BLOCK + s);
      FloatVector d51 =
          load(w, PROBABILITIES + 51 * BLOCK + s).sub(load(w, TARGET + 51 * BLOCK + s));
      total = total.add(d51.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d51.compare(VectorOperators.LT, 0f))
          .blend(1f, d51.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 51 * BLOCK + s);
      FloatVector d52 =
          load(w, PROBABILITIES + 52 * BLOCK + s).sub(load(w, TARGET + 52 * BLOCK + s));
      total = total.add(d52.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d52.compare(VectorOperators.LT, 0f))
          .blend(1f, d52.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 52 * BLOCK + s);
      FloatVector d53 =
          load(w, PROBABILITIES + 53 * BLOCK + s).sub(load(w, TARGET + 53 * BLOCK + s));
      total = total.add(d53.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d53.compare(VectorOperators.LT, 0f))
          .blend(1f, d53.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 53 * BLOCK + s);
      FloatVector d54 =
          load(w, PROBABILITIES + 54 * BLOCK + s).sub(load(w, TARGET + 54 * BLOCK + s));
      total = total.add(d54.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d54.compare(VectorOperators.LT, 0f))
          .blend(1f, d54.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 54 * BLOCK + s);
      FloatVector d55 =
          load(w, PROBABILITIES + 55 * BLOCK + s).sub(load(w, TARGET + 55 * BLOCK + s));
      total = total.add(d55.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d55.compare(VectorOperators.LT, 0f))
          .blend(1f, d55.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 55 * BLOCK + s);
      FloatVector d56 =
          load(w, PROBABILITIES + 56 * BLOCK + s).sub(load(w, TARGET + 56 * BLOCK + s));
      total = total.add(d56.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d56.compare(VectorOperators.LT, 0f))
          .blend(1f, d56.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 56 * BLOCK + s);
      FloatVector d57 =
          load(w, PROBABILITIES + 57 * BLOCK + s).sub(load(w, TARGET + 57 * BLOCK + s));
      total = total.add(d57.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d57.compare(VectorOperators.LT, 0f))
          .blend(1f, d57.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 57 * BLOCK + s);
      FloatVector d58 =
          load(w, PROBABILITIES + 58 * BLOCK + s).sub(load(w, TARGET + 58 * BLOCK + s));
      total = total.add(d58.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d58.compare(VectorOperators.LT, 0f))
          .blend(1f, d58.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 58 * BLOCK + s);
      FloatVector d59 =
          load(w, PROBABILITIES + 59 * BLOCK + s).sub(load(w, TARGET + 59 * BLOCK + s));
      total = total.add(d59.abs());
      FloatVector.zero(SPECIES)
          .blend(-1f, d59.compare(VectorOperators.LT, 0f))
          .blend(1f, d59.compare(VectorOperators.GT, 0f))
          .mul(weight)
          .intoArray(w, D_PROBABILITIES + 59 * BLOCK + s);
      total.mul(0.016666668f).intoArray(w, LOSS + s);
    }
  }

  /** dSmooth [3, 4, 5] = dProbabilities * softmax' */
  private static void backwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector dot = FloatVector.zero(SPECIES);
      dot = load(w, D_PROBABILITIES + s).fma(load(w, PROBABILITIES + s), dot);
      dot =
          load(w, D_PROBABILITIES + 1 * BLOCK + s).fma(load(w, PROBABILITIES + 1 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 2 * BLOCK + s).fma(load(w, PROBABILITIES + 2 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 3 * BLOCK + s).fma(load(w, PROBABILITIES + 3 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 4 * BLOCK + s).fma(load(w, PROBABILITIES + 4 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 5 * BLOCK + s).fma(load(w, PROBABILITIES + 5 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 6 * BLOCK + s).fma(load(w, PROBABILITIES + 6 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 7 * BLOCK + s).fma(load(w, PROBABILITIES + 7 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 8 * BLOCK + s).fma(load(w, PROBABILITIES + 8 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 9 * BLOCK + s).fma(load(w, PROBABILITIES + 9 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 10 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 10 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 11 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 11 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 12 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 12 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 13 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 13 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 14 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 14 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 15 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 15 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 16 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 16 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 17 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 17 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 18 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 18 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 19 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 19 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 20 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 20 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 21 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 21 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 22 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 22 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 23 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 23 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 24 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 24 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 25 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 25 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 26 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 26 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 27 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 27 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 28 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 28 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 29 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 29 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 30 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 30 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 31 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 31 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 32 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 32 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 33 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 33 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 34 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 34 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 35 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 35 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 36 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 36 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 37 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 37 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 38 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 38 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 39 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 39 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 40 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 40 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 41 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 41 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 42 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 42 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 43 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 43 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 44 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 44 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 45 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 45 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 46 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 46 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 47 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 47 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 48 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 48 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 49 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 49 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 50 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 50 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 51 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 51 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 52 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 52 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 53 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 53 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 54 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 54 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 55 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 55 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 56 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 56 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 57 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 57 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 58 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 58 * BLOCK + s), dot);
      dot =
          load(w, D_PROBABILITIES + 59 * BLOCK + s)
              .fma(load(w, PROBABILITIES + 59 * BLOCK + s), dot);
      load(w, PROBABILITIES + s)
          .mul(load(w, D_PROBABILITIES + s).sub(dot))
          .intoArray(w, D_SMOOTH + s);
      load(w, PROBABILITIES + 1 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 1 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 1 * BLOCK + s);
      load(w, PROBABILITIES + 2 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 2 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 2 * BLOCK + s);
      load(w, PROBABILITIES + 3 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 3 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 3 * BLOCK + s);
      load(w, PROBABILITIES + 4 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 4 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 4 * BLOCK + s);
      load(w, PROBABILITIES + 5 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 5 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 5 * BLOCK + s);
      load(w, PROBABILITIES + 6 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 6 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 6 * BLOCK + s);
      load(w, PROBABILITIES + 7 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 7 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 7 * BLOCK + s);
      load(w, PROBABILITIES + 8 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 8 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 8 * BLOCK + s);
      load(w, PROBABILITIES + 9 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 9 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 9 * BLOCK + s);
      load(w, PROBABILITIES + 10 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 10 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 10 * BLOCK + s);
      load(w, PROBABILITIES + 11 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 11 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 11 * BLOCK + s);
      load(w, PROBABILITIES + 12 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 12 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 12 * BLOCK + s);
      load(w, PROBABILITIES + 13 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 13 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 13 * BLOCK + s);
      load(w, PROBABILITIES + 14 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 14 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 14 * BLOCK + s);
      load(w, PROBABILITIES + 15 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 15 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 15 * BLOCK + s);
      load(w, PROBABILITIES + 16 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 16 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 16 * BLOCK + s);
      load(w, PROBABILITIES + 17 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 17 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 17 * BLOCK + s);
      load(w, PROBABILITIES + 18 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 18 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 18 * BLOCK + s);
      load(w, PROBABILITIES + 19 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 19 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 19 * BLOCK + s);
      load(w, PROBABILITIES + 20 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 20 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 20 * BLOCK + s);
      load(w, PROBABILITIES + 21 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 21 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 21 * BLOCK + s);
      load(w, PROBABILITIES + 22 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 22 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 22 * BLOCK + s);
      load(w, PROBABILITIES + 23 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 23 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 23 * BLOCK + s);
      load(w, PROBABILITIES + 24 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 24 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 24 * BLOCK + s);
      load(w, PROBABILITIES + 25 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 25 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 25 * BLOCK + s);
      load(w, PROBABILITIES + 26 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 26 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 26 * BLOCK + s);
      load(w, PROBABILITIES + 27 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 27 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 27 * BLOCK + s);
      load(w, PROBABILITIES + 28 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 28 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 28 * BLOCK + s);
      load(w, PROBABILITIES + 29 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 29 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 29 * BLOCK + s);
      load(w, PROBABILITIES + 30 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 30 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 30 * BLOCK + s);
      load(w, PROBABILITIES + 31 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 31 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 31 * BLOCK + s);
      load(w, PROBABILITIES + 32 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 32 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 32 * BLOCK + s);
      load(w, PROBABILITIES + 33 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 33 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 33 * BLOCK + s);
      load(w, PROBABILITIES + 34 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 34 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 34 * BLOCK + s);
      load(w, PROBABILITIES + 35 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 35 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 35 * BLOCK + s);
      load(w, PROBABILITIES + 36 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 36 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 36 * BLOCK + s);
      load(w, PROBABILITIES + 37 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 37 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 37 * BLOCK + s);
      load(w, PROBABILITIES + 38 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 38 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 38 * BLOCK + s);
      load(w, PROBABILITIES + 39 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 39 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 39 * BLOCK + s);
      load(w, PROBABILITIES + 40 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 40 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 40 * BLOCK + s);
      load(w, PROBABILITIES + 41 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 41 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 41 * BLOCK + s);
      load(w, PROBABILITIES + 42 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 42 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 42 * BLOCK + s);
      load(w, PROBABILITIES + 43 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 43 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 43 * BLOCK + s);
      load(w, PROBABILITIES + 44 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 44 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 44 * BLOCK + s);
      load(w, PROBABILITIES + 45 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 45 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 45 * BLOCK + s);
      load(w, PROBABILITIES + 46 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 46 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 46 * BLOCK + s);
      load(w, PROBABILITIES + 47 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 47 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 47 * BLOCK + s);
      load(w, PROBABILITIES + 48 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 48 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 48 * BLOCK + s);
      load(w, PROBABILITIES + 49 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 49 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 49 * BLOCK + s);
      load(w, PROBABILITIES + 50 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 50 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 50 * BLOCK + s);
      load(w, PROBABILITIES + 51 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 51 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 51 * BLOCK + s);
      load(w, PROBABILITIES + 52 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 52 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 52 * BLOCK + s);
      load(w, PROBABILITIES + 53 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 53 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 53 * BLOCK + s);
      load(w, PROBABILITIES + 54 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 54 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 54 * BLOCK + s);
      load(w, PROBABILITIES + 55 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 55 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 55 * BLOCK + s);
      load(w, PROBABILITIES + 56 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 56 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 56 * BLOCK + s);
      load(w, PROBABILITIES + 57 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 57 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 57 * BLOCK + s);
      load(w, PROBABILITIES + 58 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 58 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 58 * BLOCK + s);
      load(w, PROBABILITIES + 59 * BLOCK + s)
          .mul(load(w, D_PROBABILITIES + 59 * BLOCK + s).sub(dot))
          .intoArray(w, D_SMOOTH + 59 * BLOCK + s);
    }
  }

  /** dInput [3, 4, 5] = dSmooth * silu' */
  private static void backwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector z0 = load(w, INPUT + s);
      FloatVector sigma0 = broadcast(1f).div(exp(z0.neg()).add(1f));
      load(w, D_SMOOTH + s)
          .mul(sigma0.mul(z0.mul(broadcast(1f).sub(sigma0)).add(1f)))
          .intoArray(w, D_INPUT + s);
      FloatVector z1 = load(w, INPUT + 1 * BLOCK + s);
      FloatVector sigma1 = broadcast(1f).div(exp(z1.neg()).add(1f));
      load(w, D_SMOOTH + 1 * BLOCK + s)
          .mul(sigma1.mul(z1.mul(broadcast(1f).sub(sigma1)).add(1f)))
          .intoArray(w, D_INPUT + 1 * BLOCK + s);
      FloatVector z2 = load(w, INPUT + 2 * BLOCK + s);
      FloatVector sigma2 = broadcast(1f).div(exp(z2.neg()).add(1f));
      load(w, D_SMOOTH + 2 * BLOCK + s)
          .mul(sigma2.mul(z2.mul(broadcast(1f).sub(sigma2)).add(1f)))
          .intoArray(w, D_INPUT + 2 * BLOCK + s);
      FloatVector z3 = load(w, INPUT + 3 * BLOCK + s);
      FloatVector sigma3 = broadcast(1f).div(exp(z3.neg()).add(1f));
      load(w, D_SMOOTH + 3 * BLOCK + s)
          .mul(sigma3.mul(z3.mul(broadcast(1f).sub(sigma3)).add(1f)))
          .intoArray(w, D_INPUT + 3 * BLOCK + s);
      FloatVector z4 = load(w, INPUT + 4 * BLOCK + s);
      FloatVector sigma4 = broadcast(1f).div(exp(z4.neg()).add(1f));
      load(w, D_SMOOTH + 4 * BLOCK + s)
          .mul(sigma4.mul(z4.mul(broadcast(1f).sub(sigma4)).add(1f)))
          .intoArray(w, D_INPUT + 4 * BLOCK + s);
      FloatVector z5 = load(w, INPUT + 5 * BLOCK + s);
      FloatVector sigma5 = broadcast(1f).div(exp(z5.neg()).add(1f));
      load(w, D_SMOOTH + 5 * BLOCK + s)
          .mul(sigma5.mul(z5.mul(broadcast(1f).sub(sigma5)).add(1f)))
          .intoArray(w, D_INPUT + 5 * BLOCK + s);
      FloatVector z6 = load(w, INPUT + 6 * BLOCK + s);
      FloatVector sigma6 = broadcast(1f).div(exp(z6.neg()).add(1f));
      load(w, D_SMOOTH + 6 * BLOCK + s)
          .mul(sigma6.mul(z6.mul(broadcast(1f).sub(sigma6)).add(1f)))
          .intoArray(w, D_INPUT + 6 * BLOCK + s);
      FloatVector z7 = load(w, INPUT + 7 * BLOCK + s);
      FloatVector sigma7 = broadcast(1f).div(exp(z7.neg()).add(1f));
      load(w, D_SMOOTH + 7 * BLOCK + s)
          .mul(sigma7.mul(z7.mul(broadcast(1f).sub(sigma7)).add(1f)))
          .intoArray(w, D_INPUT + 7 * BLOCK + s);
      FloatVector z8 = load(w, INPUT + 8 * BLOCK + s);
      FloatVector sigma8 = broadcast(1f).div(exp(z8.neg()).add(1f));
      load(w, D_SMOOTH + 8 * BLOCK + s)
          .mul(sigma8.mul(z8.mul(broadcast(1f).sub(sigma8)).add(1f)))
          .intoArray(w, D_INPUT + 8 * BLOCK + s);
      FloatVector z9 = load(w, INPUT + 9 * BLOCK + s);
      FloatVector sigma9 = broadcast(1f).div(exp(z9.neg()).add(1f));
      load(w, D_SMOOTH + 9 * BLOCK + s)
          .mul(sigma9.mul(z9.mul(broadcast(1f).sub(sigma9)).add(1f)))
          .intoArray(w, D_INPUT + 9 * BLOCK + s);
      FloatVector z10 = load(w, INPUT + 10 * BLOCK + s);
      FloatVector sigma10 = broadcast(1f).div(exp(z10.neg()).add(1f));
      load(w, D_SMOOTH + 10 * BLOCK + s)
          .mul(sigma10.mul(z10.mul(broadcast(1f).sub(sigma10)).add(1f)))
          .intoArray(w, D_INPUT + 10 * BLOCK + s);
      FloatVector z11 = load(w, INPUT + 11 * BLOCK + s);
      FloatVector sigma11 = broadcast(1f).div(exp(z11.neg()).add(1f));
      load(w, D_SMOOTH + 11 * BLOCK + s)
          .mul(sigma11.mul(z11.mul(broadcast(1f).sub(sigma11)).add(1f)))
          .intoArray(w, D_INPUT + 11 * BLOCK + s);
      FloatVector z12 = load(w, INPUT + 12 * BLOCK + s);
      FloatVector sigma12 = broadcast(1f).div(exp(z12.neg()).add(1f));
      load(w, D_SMOOTH + 12 * BLOCK + s)
          .mul(sigma12.mul(z12.mul(broadcast(1f).sub(sigma12)).add(1f)))
          .intoArray(w, D_INPUT + 12 * BLOCK + s);
      FloatVector z13 = load(w, INPUT + 13 * BLOCK + s);
      FloatVector sigma13 = broadcast(1f).div(exp(z13.neg()).add(1f));
      load(w, D_SMOOTH + 13 * BLOCK + s)
          .mul(sigma13.mul(z13.mul(broadcast(1f).sub(sigma13)).add(1f)))
          .intoArray(w, D_INPUT + 13 * BLOCK + s);
      FloatVector z14 = load(w, INPUT + 14 * BLOCK + s);
      FloatVector sigma14 = broadcast(1f).div(exp(z14.neg()).add(1f));
      load(w, D_SMOOTH + 14 * BLOCK + s)
          .mul(sigma14.mul(z14.mul(broadcast(1f).sub(sigma14)).add(1f)))
          .intoArray(w, D_INPUT + 14 * BLOCK + s);
      FloatVector z15 = load(w, INPUT + 15 * BLOCK + s);
      FloatVector sigma15 = broadcast(1f).div(exp(z15.neg()).add(1f));
      load(w, D_SMOOTH + 15 * BLOCK + s)
          .mul(sigma15.mul(z15.mul(broadcast(1f).sub(sigma15)).add(1f)))
          .intoArray(w, D_INPUT + 15 * BLOCK + s);
      FloatVector z16 = load(w, INPUT + 16 * BLOCK + s);
      FloatVector sigma16 = broadcast(1f).div(exp(z16.neg()).add(1f));
      load(w, D_SMOOTH + 16 * BLOCK + s)
          .mul(sigma16.mul(z16.mul(broadcast(1f).sub(sigma16)).add(1f)))
          .intoArray(w, D_INPUT + 16 * BLOCK + s);
      FloatVector z17 = load(w, INPUT + 17 * BLOCK + s);
      FloatVector sigma17 = broadcast(1f).div(exp(z17.neg()).add(1f));
      load(w, D_SMOOTH + 17 * BLOCK + s)
          .mul(sigma17.mul(z17.mul(broadcast(1f).sub(sigma17)).add(1f)))
          .intoArray(w, D_INPUT + 17 * BLOCK + s);
      FloatVector z18 = load(w, INPUT + 18 * BLOCK + s);
      FloatVector sigma18 = broadcast(1f).div(exp(z18.neg()).add(1f));
      load(w, D_SMOOTH + 18 * BLOCK + s)
          .mul(sigma18.mul(z18.mul(broadcast(1f).sub(sigma18)).add(1f)))
          .intoArray(w, D_INPUT + 18 * BLOCK + s);
      FloatVector z19 = load(w, INPUT + 19 * BLOCK + s);
      FloatVector sigma19 = broadcast(1f).div(exp(z19.neg()).add(1f));
      load(w, D_SMOOTH + 19 * BLOCK + s)
          .mul(sigma19.mul(z19.mul(broadcast(1f).sub(sigma19)).add(1f)))
          .intoArray(w, D_INPUT + 19 * BLOCK + s);
      FloatVector z20 = load(w, INPUT + 20 * BLOCK + s);
      FloatVector sigma20 = broadcast(1f).div(exp(z20.neg()).add(1f));
      load(w, D_SMOOTH + 20 * BLOCK + s)
          .mul(sigma20.mul(z20.mul(broadcast(1f).sub(sigma20)).add(1f)))
          .intoArray(w, D_INPUT + 20 * BLOCK + s);
      FloatVector z21 = load(w, INPUT + 21 * BLOCK + s);
      FloatVector sigma21 = broadcast(1f).div(exp(z21.neg()).add(1f));
      load(w, D_SMOOTH + 21 * BLOCK + s)
          .mul(sigma21.mul(z21.mul(broadcast(1f).sub(sigma21)).add(1f)))
          .intoArray(w, D_INPUT + 21 * BLOCK + s);
      FloatVector z22 = load(w, INPUT + 22 * BLOCK + s);
      FloatVector sigma22 = broadcast(1f).div(exp(z22.neg()).add(1f));
      load(w, D_SMOOTH + 22 * BLOCK + s)
          .mul(sigma22.mul(z22.mul(broadcast(1f).sub(sigma22)).add(1f)))
          .intoArray(w, D_INPUT + 22 * BLOCK + s);
      FloatVector z23 = load(w, INPUT + 23 * BLOCK + s);
      FloatVector sigma23 = broadcast(1f).div(exp(z23.neg()).add(1f));
      load(w, D_SMOOTH + 23 * BLOCK + s)
          .mul(sigma23.mul(z23.mul(broadcast(1f).sub(sigma23)).add(1f)))
          .intoArray(w, D_INPUT + 23 * BLOCK + s);
      FloatVector z24 = load(w, INPUT + 24 * BLOCK + s);
      FloatVector sigma24 = broadcast(1f).div(exp(z24.neg()).add(1f));
      load(w, D_SMOOTH + 24 * BLOCK + s)
          .mul(sigma24.mul(z24.mul(broadcast(1f).sub(sigma24)).add(1f)))
          .intoArray(w, D_INPUT + 24 * BLOCK + s);
      FloatVector z25 = load(w, INPUT + 25 * BLOCK + s);
      FloatVector sigma25 = broadcast(1f).div(exp(z25.neg()).add(1f));
      load(w, D_SMOOTH + 25 * BLOCK + s)
          .mul(sigma25.mul(z25.mul(broadcast(1f).sub(sigma25)).add(1f)))
          .intoArray(w, D_INPUT + 25 * BLOCK + s);
      FloatVector z26 = load(w, INPUT + 26 * BLOCK + s);
      FloatVector sigma26 = broadcast(1f).div(exp(z26.neg()).add(1f));
      load(w, D_SMOOTH + 26 * BLOCK + s)
          .mul(sigma26.mul(z26.mul(broadcast(1f).sub(sigma26)).add(1f)))
          .intoArray(w, D_INPUT + 26 * BLOCK + s);
      FloatVector z27 = load(w, INPUT + 27 * BLOCK + s);
      FloatVector sigma27 = broadcast(1f).div(exp(z27.neg()).add(1f));
      load(w, D_SMOOTH + 27 * BLOCK + s)
          .mul(sigma27.mul(z27.mul(broadcast(1f).sub(sigma27)).add(1f)))
          .intoArray(w, D_INPUT + 27 * BLOCK + s);
      FloatVector z28 = load(w, INPUT + 28 * BLOCK + s);
      FloatVector sigma28 = broadcast(1f).div(exp(z28.neg()).add(1f));
      load(w, D_SMOOTH + 28 * BLOCK + s)
          .mul(sigma28.mul(z28.mul(broadcast(1f).sub(sigma28)).add(1f)))
          .intoArray(w, D_INPUT + 28 * BLOCK + s);
      FloatVector z29 = load(w, INPUT + 29 * BLOCK + s);
      FloatVector sigma29 = broadcast(1f).div(exp(z29.neg()).add(1f));
      load(w, D_SMOOTH + 29 * BLOCK + s)
          .mul(sigma29.mul(z29.mul(broadcast(1f).sub(sigma29)).add(1f)))
          .intoArray(w, D_INPUT + 29 * BLOCK + s);
      FloatVector z30 = load(w, INPUT + 30 * BLOCK + s);
      FloatVector sigma30 = broadcast(1f).div(exp(z30.neg()).add(1f));
      load(w, D_SMOOTH + 30 * BLOCK + s)
          .mul(sigma30.mul(z30.mul(broadcast(1f).sub(sigma30)).add(1f)))
          .intoArray(w, D_INPUT + 30 * BLOCK + s);
      FloatVector z31 = load(w, INPUT + 31 * BLOCK + s);
      FloatVector sigma31 = broadcast(1f).div(exp(z31.neg()).add(1f));
      load(w, D_SMOOTH + 31 * BLOCK + s)
          .mul(sigma31.mul(z31.mul(broadcast(1f).sub(sigma31)).add(1f)))
          .intoArray(w, D_INPUT + 31 * BLOCK + s);
      FloatVector z32 = load(w, INPUT + 32 * BLOCK + s);
      FloatVector sigma32 = broadcast(1f).div(exp(z32.neg()).add(1f));
      load(w, D_SMOOTH + 32 * BLOCK + s)
          .mul(sigma32.mul(z32.mul(broadcast(1f).sub(sigma32)).add(1f)))
          .intoArray(w, D_INPUT + 32 * BLOCK + s);
      FloatVector z33 = load(w, INPUT + 33 * BLOCK + s);
      FloatVector sigma33 = broadcast(1f).div(exp(z33.neg()).add(1f));
      load(w, D_SMOOTH + 33 * BLOCK + s)
          .mul(sigma33.mul(z33.mul(broadcast(1f).sub(sigma33)).add(1f)))
          .intoArray(w, D_INPUT + 33 * BLOCK + s);
      FloatVector z34 = load(w, INPUT + 34 * BLOCK + s);
      FloatVector sigma34 = broadcast(1f).div(exp(z34.neg()).add(1f));
      load(w, D_SMOOTH + 34 * BLOCK + s)
          .mul(sigma34.mul(z34.mul(broadcast(1f).sub(sigma34)).add(1f)))
          .intoArray(w, D_INPUT + 34 * BLOCK + s);
      FloatVector z35 = load(w, INPUT + 35 * BLOCK + s);
      FloatVector sigma35 = broadcast(1f).div(exp(z35.neg()).add(1f));
      load(w, D_SMOOTH + 35 * BLOCK + s)
          .mul(sigma35.mul(z35.mul(broadcast(1f).sub(sigma35)).add(1f)))
          .intoArray(w, D_INPUT + 35 * BLOCK + s);
      FloatVector z36 = load(w, INPUT + 36 * BLOCK + s);
      FloatVector sigma36 = broadcast(1f).div(exp(z36.neg()).add(1f));
      load(w, D_SMOOTH + 36 * BLOCK + s)
          .mul(sigma36.mul(z36.mul(broadcast(1f).sub(sigma36)).add(1f)))
          .intoArray(w, D_INPUT + 36 * BLOCK + s);
      FloatVector z37 = load(w, INPUT + 37 * BLOCK + s);
      FloatVector sigma37 = broadcast(1f).div(exp(z37.neg()).add(1f));
      load(w, D_SMOOTH + 37 * BLOCK + s)
          .mul(sigma37.mul(z37.mul(broadcast(1f).sub(sigma37)).add(1f)))
          .intoArray(w, D_INPUT + 37 * BLOCK + s);
      FloatVector z38 = load(w, INPUT + 38 * BLOCK + s);
      FloatVector sigma38 = broadcast(1f).div(exp(z38.neg()).add(1f));
      load(w, D_SMOOTH + 38 * BLOCK + s)
          .mul(sigma38.mul(z38.mul(broadcast(1f).sub(sigma38)).add(1f)))
          .intoArray(w, D_INPUT + 38 * BLOCK + s);
      FloatVector z39 = load(w, INPUT + 39 * BLOCK + s);
      FloatVector sigma39 = broadcast(1f).div(exp(z39.neg()).add(1f));
      load(w, D_SMOOTH + 39 * BLOCK + s)
          .mul(sigma39.mul(z39.mul(broadcast(1f).sub(sigma39)).add(1f)))
          .intoArray(w, D_INPUT + 39 * BLOCK + s);
      FloatVector z40 = load(w, INPUT + 40 * BLOCK + s);
      FloatVector sigma40 = broadcast(1f).div(exp(z40.neg()).add(1f));
      load(w, D_SMOOTH + 40 * BLOCK + s)
          .mul(sigma40.mul(z40.mul(broadcast(1f).sub(sigma40)).add(1f)))
          .intoArray(w, D_INPUT + 40 * BLOCK + s);
      FloatVector z41 = load(w, INPUT + 41 * BLOCK + s);
      FloatVector sigma41 = broadcast(1f).div(exp(z41.neg()).add(1f));
      load(w, D_SMOOTH + 41 * BLOCK + s)
          .mul(sigma41.mul(z41.mul(broadcast(1f).sub(sigma41)).add(1f)))
          .intoArray(w, D_INPUT + 41 * BLOCK + s);
      FloatVector z42 = load(w, INPUT + 42 * BLOCK + s);
      FloatVector sigma42 = broadcast(1f).div(exp(z42.neg()).add(1f));
      load(w, D_SMOOTH + 42 * BLOCK + s)
          .mul(sigma42.mul(z42.mul(broadcast(1f).sub(sigma42)).add(1f)))
          .intoArray(w, D_INPUT + 42 * BLOCK + s);
      FloatVector z43 = load(w, INPUT + 43 * BLOCK + s);
      FloatVector sigma43 = broadcast(1f).div(exp(z43.neg()).add(1f));
      load(w, D_SMOOTH + 43 * BLOCK + s)
          .mul(sigma43.mul(z43.mul(broadcast(1f).sub(sigma43)).add(1f)))
          .intoArray(w, D_INPUT + 43 * BLOCK + s);
      FloatVector z44 = load(w, INPUT + 44 * BLOCK + s);
      FloatVector sigma44 = broadcast(1f).div(exp(z44.neg()).add(1f));
      load(w, D_SMOOTH + 44 * BLOCK + s)
          .mul(sigma44.mul(z44.mul(broadcast(1f).sub(sigma44)).add(1f)))
          .intoArray(w, D_INPUT + 44 * BLOCK + s);
      FloatVector z45 = load(w, INPUT + 45 * BLOCK + s);
      FloatVector sigma45 = broadcast(1f).div(exp(z45.neg()).add(1f));
      load(w, D_SMOOTH + 45 * BLOCK + s)
          .mul(sigma45.mul(z45.mul(broadcast(1f).sub(sigma45)).add(1f)))
          .intoArray(w, D_INPUT + 45 * BLOCK + s);
      FloatVector z46 = load(w, INPUT + 46 * BLOCK + s);
      FloatVector sigma46 = broadcast(1f).div(exp(z46.neg()).add(1f));
      load(w, D_SMOOTH + 46 * BLOCK + s)
          .mul(sigma46.mul(z46.mul(broadcast(1f).sub(sigma46)).add(1f)))
          .intoArray(w, D_INPUT + 46 * BLOCK + s);
      FloatVector z47 = load(w, INPUT + 47 * BLOCK + s);
      FloatVector sigma47 = broadcast(1f).div(exp(z47.neg()).add(1f));
      load(w, D_SMOOTH + 47 * BLOCK + s)
          .mul(sigma47.mul(z47.mul(broadcast(1f).sub(sigma47)).add(1f)))
          .intoArray(w, D_INPUT + 47 * BLOCK + s);
      FloatVector z48 = load(w, INPUT + 48 * BLOCK + s);
      FloatVector sigma48 = broadcast(1f).div(exp(z48.neg()).add(1f));
      load(w, D_SMOOTH + 48 * BLOCK + s)
          .mul(sigma48.mul(z48.mul(broadcast(1f).sub(sigma48)).add(1f)))
          .intoArray(w, D_INPUT + 48 * BLOCK + s);
      FloatVector z49 = load(w, INPUT + 49 * BLOCK + s);
      FloatVector sigma49 = broadcast(1f).div(exp(z49.neg()).add(1f));
      load(w, D_SMOOTH + 49 * BLOCK + s)
          .mul(sigma49.mul(z49.mul(broadcast(1f).sub(sigma49)).add(1f)))
          .intoArray(w, D_INPUT + 49 * BLOCK + s);
      FloatVector z50 = load(w, INPUT + 50 * BLOCK + s);
      FloatVector sigma50 = broadcast(1f).div(exp(z50.neg()).add(1f));
      load(w, D_SMOOTH + 50 * BLOCK + s)
          .mul(sigma50.mul(z50.mul(broadcast(1f).sub(sigma50)).add(1f)))
          .intoArray(w, D_INPUT + 50 * BLOCK + s);
      FloatVector z51 = load(w, INPUT + 51 * BLOCK + s);
      FloatVector sigma51 = broadcast(1f).div(exp(z51.neg()).add(1f));
      load(w, D_SMOOTH + 51 * BLOCK + s)
          .mul(sigma51.mul(z51.mul(broadcast(1f).sub(sigma51)).add(1f)))
          .intoArray(w, D_INPUT + 51 * BLOCK + s);
      FloatVector z52 = load(w, INPUT + 52 * BLOCK + s);
      FloatVector sigma52 = broadcast(1f).div(exp(z52.neg()).add(1f));
      load(w, D_SMOOTH + 52 * BLOCK + s)
          .mul(sigma52.mul(z52.mul(broadcast(1f).sub(sigma52)).add(1f)))
          .intoArray(w, D_INPUT + 52 * BLOCK + s);
      FloatVector z53 = load(w, INPUT + 53 * BLOCK + s);
      FloatVector sigma53 = broadcast(1f).div(exp(z53.neg()).add(1f));
      load(w, D_SMOOTH + 53 * BLOCK + s)
          .mul(sigma53.mul(z53.mul(broadcast(1f).sub(sigma53)).add(1f)))
          .intoArray(w, D_INPUT + 53 * BLOCK + s);
      FloatVector z54 = load(w, INPUT + 54 * BLOCK + s);
      FloatVector sigma54 = broadcast(1f).div(exp(z54.neg()).add(1f));
      load(w, D_SMOOTH + 54 * BLOCK + s)
          .mul(sigma54.mul(z54.mul(broadcast(1f).sub(sigma54)).add(1f)))
          .intoArray(w, D_INPUT + 54 * BLOCK + s);
      FloatVector z55 = load(w, INPUT + 55 * BLOCK + s);
      FloatVector sigma55 = broadcast(1f).div(exp(z55.neg()).add(1f));
      load(w, D_SMOOTH + 55 * BLOCK + s)
          .mul(sigma55.mul(z55.mul(broadcast(1f).sub(sigma55)).add(1f)))
          .intoArray(w, D_INPUT + 55 * BLOCK + s);
      FloatVector z56 = load(w, INPUT + 56 * BLOCK + s);
      FloatVector sigma56 = broadcast(1f).div(exp(z56.neg()).add(1f));
      load(w, D_SMOOTH + 56 * BLOCK + s)
          .mul(sigma56.mul(z56.mul(broadcast(1f).sub(sigma56)).add(1f)))
          .intoArray(w, D_INPUT + 56 * BLOCK + s);
      FloatVector z57 = load(w, INPUT + 57 * BLOCK + s);
      FloatVector sigma57 = broadcast(1f).div(exp(z57.neg()).add(1f));
      load(w, D_SMOOTH + 57 * BLOCK + s)
          .mul(sigma57.mul(z57.mul(broadcast(1f).sub(sigma57)).add(1f)))
          .intoArray(w, D_INPUT + 57 * BLOCK + s);
      FloatVector z58 = load(w, INPUT + 58 * BLOCK + s);
      FloatVector sigma58 = broadcast(1f).div(exp(z58.neg()).add(1f));
      load(w, D_SMOOTH + 58 * BLOCK + s)
          .mul(sigma58.mul(z58.mul(broadcast(1f).sub(sigma58)).add(1f)))
          .intoArray(w, D_INPUT + 58 * BLOCK + s);
      FloatVector z59 = load(w, INPUT + 59 * BLOCK + s);
      FloatVector sigma59 = broadcast(1f).div(exp(z59.neg()).add(1f));
      load(w, D_SMOOTH + 59 * BLOCK + s)
          .mul(sigma59.mul(z59.mul(broadcast(1f).sub(sigma59)).add(1f)))
          .intoArray(w, D_INPUT + 59 * BLOCK + s);
    }
  }

  /** e to the power of each lane. */
  private static FloatVector exp(FloatVector x) {
    // x = n ln(2) + r
    FloatVector shifted = x.fma(1.442695f, 12582912f);
    FloatVector n = shifted.sub(12582912f);
    FloatVector r = n.fma(broadcast(-0.6931472f), x);
    r = n.fma(broadcast(1.9046542E-9f), r);
    FloatVector p = r.fma(0.0013814524f, 0.00836881f);
    p = p.fma(r, broadcast(0.041668084f));
    p = p.fma(r, broadcast(0.16666518f));
    p = p.fma(r, broadcast(0.49999997f));
    p = p.fma(r, broadcast(1f));
    p = p.fma(r, broadcast(1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
    return x.mul(Float.MAX_VALUE).blend(y, x.compare(VectorOperators.LE, 88.72283f));
  }

  /** The values from {@code position} on, one per lane. */
  private static FloatVector load(float[] values, int position) {
    return FloatVector.fromArray(SPECIES, values, position);
  }

  /** The value in every lane. */
  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** The machine's vectors, of 4 to 16 lanes: a block holds whole ones. */
  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    if (lanes < 4) {
      return FloatVector.SPECIES_128;
    }
    return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }
}
