package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * Edges predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link EdgesVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class EdgesSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int MAPS = 1008;

  private static final int MORE = 14832;

  private static final int SCORES = 26608;

  private static final int MAPS_BIAS = 12;

  private static final int MAPS_WEIGHT = 28;

  private static final int MORE_BIAS = 172;

  private static final int MORE_WEIGHT = 188;

  private static final int SCORES_BIAS = 764;

  private static final int SCORES_WEIGHT = 780;

  private static final int[] STEPS_4X1_3X288 = Steps.of(4, 1, 3, 288);

  @Override
  public int packedFloats() {
    return 47900;
  }

  @Override
  public int workspaceFloats() {
    return 26640;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return SCORES;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 36, 4, 1, q, MAPS_BIAS, 16);
    columns(p, 0, 4, 9, q, MAPS_WEIGHT, 2 * LANES);
    columns(p, 184, 4, 1, q, MORE_BIAS, 16);
    columns(p, 40, 4, 36, q, MORE_WEIGHT, 2 * LANES);
    columns(p, 9020, 3, 1, q, SCORES_BIAS, 16);
    columns(p, 188, 3, 2944, q, SCORES_WEIGHT, 4 * LANES);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardMaps(q, w);
    forwardMore(q, w);
    forwardScores(q, w);
  }

  private static void forwardMapsTile9x2(float[] q, float[] w, int f, int y, int x) {
    int mapsBiasAt = MAPS_BIAS + f;
    FloatVector sum00 = fromArray(SPECIES, q, mapsBiasAt);
    int mapsBiasAt1 = MAPS_BIAS + f + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum10 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum20 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum30 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum40 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum41 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum50 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum51 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum60 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum61 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum70 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum71 = fromArray(SPECIES, q, mapsBiasAt1);
    FloatVector sum80 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum81 = fromArray(SPECIES, q, mapsBiasAt1);
    for (int a = 0; a < 3; a++) {
      int mapsWeightAt = MAPS_WEIGHT + f * 9 + a * 3 * 2 * LANES;
      FloatVector mapsWeight0 = fromArray(SPECIES, q, mapsWeightAt);
      FloatVector mapsWeight1 = fromArray(SPECIES, q, mapsWeightAt + LANES);
      int inputAt = INPUT + y * 20 + a * 20 + x;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum00 = input0.fma(mapsWeight0, sum00);
      sum01 = input0.fma(mapsWeight1, sum01);
      FloatVector input1 = broadcast(SPECIES, w[inputAt + 1]);
      sum10 = input1.fma(mapsWeight0, sum10);
      sum11 = input1.fma(mapsWeight1, sum11);
      FloatVector input2 = broadcast(SPECIES, w[inputAt + 2]);
      sum20 = input2.fma(mapsWeight0, sum20);
      sum21 = input2.fma(mapsWeight1, sum21);
      FloatVector input3 = broadcast(SPECIES, w[inputAt + 3]);
      sum30 = input3.fma(mapsWeight0, sum30);
      sum31 = input3.fma(mapsWeight1, sum31);
      FloatVector input4 = broadcast(SPECIES, w[inputAt + 4]);
      sum40 = input4.fma(mapsWeight0, sum40);
      sum41 = input4.fma(mapsWeight1, sum41);
      FloatVector input5 = broadcast(SPECIES, w[inputAt + 5]);
      sum50 = input5.fma(mapsWeight0, sum50);
      sum51 = input5.fma(mapsWeight1, sum51);
      FloatVector input6 = broadcast(SPECIES, w[inputAt + 6]);
      sum60 = input6.fma(mapsWeight0, sum60);
      sum61 = input6.fma(mapsWeight1, sum61);
      FloatVector input7 = broadcast(SPECIES, w[inputAt + 7]);
      sum70 = input7.fma(mapsWeight0, sum70);
      sum71 = input7.fma(mapsWeight1, sum71);
      FloatVector input8 = broadcast(SPECIES, w[inputAt + 8]);
      sum80 = input8.fma(mapsWeight0, sum80);
      sum81 = input8.fma(mapsWeight1, sum81);
      FloatVector mapsWeight2 = fromArray(SPECIES, q, mapsWeightAt + 2 * LANES);
      FloatVector mapsWeight3 = fromArray(SPECIES, q, mapsWeightAt + 2 * LANES + LANES);
      sum00 = input1.fma(mapsWeight2, sum00);
      sum01 = input1.fma(mapsWeight3, sum01);
      sum10 = input2.fma(mapsWeight2, sum10);
      sum11 = input2.fma(mapsWeight3, sum11);
      sum20 = input3.fma(mapsWeight2, sum20);
      sum21 = input3.fma(mapsWeight3, sum21);
      sum30 = input4.fma(mapsWeight2, sum30);
      sum31 = input4.fma(mapsWeight3, sum31);
      sum40 = input5.fma(mapsWeight2, sum40);
      sum41 = input5.fma(mapsWeight3, sum41);
      sum50 = input6.fma(mapsWeight2, sum50);
      sum51 = input6.fma(mapsWeight3, sum51);
      sum60 = input7.fma(mapsWeight2, sum60);
      sum61 = input7.fma(mapsWeight3, sum61);
      sum70 = input8.fma(mapsWeight2, sum70);
      sum71 = input8.fma(mapsWeight3, sum71);
      FloatVector input9 = broadcast(SPECIES, w[inputAt + 9]);
      sum80 = input9.fma(mapsWeight2, sum80);
      sum81 = input9.fma(mapsWeight3, sum81);
      FloatVector mapsWeight4 = fromArray(SPECIES, q, mapsWeightAt + 2 * 2 * LANES);
      FloatVector mapsWeight5 = fromArray(SPECIES, q, mapsWeightAt + 2 * 2 * LANES + LANES);
      sum00 = input2.fma(mapsWeight4, sum00);
      sum01 = input2.fma(mapsWeight5, sum01);
      sum10 = input3.fma(mapsWeight4, sum10);
      sum11 = input3.fma(mapsWeight5, sum11);
      sum20 = input4.fma(mapsWeight4, sum20);
      sum21 = input4.fma(mapsWeight5, sum21);
      sum30 = input5.fma(mapsWeight4, sum30);
      sum31 = input5.fma(mapsWeight5, sum31);
      sum40 = input6.fma(mapsWeight4, sum40);
      sum41 = input6.fma(mapsWeight5, sum41);
      sum50 = input7.fma(mapsWeight4, sum50);
      sum51 = input7.fma(mapsWeight5, sum51);
      sum60 = input8.fma(mapsWeight4, sum60);
      sum61 = input8.fma(mapsWeight5, sum61);
      sum70 = input9.fma(mapsWeight4, sum70);
      sum71 = input9.fma(mapsWeight5, sum71);
      FloatVector input10 = broadcast(SPECIES, w[inputAt + 10]);
      sum80 = input10.fma(mapsWeight4, sum80);
      sum81 = input10.fma(mapsWeight5, sum81);
    }
    int mapsAt = MAPS + y * 288 + x * 16 + f;
    sum00.intoArray(w, mapsAt);
    int mapsAt1 = MAPS + y * 288 + x * 16 + f + LANES;
    sum01.intoArray(w, mapsAt1);
    sum10.intoArray(w, mapsAt + 16);
    sum11.intoArray(w, mapsAt1 + 16);
    sum20.intoArray(w, mapsAt + 32);
    sum21.intoArray(w, mapsAt1 + 32);
    sum30.intoArray(w, mapsAt + 48);
    sum31.intoArray(w, mapsAt1 + 48);
    sum40.intoArray(w, mapsAt + 64);
    sum41.intoArray(w, mapsAt1 + 64);
    sum50.intoArray(w, mapsAt + 80);
    sum51.intoArray(w, mapsAt1 + 80);
    sum60.intoArray(w, mapsAt + 96);
    sum61.intoArray(w, mapsAt1 + 96);
    sum70.intoArray(w, mapsAt + 112);
    sum71.intoArray(w, mapsAt1 + 112);
    sum80.intoArray(w, mapsAt + 128);
    sum81.intoArray(w, mapsAt1 + 128);
  }

  private static void forwardMapsTile9x1(float[] q, float[] w, int f, int y, int x) {
    int mapsBiasAt = MAPS_BIAS + f;
    FloatVector sum0 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum1 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum2 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum3 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum4 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum5 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum6 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum7 = fromArray(SPECIES, q, mapsBiasAt);
    FloatVector sum8 = fromArray(SPECIES, q, mapsBiasAt);
    for (int a = 0; a < 3; a++) {
      int mapsWeightAt = MAPS_WEIGHT + f * 9 + a * 3 * LANES;
      FloatVector mapsWeight0 = fromArray(SPECIES, q, mapsWeightAt);
      int inputAt = INPUT + y * 20 + a * 20 + x;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum0 = input0.fma(mapsWeight0, sum0);
      FloatVector input1 = broadcast(SPECIES, w[inputAt + 1]);
      sum1 = input1.fma(mapsWeight0, sum1);
      FloatVector input2 = broadcast(SPECIES, w[inputAt + 2]);
      sum2 = input2.fma(mapsWeight0, sum2);
      FloatVector input3 = broadcast(SPECIES, w[inputAt + 3]);
      sum3 = input3.fma(mapsWeight0, sum3);
      FloatVector input4 = broadcast(SPECIES, w[inputAt + 4]);
      sum4 = input4.fma(mapsWeight0, sum4);
      FloatVector input5 = broadcast(SPECIES, w[inputAt + 5]);
      sum5 = input5.fma(mapsWeight0, sum5);
      FloatVector input6 = broadcast(SPECIES, w[inputAt + 6]);
      sum6 = input6.fma(mapsWeight0, sum6);
      FloatVector input7 = broadcast(SPECIES, w[inputAt + 7]);
      sum7 = input7.fma(mapsWeight0, sum7);
      FloatVector input8 = broadcast(SPECIES, w[inputAt + 8]);
      sum8 = input8.fma(mapsWeight0, sum8);
      FloatVector mapsWeight1 = fromArray(SPECIES, q, mapsWeightAt + LANES);
      sum0 = input1.fma(mapsWeight1, sum0);
      sum1 = input2.fma(mapsWeight1, sum1);
      sum2 = input3.fma(mapsWeight1, sum2);
      sum3 = input4.fma(mapsWeight1, sum3);
      sum4 = input5.fma(mapsWeight1, sum4);
      sum5 = input6.fma(mapsWeight1, sum5);
      sum6 = input7.fma(mapsWeight1, sum6);
      sum7 = input8.fma(mapsWeight1, sum7);
      FloatVector input9 = broadcast(SPECIES, w[inputAt + 9]);
      sum8 = input9.fma(mapsWeight1, sum8);
      FloatVector mapsWeight2 = fromArray(SPECIES, q, mapsWeightAt + 2 * LANES);
      sum0 = input2.fma(mapsWeight2, sum0);
      sum1 = input3.fma(mapsWeight2, sum1);
      sum2 = input4.fma(mapsWeight2, sum2);
      sum3 = input5.fma(mapsWeight2, sum3);
      sum4 = input6.fma(mapsWeight2, sum4);
      sum5 = input7.fma(mapsWeight2, sum5);
      sum6 = input8.fma(mapsWeight2, sum6);
      sum7 = input9.fma(mapsWeight2, sum7);
      FloatVector input10 = broadcast(SPECIES, w[inputAt + 10]);
      sum8 = input10.fma(mapsWeight2, sum8);
    }
    int mapsAt = MAPS + y * 288 + x * 16 + f;
    sum0.intoArray(w, mapsAt);
    sum1.intoArray(w, mapsAt + 16);
    sum2.intoArray(w, mapsAt + 32);
    sum3.intoArray(w, mapsAt + 48);
    sum4.intoArray(w, mapsAt + 64);
    sum5.intoArray(w, mapsAt + 80);
    sum6.intoArray(w, mapsAt + 96);
    sum7.intoArray(w, mapsAt + 112);
    sum8.intoArray(w, mapsAt + 128);
  }

  /**
   * maps [4, 48, 18] = weight [4, 1, 3, 3] * input [1, 50, 20] + bias [4]
   */
  private static void forwardMaps(float[] q, float[] w) {
    int f = 0;
    for (; f + 2 * LANES <= 16; f += 2 * LANES) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x += 9) {
          forwardMapsTile9x2(q, w, f, y, x);
        }
      }
    }
    for (; f + LANES <= 16; f += LANES) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x += 9) {
          forwardMapsTile9x1(q, w, f, y, x);
        }
      }
    }
  }

  private static void forwardMoreTile8x2(float[] q, float[] w, int f, int y, int x) {
    int moreBiasAt = MORE_BIAS + f;
    FloatVector sum00 = fromArray(SPECIES, q, moreBiasAt);
    int moreBiasAt1 = MORE_BIAS + f + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum10 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum20 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum30 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum40 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum41 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum50 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum51 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum60 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum61 = fromArray(SPECIES, q, moreBiasAt1);
    FloatVector sum70 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum71 = fromArray(SPECIES, q, moreBiasAt1);
    for (int ca = 0; ca < 12; ca++) {
      int moreWeightAt = MORE_WEIGHT + f * 36 + ca * 3 * 2 * LANES;
      FloatVector moreWeight0 = fromArray(SPECIES, q, moreWeightAt);
      FloatVector moreWeight1 = fromArray(SPECIES, q, moreWeightAt + LANES);
      int mapsAt = MAPS + y * 288 + STEPS_4X1_3X288[ca] + x * 16;
      FloatVector maps0 = broadcast(SPECIES, w[mapsAt]);
      sum00 = maps0.fma(moreWeight0, sum00);
      sum01 = maps0.fma(moreWeight1, sum01);
      FloatVector maps1 = broadcast(SPECIES, w[mapsAt + 16]);
      sum10 = maps1.fma(moreWeight0, sum10);
      sum11 = maps1.fma(moreWeight1, sum11);
      FloatVector maps2 = broadcast(SPECIES, w[mapsAt + 32]);
      sum20 = maps2.fma(moreWeight0, sum20);
      sum21 = maps2.fma(moreWeight1, sum21);
      FloatVector maps3 = broadcast(SPECIES, w[mapsAt + 48]);
      sum30 = maps3.fma(moreWeight0, sum30);
      sum31 = maps3.fma(moreWeight1, sum31);
      FloatVector maps4 = broadcast(SPECIES, w[mapsAt + 64]);
      sum40 = maps4.fma(moreWeight0, sum40);
      sum41 = maps4.fma(moreWeight1, sum41);
      FloatVector maps5 = broadcast(SPECIES, w[mapsAt + 80]);
      sum50 = maps5.fma(moreWeight0, sum50);
      sum51 = maps5.fma(moreWeight1, sum51);
      FloatVector maps6 = broadcast(SPECIES, w[mapsAt + 96]);
      sum60 = maps6.fma(moreWeight0, sum60);
      sum61 = maps6.fma(moreWeight1, sum61);
      FloatVector maps7 = broadcast(SPECIES, w[mapsAt + 112]);
      sum70 = maps7.fma(moreWeight0, sum70);
      sum71 = maps7.fma(moreWeight1, sum71);
      FloatVector moreWeight2 = fromArray(SPECIES, q, moreWeightAt + 2 * LANES);
      FloatVector moreWeight3 = fromArray(SPECIES, q, moreWeightAt + 2 * LANES + LANES);
      sum00 = maps1.fma(moreWeight2, sum00);
      sum01 = maps1.fma(moreWeight3, sum01);
      sum10 = maps2.fma(moreWeight2, sum10);
      sum11 = maps2.fma(moreWeight3, sum11);
      sum20 = maps3.fma(moreWeight2, sum20);
      sum21 = maps3.fma(moreWeight3, sum21);
      sum30 = maps4.fma(moreWeight2, sum30);
      sum31 = maps4.fma(moreWeight3, sum31);
      sum40 = maps5.fma(moreWeight2, sum40);
      sum41 = maps5.fma(moreWeight3, sum41);
      sum50 = maps6.fma(moreWeight2, sum50);
      sum51 = maps6.fma(moreWeight3, sum51);
      sum60 = maps7.fma(moreWeight2, sum60);
      sum61 = maps7.fma(moreWeight3, sum61);
      FloatVector maps8 = broadcast(SPECIES, w[mapsAt + 128]);
      sum70 = maps8.fma(moreWeight2, sum70);
      sum71 = maps8.fma(moreWeight3, sum71);
      FloatVector moreWeight4 = fromArray(SPECIES, q, moreWeightAt + 2 * 2 * LANES);
      FloatVector moreWeight5 = fromArray(SPECIES, q, moreWeightAt + 2 * 2 * LANES + LANES);
      sum00 = maps2.fma(moreWeight4, sum00);
      sum01 = maps2.fma(moreWeight5, sum01);
      sum10 = maps3.fma(moreWeight4, sum10);
      sum11 = maps3.fma(moreWeight5, sum11);
      sum20 = maps4.fma(moreWeight4, sum20);
      sum21 = maps4.fma(moreWeight5, sum21);
      sum30 = maps5.fma(moreWeight4, sum30);
      sum31 = maps5.fma(moreWeight5, sum31);
      sum40 = maps6.fma(moreWeight4, sum40);
      sum41 = maps6.fma(moreWeight5, sum41);
      sum50 = maps7.fma(moreWeight4, sum50);
      sum51 = maps7.fma(moreWeight5, sum51);
      sum60 = maps8.fma(moreWeight4, sum60);
      sum61 = maps8.fma(moreWeight5, sum61);
      FloatVector maps9 = broadcast(SPECIES, w[mapsAt + 144]);
      sum70 = maps9.fma(moreWeight4, sum70);
      sum71 = maps9.fma(moreWeight5, sum71);
    }
    int moreAt = MORE + y * 256 + x * 16 + f;
    sum00.intoArray(w, moreAt);
    int moreAt1 = MORE + y * 256 + x * 16 + f + LANES;
    sum01.intoArray(w, moreAt1);
    sum10.intoArray(w, moreAt + 16);
    sum11.intoArray(w, moreAt1 + 16);
    sum20.intoArray(w, moreAt + 32);
    sum21.intoArray(w, moreAt1 + 32);
    sum30.intoArray(w, moreAt + 48);
    sum31.intoArray(w, moreAt1 + 48);
    sum40.intoArray(w, moreAt + 64);
    sum41.intoArray(w, moreAt1 + 64);
    sum50.intoArray(w, moreAt + 80);
    sum51.intoArray(w, moreAt1 + 80);
    sum60.intoArray(w, moreAt + 96);
    sum61.intoArray(w, moreAt1 + 96);
    sum70.intoArray(w, moreAt + 112);
    sum71.intoArray(w, moreAt1 + 112);
  }

  private static void forwardMoreTile8x1(float[] q, float[] w, int f, int y, int x) {
    int moreBiasAt = MORE_BIAS + f;
    FloatVector sum0 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum1 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum2 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum3 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum4 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum5 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum6 = fromArray(SPECIES, q, moreBiasAt);
    FloatVector sum7 = fromArray(SPECIES, q, moreBiasAt);
    for (int ca = 0; ca < 12; ca++) {
      int moreWeightAt = MORE_WEIGHT + f * 36 + ca * 3 * LANES;
      FloatVector moreWeight0 = fromArray(SPECIES, q, moreWeightAt);
      int mapsAt = MAPS + y * 288 + STEPS_4X1_3X288[ca] + x * 16;
      FloatVector maps0 = broadcast(SPECIES, w[mapsAt]);
      sum0 = maps0.fma(moreWeight0, sum0);
      FloatVector maps1 = broadcast(SPECIES, w[mapsAt + 16]);
      sum1 = maps1.fma(moreWeight0, sum1);
      FloatVector maps2 = broadcast(SPECIES, w[mapsAt + 32]);
      sum2 = maps2.fma(moreWeight0, sum2);
      FloatVector maps3 = broadcast(SPECIES, w[mapsAt + 48]);
      sum3 = maps3.fma(moreWeight0, sum3);
      FloatVector maps4 = broadcast(SPECIES, w[mapsAt + 64]);
      sum4 = maps4.fma(moreWeight0, sum4);
      FloatVector maps5 = broadcast(SPECIES, w[mapsAt + 80]);
      sum5 = maps5.fma(moreWeight0, sum5);
      FloatVector maps6 = broadcast(SPECIES, w[mapsAt + 96]);
      sum6 = maps6.fma(moreWeight0, sum6);
      FloatVector maps7 = broadcast(SPECIES, w[mapsAt + 112]);
      sum7 = maps7.fma(moreWeight0, sum7);
      FloatVector moreWeight1 = fromArray(SPECIES, q, moreWeightAt + LANES);
      sum0 = maps1.fma(moreWeight1, sum0);
      sum1 = maps2.fma(moreWeight1, sum1);
      sum2 = maps3.fma(moreWeight1, sum2);
      sum3 = maps4.fma(moreWeight1, sum3);
      sum4 = maps5.fma(moreWeight1, sum4);
      sum5 = maps6.fma(moreWeight1, sum5);
      sum6 = maps7.fma(moreWeight1, sum6);
      FloatVector maps8 = broadcast(SPECIES, w[mapsAt + 128]);
      sum7 = maps8.fma(moreWeight1, sum7);
      FloatVector moreWeight2 = fromArray(SPECIES, q, moreWeightAt + 2 * LANES);
      sum0 = maps2.fma(moreWeight2, sum0);
      sum1 = maps3.fma(moreWeight2, sum1);
      sum2 = maps4.fma(moreWeight2, sum2);
      sum3 = maps5.fma(moreWeight2, sum3);
      sum4 = maps6.fma(moreWeight2, sum4);
      sum5 = maps7.fma(moreWeight2, sum5);
      sum6 = maps8.fma(moreWeight2, sum6);
      FloatVector maps9 = broadcast(SPECIES, w[mapsAt + 144]);
      sum7 = maps9.fma(moreWeight2, sum7);
    }
    int moreAt = MORE + y * 256 + x * 16 + f;
    sum0.intoArray(w, moreAt);
    sum1.intoArray(w, moreAt + 16);
    sum2.intoArray(w, moreAt + 32);
    sum3.intoArray(w, moreAt + 48);
    sum4.intoArray(w, moreAt + 64);
    sum5.intoArray(w, moreAt + 80);
    sum6.intoArray(w, moreAt + 96);
    sum7.intoArray(w, moreAt + 112);
  }

  /**
   * more [4, 46, 16] = weight [4, 4, 3, 3] * maps [4, 48, 18] + bias [4]
   */
  private static void forwardMore(float[] q, float[] w) {
    int f = 0;
    for (; f + 2 * LANES <= 16; f += 2 * LANES) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x += 8) {
          forwardMoreTile8x2(q, w, f, y, x);
        }
      }
    }
    for (; f + LANES <= 16; f += LANES) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x += 8) {
          forwardMoreTile8x1(q, w, f, y, x);
        }
      }
    }
  }

  private static void forwardScoresTile1x4(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, scoresBiasAt1);
    int scoresBiasAt2 = SCORES_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, scoresBiasAt2);
    int scoresBiasAt3 = SCORES_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, scoresBiasAt3);
    for (int channel = 0; channel < 4; channel++) {
      for (int place = 0; place < 736; place++) {
        int scoresWeightAt = SCORES_WEIGHT + u * 2944 + channel * 736 * 4 * LANES + place * 4
            * LANES;
        FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
        FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
        FloatVector scoresWeight2 = fromArray(SPECIES, q, scoresWeightAt + 2 * LANES);
        FloatVector scoresWeight3 = fromArray(SPECIES, q, scoresWeightAt + 3 * LANES);
        int moreAt = MORE + place * 16 + channel;
        FloatVector more0 = broadcast(SPECIES, w[moreAt]);
        sum0 = more0.fma(scoresWeight0, sum0);
        sum1 = more0.fma(scoresWeight1, sum1);
        sum2 = more0.fma(scoresWeight2, sum2);
        sum3 = more0.fma(scoresWeight3, sum3);
      }
    }
    int scoresAt = SCORES + u;
    sum0.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + LANES;
    sum1.intoArray(w, scoresAt1);
    int scoresAt2 = SCORES + u + 2 * LANES;
    sum2.intoArray(w, scoresAt2);
    int scoresAt3 = SCORES + u + 3 * LANES;
    sum3.intoArray(w, scoresAt3);
  }

  private static void forwardScoresTile1x2(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, scoresBiasAt1);
    for (int channel = 0; channel < 4; channel++) {
      for (int place = 0; place < 736; place++) {
        int scoresWeightAt = SCORES_WEIGHT + u * 2944 + channel * 736 * 2 * LANES + place * 2
            * LANES;
        FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
        FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
        int moreAt = MORE + place * 16 + channel;
        FloatVector more0 = broadcast(SPECIES, w[moreAt]);
        sum0 = more0.fma(scoresWeight0, sum0);
        sum1 = more0.fma(scoresWeight1, sum1);
      }
    }
    int scoresAt = SCORES + u;
    sum0.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + LANES;
    sum1.intoArray(w, scoresAt1);
  }

  private static void forwardScoresTile1x1(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum = fromArray(SPECIES, q, scoresBiasAt);
    for (int channel = 0; channel < 4; channel++) {
      for (int place = 0; place < 736; place++) {
        int scoresWeightAt = SCORES_WEIGHT + u * 2944 + channel * 736 * LANES + place * LANES;
        FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
        int moreAt = MORE + place * 16 + channel;
        FloatVector more0 = broadcast(SPECIES, w[moreAt]);
        sum = more0.fma(scoresWeight0, sum);
      }
    }
    int scoresAt = SCORES + u;
    sum.intoArray(w, scoresAt);
  }

  /**
   * scores [3] = weight [3, 2944] * more [4, 46, 16] + bias [3]
   */
  private static void forwardScores(float[] q, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardScoresTile1x4(q, w, u);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardScoresTile1x2(q, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardScoresTile1x1(q, w, u);
    }
  }

  /**
   * Copies a parameter so that the values of neighboring channels lie side by side: as many as
   * a tile reads, and in the order in which it reads them.
   */
  private static void columns(float[] p, int from, int channels, int rest, float[] q, int to,
      int widest) {
    int padded = (channels + 15) / 16 * 16;
    int c = 0;
    for (int width = widest; c < channels; width /= 2) {
      for (; c + width <= padded; c += width) {
        for (int i = 0; i < rest; i++) {
          for (int j = 0; j < Math.min(width, channels - c); j++) {
            q[to + c * rest + i * width + j] = p[from + (c + j) * rest + i];
          }
        }
      }
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
