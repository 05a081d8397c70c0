package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.LaneSums;
import org.phyllo.runtime.compiled.Steps;

/**
 * NormLayers in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link NormLayersPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class NormLayersVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 9904;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 18);

  private static final int NORMAL_WEIGHT = 0;

  private static final int NORMAL_BIAS = 18;

  private static final int OF_BATCH_WEIGHT = 36;

  private static final int OF_BATCH_BIAS = 38;

  private static final int OF_BATCH_RUNNING_MEAN = 40;

  private static final int OF_BATCH_RUNNING_VAR = 42;

  private static final int INPUT = 12;

  private static final int NORMAL = 588;

  private static final int PRODUCT = 1164;

  private static final int OF_BATCH = 1740;

  private static final int ROW = 2316;

  private static final int OF_BATCH_PART = 2892;

  private static final int OF_BATCH_DISTANCE = 3468;

  private static final int OF_BATCH_NORMAL = 4044;

  private static final int NORMAL_NORMAL = 4620;

  private static final int NORMAL_SCALE = 5196;

  private static final int TARGET = 5228;

  private static final int SHARE = 5804;

  private static final int LOSS = 5836;

  private static final int D_NORMAL = 5868;

  private static final int D_PRODUCT = 6444;

  private static final int D_OF_BATCH = 7020;

  private static final int D_ROW = 7596;

  private static final int D_OF_BATCH_PRODUCT = 8172;

  private static final int D_NORMAL_PRODUCT = 8748;

  private static final int D_INPUT = 9324;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardNormalNormal(w, at, samples);
    forwardNormal(p, w, at, samples);
    forwardProduct(w, at, samples);
    forwardOfBatchNormalInference(p, w, at, samples);
    forwardOfBatch(p, w, at, samples);
    forwardRow(w, at, samples);
  }

  @Override
  public int stages() {
    return 4;
  }

  @Override
  public void stage(int stage, float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w,
      int at, int count) {
    int samples = (count + 15) & -16;
    switch (stage) {
      case 0 -> {
        inputColumns(x, 0, rows, at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS, w, at, samples);
        forwardNormalNormal(w, at, samples);
        forwardNormal(p, w, at, samples);
        forwardProduct(w, at, samples);
        forwardOfBatchMeanPart(w, at, samples);
      }
      case 1 -> {
        forwardOfBatchDistance(g, w, at, samples);
        forwardOfBatchVariancePart(w, at, samples);
      }
      case 2 -> {
        forwardOfBatchNormal(g, w, at, samples);
        forwardOfBatch(p, w, at, samples);
        forwardRow(w, at, samples);
        backwardLoss(w, at, samples);
        backwardRowInput(w, at, samples);
        backwardOfBatchProduct(w, at, samples);
      }
      default -> {
        backwardOfBatchInput(p, g, w, at, samples);
        backwardProductInto1(w, at, samples);
        backwardNormalProduct(w, at, samples);
      }
    }
  }

  @Override
  public int tasks(int stage) {
    return switch (stage) {
      case 0 -> 1;
      case 1 -> 1;
      case 2 -> 2;
      default -> 2;
    };
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    switch (stage) {
      case 0 -> {
        if (task < 1) {
          forwardOfBatchMean(g, w, lanes, samples);
        }
      }
      case 1 -> {
        if (task < 1) {
          forwardOfBatchVariance(g, w, lanes, samples);
        }
      }
      case 2 -> {
        if (task < 1) {
          backwardOfBatchWeight(g, w, lanes, samples);
        } else if (task < 2) {
          backwardOfBatchBias(g, w, lanes, samples);
        }
      }
      default -> {
        if (task < 1) {
          backwardNormalWeight(g, w, lanes, samples);
        } else if (task < 2) {
          backwardNormalBias(g, w, lanes, samples);
        }
      }
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardProductInto2(w, at, samples);
    backwardNormalInput(p, w, at, samples);
  }

  private static void inputColumns16(float[] x, int from, int[] rows, int first, float[] w,
      int columns) {
    int row0 = from + rows[first];
    int row1 = from + rows[first + 1];
    int row2 = from + rows[first + 2];
    int row3 = from + rows[first + 3];
    int row4 = from + rows[first + 4];
    int row5 = from + rows[first + 5];
    int row6 = from + rows[first + 6];
    int row7 = from + rows[first + 7];
    int row8 = from + rows[first + 8];
    int row9 = from + rows[first + 9];
    int row10 = from + rows[first + 10];
    int row11 = from + rows[first + 11];
    int row12 = from + rows[first + 12];
    int row13 = from + rows[first + 13];
    int row14 = from + rows[first + 14];
    int row15 = from + rows[first + 15];
    for (int i = 0, column = columns; i < 18; i += 2, column += 2 * BLOCK) {
      w[column] = x[row0 + i];
      w[column + 1] = x[row1 + i];
      w[column + 2] = x[row2 + i];
      w[column + 3] = x[row3 + i];
      w[column + 4] = x[row4 + i];
      w[column + 5] = x[row5 + i];
      w[column + 6] = x[row6 + i];
      w[column + 7] = x[row7 + i];
      w[column + 8] = x[row8 + i];
      w[column + 9] = x[row9 + i];
      w[column + 10] = x[row10 + i];
      w[column + 11] = x[row11 + i];
      w[column + 12] = x[row12 + i];
      w[column + 13] = x[row13 + i];
      w[column + 14] = x[row14 + i];
      w[column + 15] = x[row15 + i];
      w[column + BLOCK] = x[row0 + i + 1];
      w[column + BLOCK + 1] = x[row1 + i + 1];
      w[column + BLOCK + 2] = x[row2 + i + 1];
      w[column + BLOCK + 3] = x[row3 + i + 1];
      w[column + BLOCK + 4] = x[row4 + i + 1];
      w[column + BLOCK + 5] = x[row5 + i + 1];
      w[column + BLOCK + 6] = x[row6 + i + 1];
      w[column + BLOCK + 7] = x[row7 + i + 1];
      w[column + BLOCK + 8] = x[row8 + i + 1];
      w[column + BLOCK + 9] = x[row9 + i + 1];
      w[column + BLOCK + 10] = x[row10 + i + 1];
      w[column + BLOCK + 11] = x[row11 + i + 1];
      w[column + BLOCK + 12] = x[row12 + i + 1];
      w[column + BLOCK + 13] = x[row13 + i + 1];
      w[column + BLOCK + 14] = x[row14 + i + 1];
      w[column + BLOCK + 15] = x[row15 + i + 1];
    }
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, int[] rows, int first, float[] w, int at,
      int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from, rows, first + s, w, at + INPUT + s);
    }
  }

  /**
   * normalNormal [2, 3, 3] = (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5)
   */
  private static void forwardNormalNormal(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector mean = zero(SPECIES);
      for (int i = 0; i < 18; i++) {
        mean = mean.add(fromArray(SPECIES, w, INPUT + i * BLOCK + s));
      }
      mean = mean.mul(0.055555556f);
      FloatVector variance = zero(SPECIES);
      for (int i = 0; i < 18; i++) {
        FloatVector d = fromArray(SPECIES, w, INPUT + i * BLOCK + s).sub(mean);
        variance = d.fma(d, variance);
      }
      FloatVector scale =
          broadcast(SPECIES, 1f).div(variance.mul(0.055555556f).add(1.0E-5f).sqrt());
      scale.intoArray(w, NORMAL_SCALE + s);
      for (int i = 0; i < 18; i++) {
        fromArray(SPECIES, w, INPUT + i * BLOCK + s).sub(mean)
            .mul(scale).intoArray(w, NORMAL_NORMAL + i * BLOCK + s);
      }
    }
  }

  /**
   * normal [2, 3, 3] = weight * (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardNormal(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s += LANES) {
        fromArray(SPECIES, w, NORMAL_NORMAL + i * BLOCK
            + s).fma(broadcast(SPECIES, p[NORMAL_WEIGHT + i]),
            broadcast(SPECIES, p[NORMAL_BIAS + i])).intoArray(w, NORMAL + i * BLOCK + s);
      }
    }
  }

  /**
   * product [2, 3, 3] = normal [2, 3, 3] * input [2, 3, 3]
   */
  private static void forwardProduct(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, NORMAL + s)
            .mul(fromArray(SPECIES, w, INPUT + s)).intoArray(w, PRODUCT + s);
      }
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = (product [2, 3, 3] - running mean) / sqrt(running variance +
   * 1.0E-5)
   */
  private static void forwardOfBatchNormalInference(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, PRODUCT + c * 9 * BLOCK + i * BLOCK + s)
              .sub(p[OF_BATCH_RUNNING_MEAN + c])
              .mul(1f / (float) Math.sqrt(p[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f)).intoArray(w,
              OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s);
        }
      }
    }
  }

  /**
   * ofBatch [2, 3, 3] = weight * (product [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardOfBatch(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK
              + s).fma(broadcast(SPECIES, p[OF_BATCH_WEIGHT + c]),
              broadcast(SPECIES, p[OF_BATCH_BIAS + c])).intoArray(w, OF_BATCH + c * 9 * BLOCK + i
              * BLOCK + s);
        }
      }
    }
  }

  /**
   * row [18] = ofBatch [2, 3, 3], as a row
   */
  private static void forwardRow(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, OF_BATCH + s).intoArray(w, ROW + s);
      }
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the mean
   */
  private static void forwardOfBatchMeanPart(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, PRODUCT + c * 9 * BLOCK + i * BLOCK + s)
              .mul(fromArray(SPECIES, w, SHARE + s)).intoArray(w, OF_BATCH_PART + c * 9 * BLOCK + i
              * BLOCK + s);
        }
      }
    }
  }

  /**
   * ofBatchDistance [2, 3, 3] = product [2, 3, 3] - mean
   */
  private static void forwardOfBatchDistance(float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, PRODUCT + c * 9 * BLOCK + i * BLOCK + s)
              .sub(g[OF_BATCH_RUNNING_MEAN + c]).intoArray(w, OF_BATCH_DISTANCE + c * 9 * BLOCK + i
              * BLOCK + s);
        }
      }
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the variance
   */
  private static void forwardOfBatchVariancePart(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s)
              .mul(fromArray(SPECIES, w, OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s))
              .mul(fromArray(SPECIES, w, SHARE + s)).intoArray(w, OF_BATCH_PART + c * 9 * BLOCK + i
              * BLOCK + s);
        }
      }
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = ofBatchDistance / sqrt(variance + 1.0E-5)
   */
  private static void forwardOfBatchNormal(float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s)
              .mul(1f / (float) Math.sqrt(g[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f)).intoArray(w,
              OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s);
        }
      }
    }
  }

  /**
   * loss and dRow of row [18]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.055555556f);
      for (int i = 0; i < 18; i++) {
        FloatVector d = fromArray(SPECIES, w, ROW + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.mul(d));
        d.mul(2f).mul(weight).intoArray(w, D_ROW + i * BLOCK + s);
      }
      total.mul(0.055555556f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dOfBatch [2, 3, 3] = dRow
   */
  private static void backwardRowInput(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_ROW + s).intoArray(w, D_OF_BATCH + s);
      }
    }
  }

  /**
   * dOfBatchProduct = dOfBatch * ofBatchNormal
   */
  private static void backwardOfBatchProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s)
              .mul(fromArray(SPECIES, w, OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK
              + s)).intoArray(w, D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s);
        }
      }
    }
  }

  /**
   * dProduct [2, 3, 3] = (dSum - (dBias + normal * dWeight) / n) * weight / sqrt(variance +
   * 1.0E-5)
   */
  private static void backwardOfBatchInput(float[] p, float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s += LANES) {
          fromArray(SPECIES, w, D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s)
              .sub(fromArray(SPECIES, w, OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK
              + s).fma(broadcast(SPECIES, g[OF_BATCH_WEIGHT + c]),
              broadcast(SPECIES, g[OF_BATCH_BIAS + c]))
              .mul(fromArray(SPECIES, w, SHARE + s).mul(0.11111111f)))
              .mul(p[OF_BATCH_WEIGHT + c]
              * (1f / (float) Math.sqrt(g[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f))).intoArray(w,
              D_PRODUCT + c * 9 * BLOCK + i * BLOCK + s);
        }
      }
    }
  }

  /**
   * dNormal [2, 3, 3] = dProduct times the other factors
   */
  private static void backwardProductInto1(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_PRODUCT + s)
            .mul(fromArray(SPECIES, w, INPUT + s)).intoArray(w, D_NORMAL + s);
      }
    }
  }

  /**
   * dNormalProduct = dNormal * normalNormal
   */
  private static void backwardNormalProduct(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_NORMAL + s)
            .mul(fromArray(SPECIES, w, NORMAL_NORMAL + s)).intoArray(w, D_NORMAL_PRODUCT + s);
      }
    }
  }

  /**
   * dInput [2, 3, 3] = dProduct times the other factors
   */
  private static void backwardProductInto2(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_PRODUCT + s)
            .mul(fromArray(SPECIES, w, NORMAL + s)).intoArray(w, D_INPUT + s);
      }
    }
  }

  /**
   * dInput [2, 3, 3] += (g - mean of g - normal * mean of g * normal) * scale, g = weight *
   * dNormal
   */
  private static void backwardNormalInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector mean = zero(SPECIES);
      FloatVector slope = zero(SPECIES);
      for (int i = 0; i < 18; i++) {
        FloatVector d = fromArray(SPECIES, w, D_NORMAL + i * BLOCK + s).mul(p[NORMAL_WEIGHT + i]);
        mean = mean.add(d);
        slope = d.fma(fromArray(SPECIES, w, NORMAL_NORMAL + i * BLOCK + s), slope);
      }
      mean = mean.mul(0.055555556f);
      slope = slope.mul(0.055555556f);
      for (int i = 0; i < 18; i++) {
        fromArray(SPECIES, w, D_INPUT + i * BLOCK + s)
            .add(fromArray(SPECIES, w, D_NORMAL + i * BLOCK + s).mul(p[NORMAL_WEIGHT + i])
            .sub(mean).sub(fromArray(SPECIES, w, NORMAL_NORMAL + i * BLOCK + s).mul(slope))
            .mul(fromArray(SPECIES, w, NORMAL_SCALE + s))).intoArray(w, D_INPUT + i * BLOCK + s);
      }
    }
  }

  /**
   * ofBatchBatchMean [2] = ofBatchPart, summed over places and the batch
   */
  private static void forwardOfBatchMean(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    forwardOfBatchMeanTile2x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 2; row++, sum++) {
      g[OF_BATCH_RUNNING_MEAN + row] = lanes[sum] * 0.11111111f;
    }
  }

  private static void forwardOfBatchMeanTile2x1(float[] w, float[] lanes, int samples, int c) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int i = 0; i < 9; i++) {
          int ofBatchPartAt = OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s;
          sum0 = sum0.add(fromArray(SPECIES, w, ofBatchPartAt));
          sum1 = sum1.add(fromArray(SPECIES, w, ofBatchPartAt + 9 * BLOCK));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
  }

  /**
   * ofBatchBatchVar [2] = ofBatchPart, summed over places and the batch
   */
  private static void forwardOfBatchVariance(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    forwardOfBatchVarianceTile2x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 2; row++, sum++) {
      g[OF_BATCH_RUNNING_VAR + row] = lanes[sum] * 0.11111111f;
    }
  }

  private static void forwardOfBatchVarianceTile2x1(float[] w, float[] lanes, int samples, int c) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int i = 0; i < 9; i++) {
          int ofBatchPartAt = OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s;
          sum0 = sum0.add(fromArray(SPECIES, w, ofBatchPartAt));
          sum1 = sum1.add(fromArray(SPECIES, w, ofBatchPartAt + 9 * BLOCK));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
  }

  /**
   * dOfBatchWeight = dOfBatchProduct, summed over places and the batch
   */
  private static void backwardOfBatchWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardOfBatchWeightTile2x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 2; row++, sum++) {
      g[OF_BATCH_WEIGHT + row] = lanes[sum];
    }
  }

  private static void backwardOfBatchWeightTile2x1(float[] w, float[] lanes, int samples, int c) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int i = 0; i < 9; i++) {
          int dOfBatchProductAt = D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s;
          sum0 = sum0.add(fromArray(SPECIES, w, dOfBatchProductAt));
          sum1 = sum1.add(fromArray(SPECIES, w, dOfBatchProductAt + 9 * BLOCK));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
  }

  /**
   * dOfBatchBias = dOfBatch, summed over places and the batch
   */
  private static void backwardOfBatchBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardOfBatchBiasTile2x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 2; row++, sum++) {
      g[OF_BATCH_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardOfBatchBiasTile2x1(float[] w, float[] lanes, int samples, int c) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int i = 0; i < 9; i++) {
          int dOfBatchAt = D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s;
          sum0 = sum0.add(fromArray(SPECIES, w, dOfBatchAt));
          sum1 = sum1.add(fromArray(SPECIES, w, dOfBatchAt + 9 * BLOCK));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
  }

  /**
   * dNormalWeight = dNormalProduct, summed over the batch
   */
  private static void backwardNormalWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int i = 0; i < 18; i += 6) {
      backwardNormalWeightTile6x1(w, lanes, padded, i);
      LaneSums.addUp(lanes, 6);
      for (int row = i, sum = 0; row < i + 6; row++, sum++) {
        g[NORMAL_WEIGHT + row] = lanes[sum];
      }
    }
  }

  private static void backwardNormalWeightTile6x1(float[] w, float[] lanes, int samples, int i) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dNormalProductAt = D_NORMAL_PRODUCT + i * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dNormalProductAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dNormalProductAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dNormalProductAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dNormalProductAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dNormalProductAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dNormalProductAt + 5 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
    }
  }

  /**
   * dNormalBias = dNormal, summed over the batch
   */
  private static void backwardNormalBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int i = 0; i < 18; i += 6) {
      backwardNormalBiasTile6x1(w, lanes, padded, i);
      LaneSums.addUp(lanes, 6);
      for (int row = i, sum = 0; row < i + 6; row++, sum++) {
        g[NORMAL_BIAS + row] = lanes[sum];
      }
    }
  }

  private static void backwardNormalBiasTile6x1(float[] w, float[] lanes, int samples, int i) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dNormalAt = D_NORMAL + i * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dNormalAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dNormalAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dNormalAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dNormalAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dNormalAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dNormalAt + 5 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
    }
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
