package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * DenseLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link DenseLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class DenseLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2880;

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 140;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 640;

  private static final int HIDDEN = 1280;

  private static final int TARGET = 1504;

  private static final int SHARE = 1728;

  private static final int LOSS = 1760;

  private static final int D_HIDDEN = 1792;

  private static final int D_HIDDEN_SUM = 2016;

  private static final int D_INPUT = 2240;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
    backwardLoss(w, at, samples);
    backwardHiddenSum(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 2;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 1) {
      backwardHiddenWeight(g, w, samples);
    } else if (task < 2) {
      backwardHiddenBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 20; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 20 + k];
      }
    }
  }

  /**
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      forwardHiddenSumTile6x2(p, w, s, 0);
      forwardHiddenSumTile1x2(p, w, s, 6);
    }
    if (s < end) {
      forwardHiddenSumTile7x1(p, w, s, 0);
    }
  }

  private static void forwardHiddenSumTile6x2(float[] p, float[] w, int s, int u) {
    FloatVector sum00 = broadcast(SPECIES, p[HIDDEN_BIAS + u]);
    FloatVector sum01 = broadcast(SPECIES, p[HIDDEN_BIAS + u]);
    FloatVector sum10 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 5]);
    for (int k = 0; k < 20; k++) {
      FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
      FloatVector input1 = fromArray(SPECIES, w, INPUT + k * BLOCK + s + LANES);
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k]);
      sum00 = hiddenWeight0.fma(input0, sum00);
      sum01 = hiddenWeight0.fma(input1, sum01);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 20]);
      sum10 = hiddenWeight1.fma(input0, sum10);
      sum11 = hiddenWeight1.fma(input1, sum11);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 40]);
      sum20 = hiddenWeight2.fma(input0, sum20);
      sum21 = hiddenWeight2.fma(input1, sum21);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 60]);
      sum30 = hiddenWeight3.fma(input0, sum30);
      sum31 = hiddenWeight3.fma(input1, sum31);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 80]);
      sum40 = hiddenWeight4.fma(input0, sum40);
      sum41 = hiddenWeight4.fma(input1, sum41);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 100]);
      sum50 = hiddenWeight5.fma(input0, sum50);
      sum51 = hiddenWeight5.fma(input1, sum51);
    }
    sum00.intoArray(w, HIDDEN + u * BLOCK + s);
    sum01.intoArray(w, HIDDEN + u * BLOCK + s + LANES);
    sum10.intoArray(w, HIDDEN + u * BLOCK + BLOCK + s);
    sum11.intoArray(w, HIDDEN + u * BLOCK + BLOCK + s + LANES);
    sum20.intoArray(w, HIDDEN + u * BLOCK + 2 * BLOCK + s);
    sum21.intoArray(w, HIDDEN + u * BLOCK + 2 * BLOCK + s + LANES);
    sum30.intoArray(w, HIDDEN + u * BLOCK + 3 * BLOCK + s);
    sum31.intoArray(w, HIDDEN + u * BLOCK + 3 * BLOCK + s + LANES);
    sum40.intoArray(w, HIDDEN + u * BLOCK + 4 * BLOCK + s);
    sum41.intoArray(w, HIDDEN + u * BLOCK + 4 * BLOCK + s + LANES);
    sum50.intoArray(w, HIDDEN + u * BLOCK + 5 * BLOCK + s);
    sum51.intoArray(w, HIDDEN + u * BLOCK + 5 * BLOCK + s + LANES);
  }

  private static void forwardHiddenSumTile1x2(float[] p, float[] w, int s, int u) {
    FloatVector sum0 = broadcast(SPECIES, p[HIDDEN_BIAS + u]);
    FloatVector sum1 = broadcast(SPECIES, p[HIDDEN_BIAS + u]);
    for (int k = 0; k < 20; k++) {
      FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
      FloatVector input1 = fromArray(SPECIES, w, INPUT + k * BLOCK + s + LANES);
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k]);
      sum0 = hiddenWeight0.fma(input0, sum0);
      sum1 = hiddenWeight0.fma(input1, sum1);
    }
    sum0.intoArray(w, HIDDEN + u * BLOCK + s);
    sum1.intoArray(w, HIDDEN + u * BLOCK + s + LANES);
  }

  private static void forwardHiddenSumTile7x1(float[] p, float[] w, int s, int u) {
    FloatVector sum0 = broadcast(SPECIES, p[HIDDEN_BIAS + u]);
    FloatVector sum1 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[HIDDEN_BIAS + u + 6]);
    for (int k = 0; k < 20; k++) {
      FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k]);
      sum0 = hiddenWeight0.fma(input0, sum0);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 20]);
      sum1 = hiddenWeight1.fma(input0, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 40]);
      sum2 = hiddenWeight2.fma(input0, sum2);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 60]);
      sum3 = hiddenWeight3.fma(input0, sum3);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 80]);
      sum4 = hiddenWeight4.fma(input0, sum4);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 100]);
      sum5 = hiddenWeight5.fma(input0, sum5);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 120]);
      sum6 = hiddenWeight6.fma(input0, sum6);
    }
    sum0.intoArray(w, HIDDEN + u * BLOCK + s);
    sum1.intoArray(w, HIDDEN + u * BLOCK + BLOCK + s);
    sum2.intoArray(w, HIDDEN + u * BLOCK + 2 * BLOCK + s);
    sum3.intoArray(w, HIDDEN + u * BLOCK + 3 * BLOCK + s);
    sum4.intoArray(w, HIDDEN + u * BLOCK + 4 * BLOCK + s);
    sum5.intoArray(w, HIDDEN + u * BLOCK + 5 * BLOCK + s);
    sum6.intoArray(w, HIDDEN + u * BLOCK + 6 * BLOCK + s);
  }

  /**
   * hidden [7] = tanh(weight [7, 20] * input [20] + bias [7])
   */
  private static void forwardHidden(float[] w, int at, int samples) {
    int end = at + samples;
    for (int u = 0; u < 7; u++) {
      for (int s = at; s < end; s += LANES) {
        FloatVector sum = fromArray(SPECIES, w, HIDDEN + u * BLOCK + s);
        // tanh: h = (e^(2a) - 1) / 2, a = n ln(2) / 2 + r
        FloatVector tanhX = sum;
        FloatVector tanhA = tanhX.abs();
        FloatVector tanhShifted = tanhA.fma(2.88539f, 12582912f);
        FloatVector tanhN = tanhShifted.sub(12582912f);
        FloatVector tanhR = tanhN.fma(broadcast(SPECIES, -0.3465736f), tanhA);
        FloatVector tanhP = tanhR.fma(0.04442575f, 0.13385446f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.3333293f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.66666156f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 1.0000001f);
        tanhP = tanhP.fma(tanhR.mul(tanhR), tanhR);
        var tanhExponent = tanhShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector tanhScale = tanhExponent.add(0x3f800000).reinterpretAsFloats();
        FloatVector tanhH = tanhScale.fma(tanhP, tanhScale.fma(0.5f, -0.5f));
        FloatVector tanhY = tanhH.div(tanhH.add(1f));
        tanhY = tanhY.blend(1f, tanhA.compare(VectorOperators.GT, 9.02f));
        var tanhSign = tanhX.reinterpretAsInts().and(0x80000000);
        tanhY = tanhY.reinterpretAsInts().or(tanhSign).reinterpretAsFloats();
        tanhY.intoArray(w, HIDDEN + u * BLOCK + s);
      }
    }
  }

  /**
   * loss and dHidden of hidden [7]: mean of d^2/2 near 0, delta (|d| - delta/2) beyond, d = x -
   * target; its gradient d, at most delta
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.14285715f);
      for (int i = 0; i < 7; i++) {
        FloatVector d = fromArray(SPECIES, w, HIDDEN + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        FloatVector size = d.abs();
        total = total
            .add(d.mul(d).mul(0.5f).blend(size.sub(0.5f), size.compare(VectorOperators.GT, 1f)));
        d.max(-1f).min(1f).mul(weight).intoArray(w, D_HIDDEN + i * BLOCK + s);
      }
      total.mul(0.14285715f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dHiddenSum = dHidden * tanh'
   */
  private static void backwardHiddenSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 7; i++) {
      for (int s = at; s < end; s += LANES) {
        FloatVector t = fromArray(SPECIES, w, HIDDEN + i * BLOCK + s);
        fromArray(SPECIES, w, D_HIDDEN + i * BLOCK + s)
            .mul(broadcast(SPECIES, 1f).sub(t.mul(t))).intoArray(w, D_HIDDEN_SUM + i * BLOCK + s);
      }
    }
  }

  /**
   * dInput [20] = weight [7, 20]^T * dHiddenSum [7]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 20; k += 5) {
        backwardHiddenInputTile5x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 20; k += 10) {
        backwardHiddenInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardHiddenInputTile5x2(float[] p, float[] w, int s, int k) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum40 = zero(SPECIES);
    FloatVector sum41 = zero(SPECIES);
    for (int u = 0; u < 7; u++) {
      FloatVector dHiddenSum0 = fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + s);
      FloatVector dHiddenSum1 = fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + s + LANES);
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k]);
      sum00 = hiddenWeight0.fma(dHiddenSum0, sum00);
      sum01 = hiddenWeight0.fma(dHiddenSum1, sum01);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 1]);
      sum10 = hiddenWeight1.fma(dHiddenSum0, sum10);
      sum11 = hiddenWeight1.fma(dHiddenSum1, sum11);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 2]);
      sum20 = hiddenWeight2.fma(dHiddenSum0, sum20);
      sum21 = hiddenWeight2.fma(dHiddenSum1, sum21);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 3]);
      sum30 = hiddenWeight3.fma(dHiddenSum0, sum30);
      sum31 = hiddenWeight3.fma(dHiddenSum1, sum31);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 4]);
      sum40 = hiddenWeight4.fma(dHiddenSum0, sum40);
      sum41 = hiddenWeight4.fma(dHiddenSum1, sum41);
    }
    sum00.intoArray(w, D_INPUT + k * BLOCK + s);
    sum01.intoArray(w, D_INPUT + k * BLOCK + s + LANES);
    sum10.intoArray(w, D_INPUT + k * BLOCK + BLOCK + s);
    sum11.intoArray(w, D_INPUT + k * BLOCK + BLOCK + s + LANES);
    sum20.intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s);
    sum21.intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s + LANES);
    sum30.intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s);
    sum31.intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s + LANES);
    sum40.intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s);
    sum41.intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s + LANES);
  }

  private static void backwardHiddenInputTile10x1(float[] p, float[] w, int s, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    FloatVector sum4 = zero(SPECIES);
    FloatVector sum5 = zero(SPECIES);
    FloatVector sum6 = zero(SPECIES);
    FloatVector sum7 = zero(SPECIES);
    FloatVector sum8 = zero(SPECIES);
    FloatVector sum9 = zero(SPECIES);
    for (int u = 0; u < 7; u++) {
      FloatVector dHiddenSum0 = fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + s);
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k]);
      sum0 = hiddenWeight0.fma(dHiddenSum0, sum0);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 1]);
      sum1 = hiddenWeight1.fma(dHiddenSum0, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 2]);
      sum2 = hiddenWeight2.fma(dHiddenSum0, sum2);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 3]);
      sum3 = hiddenWeight3.fma(dHiddenSum0, sum3);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 4]);
      sum4 = hiddenWeight4.fma(dHiddenSum0, sum4);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 5]);
      sum5 = hiddenWeight5.fma(dHiddenSum0, sum5);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 6]);
      sum6 = hiddenWeight6.fma(dHiddenSum0, sum6);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 7]);
      sum7 = hiddenWeight7.fma(dHiddenSum0, sum7);
      FloatVector hiddenWeight8 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 8]);
      sum8 = hiddenWeight8.fma(dHiddenSum0, sum8);
      FloatVector hiddenWeight9 = broadcast(SPECIES, p[HIDDEN_WEIGHT + u * 20 + k + 9]);
      sum9 = hiddenWeight9.fma(dHiddenSum0, sum9);
    }
    sum0.intoArray(w, D_INPUT + k * BLOCK + s);
    sum1.intoArray(w, D_INPUT + k * BLOCK + BLOCK + s);
    sum2.intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s);
    sum3.intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s);
    sum4.intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s);
    sum5.intoArray(w, D_INPUT + k * BLOCK + 5 * BLOCK + s);
    sum6.intoArray(w, D_INPUT + k * BLOCK + 6 * BLOCK + s);
    sum7.intoArray(w, D_INPUT + k * BLOCK + 7 * BLOCK + s);
    sum8.intoArray(w, D_INPUT + k * BLOCK + 8 * BLOCK + s);
    sum9.intoArray(w, D_INPUT + k * BLOCK + 9 * BLOCK + s);
  }

  private static void backwardHiddenWeightTile6x2(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum40 = zero(SPECIES);
    FloatVector sum41 = zero(SPECIES);
    FloatVector sum50 = zero(SPECIES);
    FloatVector sum51 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector input1 = fromArray(SPECIES, w, row + LANES);
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + s]);
        sum00 = dHiddenSum0.fma(input0, sum00);
        sum01 = dHiddenSum0.fma(input1, sum01);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s]);
        sum10 = dHiddenSum1.fma(input0, sum10);
        sum11 = dHiddenSum1.fma(input1, sum11);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s]);
        sum20 = dHiddenSum2.fma(input0, sum20);
        sum21 = dHiddenSum2.fma(input1, sum21);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s]);
        sum30 = dHiddenSum3.fma(input0, sum30);
        sum31 = dHiddenSum3.fma(input1, sum31);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s]);
        sum40 = dHiddenSum4.fma(input0, sum40);
        sum41 = dHiddenSum4.fma(input1, sum41);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s]);
        sum50 = dHiddenSum5.fma(input0, sum50);
        sum51 = dHiddenSum5.fma(input1, sum51);
      }
    }
    sum00.intoArray(g, HIDDEN_WEIGHT + u * 20 + k);
    sum01.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES);
    sum10.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 20);
    sum11.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES + 20);
    sum20.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 40);
    sum21.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES + 40);
    sum30.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 60);
    sum31.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES + 60);
    sum40.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 80);
    sum41.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES + 80);
    sum50.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 100);
    sum51.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES + 100);
  }

  private static void backwardHiddenWeightTile1x2(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector input1 = fromArray(SPECIES, w, row + LANES);
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + s]);
        sum0 = dHiddenSum0.fma(input0, sum0);
        sum1 = dHiddenSum0.fma(input1, sum1);
      }
    }
    sum0.intoArray(g, HIDDEN_WEIGHT + u * 20 + k);
    sum1.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + LANES);
  }

  private static void backwardHiddenWeightTile6x1(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    FloatVector sum4 = zero(SPECIES);
    FloatVector sum5 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + s]);
        sum0 = dHiddenSum0.fma(input0, sum0);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s]);
        sum1 = dHiddenSum1.fma(input0, sum1);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s]);
        sum2 = dHiddenSum2.fma(input0, sum2);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s]);
        sum3 = dHiddenSum3.fma(input0, sum3);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s]);
        sum4 = dHiddenSum4.fma(input0, sum4);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s]);
        sum5 = dHiddenSum5.fma(input0, sum5);
      }
    }
    sum0.intoArray(g, HIDDEN_WEIGHT + u * 20 + k);
    sum1.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 20);
    sum2.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 40);
    sum3.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 60);
    sum4.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 80);
    sum5.intoArray(g, HIDDEN_WEIGHT + u * 20 + k + 100);
  }

  private static void backwardHiddenWeightTile1x1(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[D_HIDDEN_SUM + u * BLOCK + s]);
        sum = dHiddenSum0.fma(input0, sum);
      }
    }
    sum.intoArray(g, HIDDEN_WEIGHT + u * 20 + k);
  }

  private static void backwardHiddenWeightTile6Tail(float[] g, float[] w, int samples, int u,
      int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum0 = Math.fma(dHiddenSum0, input0, sum0);
        float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s];
        sum1 = Math.fma(dHiddenSum1, input0, sum1);
        float dHiddenSum2 = w[D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s];
        sum2 = Math.fma(dHiddenSum2, input0, sum2);
        float dHiddenSum3 = w[D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s];
        sum3 = Math.fma(dHiddenSum3, input0, sum3);
        float dHiddenSum4 = w[D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s];
        sum4 = Math.fma(dHiddenSum4, input0, sum4);
        float dHiddenSum5 = w[D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s];
        sum5 = Math.fma(dHiddenSum5, input0, sum5);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum0;
    g[HIDDEN_WEIGHT + u * 20 + k + 20] = sum1;
    g[HIDDEN_WEIGHT + u * 20 + k + 40] = sum2;
    g[HIDDEN_WEIGHT + u * 20 + k + 60] = sum3;
    g[HIDDEN_WEIGHT + u * 20 + k + 80] = sum4;
    g[HIDDEN_WEIGHT + u * 20 + k + 100] = sum5;
  }

  private static void backwardHiddenWeightTile1Tail(float[] g, float[] w, int samples, int u,
      int k) {
    float sum = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum = Math.fma(dHiddenSum0, input0, sum);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum;
  }

  /**
   * dHiddenWeight = dHiddenSum [7] * input [20]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, int samples) {
    int k = 0;
    int end = 20;
    for (; k + 2 * LANES <= end; k += 2 * LANES) {
      backwardHiddenWeightTile6x2(g, w, samples, 0, k);
      backwardHiddenWeightTile1x2(g, w, samples, 6, k);
    }
    for (; k + LANES <= end; k += LANES) {
      backwardHiddenWeightTile6x1(g, w, samples, 0, k);
      backwardHiddenWeightTile1x1(g, w, samples, 6, k);
    }
    for (; k < end; k++) {
      backwardHiddenWeightTile6Tail(g, w, samples, 0, k);
      backwardHiddenWeightTile1Tail(g, w, samples, 6, k);
    }
  }

  /**
   * dHiddenBias = dHiddenSum [7], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardHiddenBiasTile6x1(g, w, lanes, padded, 0);
    backwardHiddenBiasTile1x1(g, w, lanes, padded, 6);
  }

  private static void backwardHiddenBiasTile6x1(float[] g, float[] w, float[] lanes, int samples,
      int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          sum0 = sum0.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + s));
          sum1 = sum1.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + BLOCK + s));
          sum2 = sum2.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s));
          sum3 = sum3.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s));
          sum4 = sum4.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s));
          sum5 = sum5.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
    }
    g[HIDDEN_BIAS + u] = addLanes(lanes, 0);
    g[HIDDEN_BIAS + u + 1] = addLanes(lanes, 16);
    g[HIDDEN_BIAS + u + 2] = addLanes(lanes, 32);
    g[HIDDEN_BIAS + u + 3] = addLanes(lanes, 48);
    g[HIDDEN_BIAS + u + 4] = addLanes(lanes, 64);
    g[HIDDEN_BIAS + u + 5] = addLanes(lanes, 80);
  }

  private static void backwardHiddenBiasTile1x1(float[] g, float[] w, float[] lanes, int samples,
      int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          sum = sum.add(fromArray(SPECIES, w, D_HIDDEN_SUM + u * BLOCK + s));
        }
      }
      sum.intoArray(lanes, lane);
    }
    g[HIDDEN_BIAS + u] = addLanes(lanes, 0);
  }

  /**
   * The sum of sixteen lanes: each four as a tree, the fours in order.
   */
  private static float addLanes(float[] lanes, int from) {
    float total = 0f;
    for (int i = from; i < from + 16; i += 4) {
      total += (lanes[i] + lanes[i + 2]) + (lanes[i + 1] + lanes[i + 3]);
    }
    return total;
  }

  /**
   * The machine's vectors, of 4 to 16 lanes: a block holds whole ones.
   */
  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    if (lanes < 4) {
      return FloatVector.SPECIES_128;
    }
    return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }
}
