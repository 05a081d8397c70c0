package golden;

import org.phyllo.runtime.compiled.Reference;

/**
 * ActivateLayer in {@code double}: what {@link ActivateLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX} is the
 * gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer          kind      reads   output     parameters  multiply-adds
 * input                            [3, 4, 5]
 * smooth         Activate  input   [3, 4, 5]           0              0
 * probabilities  Activate  smooth  [3, 4, 5]           0              0
 * total                                                0              0
 * </pre>
 */
final class ActivateLayerReference extends Reference {
  /** [3, 4, 5] for each sample */
  private double[] input = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] smooth = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] probabilities = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] dSmooth = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] dProbabilities = new double[0];

  /** [3, 4, 5] for each sample */
  private double[] dInput = new double[0];

  ActivateLayerReference() {
    super(ActivateLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardSmooth(n);
      forwardProbabilities(n);
    }
  }

  @Override
  protected double loss(int samples) {
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      backwardLoss(n);
      sum += loss[n] * share[n];
    }
    return sum;
  }

  @Override
  protected void backward(int samples) {
    for (int n = 0; n < samples; n++) {
      backwardProbabilities(n);
    }
    for (int n = 0; n < samples; n++) {
      backwardSmooth(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 60];
    smooth = new double[samples * 60];
    probabilities = new double[samples * 60];
    target = new double[samples * 60];
    share = new double[samples];
    loss = new double[samples];
    dSmooth = new double[samples * 60];
    dProbabilities = new double[samples * 60];
    dInput = new double[samples * 60];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /** smooth [3, 4, 5] = silu(input [3, 4, 5]) */
  private void forwardSmooth(int n) {
    double z0 = input[n * 60];
    smooth[n * 60] = z0 / (1 + Math.exp(-z0));
    double z1 = input[n * 60 + 1];
    smooth[n * 60 + 1] = z1 / (1 + Math.exp(-z1));
    double z2 = input[n * 60 + 2];
    smooth[n * 60 + 2] = z2 / (1 + Math.exp(-z2));
    double z3 = input[n * 60 + 3];
    smooth[n * 60 + 3] = z3 / (1 + Math.exp(-z3));
    double z4 = input[n * 60 + 4];
    smooth[n * 60 + 4] = z4 / (1 + Math.exp(-z4));
    double z5 = input[n * 60 + 5];
    smooth[n * 60 + 5] = z5 / (1 + Math.exp(-z5));
    double z6 = input[n * 60 + 6];
    smooth[n * 60 + 6] = z6 / (1 + Math.exp(-z6));
    double z7 = input[n * 60 + 7];
    smooth[n * 60 + 7] = z7 / (1 + Math.exp(-z7));
    double z8 = input[n * 60 + 8];
    smooth[n * 60 + 8] = z8 / (1 + Math.exp(-z8));
    double z9 = input[n * 60 + 9];
    smooth[n * 60 + 9] = z9 / (1 + Math.exp(-z9));
    double z10 = input[n * 60 + 10];
    smooth[n * 60 + 10] = z10 / (1 + Math.exp(-z10));
    double z11 = input[n * 60 + 11];
    smooth[n * 60 + 11] = z11 / (1 + Math.exp(-z11));
    double z12 = input[n * 60 + 12];
    smooth[n * 60 + 12] = z12 / (1 + Math.exp(-z12));
    double z13 = input[n * 60 + 13];
    smooth[n * 60 + 13] = z13 / (1 + Math.exp(-z13));
    double z14 = input[n * 60 + 14];
    smooth[n * 60 + 14] = z14 / (1 + Math.exp(-z14));
    double z15 = input[n * 60 + 15];
    smooth[n * 60 + 15] = z15 / (1 + Math.exp(-z15));
    double z16 = input[n * 60 + 16];
    smooth[n * 60 + 16] = z16 / (1 + Math.exp(-z16));
    double z17 = input[n * 60 + 17];
    smooth[n * 60 + 17] = z17 / (1 + Math.exp(-z17));
    double z18 = input[n * 60 + 18];
    smooth[n * 60 + 18] = z18 / (1 + Math.exp(-z18));
    double z19 = input[n * 60 + 19];
    smooth[n * 60 + 19] = z19 / (1 + Math.exp(-z19));
    double z20 = input[n * 60 + 20];
    smooth[n * 60 + 20] = z20 / (1 + Math.exp(-z20));
    double z21 = input[n * 60 + 21];
    smooth[n * 60 + 21] = z21 / (1 + Math.exp(-z21));
    double z22 = input[n * 60 + 22];
    smooth[n * 60 + 22] = z22 / (1 + Math.exp(-z22));
    double z23 = input[n * 60 + 23];
    smooth[n * 60 + 23] = z23 / (1 + Math.exp(-z23));
    double z24 = input[n * 60 + 24];
    smooth[n * 60 + 24] = z24 / (1 + Math.exp(-z24));
    double z25 = input[n * 60 + 25];
    smooth[n * 60 + 25] = z25 / (1 + Math.exp(-z25));
    double z26 = input[n * 60 + 26];
    smooth[n * 60 + 26] = z26 / (1 + Math.exp(-z26));
    double z27 = input[n * 60 + 27];
    smooth[n * 60 + 27] = z27 / (1 + Math.exp(-z27));
    double z28 = input[n * 60 + 28];
    smooth[n * 60 + 28] = z28 / (1 + Math.exp(-z28));
    double z29 = input[n * 60 + 29];
    smooth[n * 60 + 29] = z29 / (1 + Math.exp(-z29));
    double z30 = input[n * 60 + 30];
    smooth[n * 60 + 30] = z30 / (1 + Math.exp(-z30));
    double z31 = input[n * 60 + 31];
    smooth[n * 60 + 31] = z31 / (1 + Math.exp(-z31));
    double z32 = input[n * 60 + 32];
    smooth[n * 60 + 32] = z32 / (1 + Math.exp(-z32));
    double z33 = input[n * 60 + 33];
    smooth[n * 60 + 33] = z33 / (1 + Math.exp(-z33));
    double z34 = input[n * 60 + 34];
    smooth[n * 60 + 34] = z34 / (1 + Math.exp(-z34));
    double z35 = input[n * 60 + 35];
    smooth[n * 60 + 35] = z35 / (1 + Math.exp(-z35));
    double z36 = input[n * 60 + 36];
    smooth[n * 60 + 36] = z36 / (1 + Math.exp(-z36));
    double z37 = input[n * 60 + 37];
    smooth[n * 60 + 37] = z37 / (1 + Math.exp(-z37));
    double z38 = input[n * 60 + 38];
    smooth[n * 60 + 38] = z38 / (1 + Math.exp(-z38));
    double z39 = input[n * 60 + 39];
    smooth[n * 60 + 39] = z39 / (1 + Math.exp(-z39));
    double z40 = input[n * 60 + 40];
    smooth[n * 60 + 40] = z40 / (1 + Math.exp(-z40));
    double z41 = input[n * 60 + 41];
    smooth[n * 60 + 41] = z41 / (1 + Math.exp(-z41));
    double z42 = input[n * 60 + 42];
    smooth[n * 60 + 42] = z42 / (1 + Math.exp(-z42));
    double z43 = input[n * 60 + 43];
    smooth[n * 60 + 43] = z43 / (1 + Math.exp(-z43));
    double z44 = input[n * 60 + 44];
    smooth[n * 60 + 44] = z44 / (1 + Math.exp(-z44));
    double z45 = input[n * 60 + 45];
    smooth[n * 60 + 45] = z45 / (1 + Math.exp(-z45));
    double z46 = input[n * 60 + 46];
    smooth[n * 60 + 46] = z46 / (1 + Math.exp(-z46));
    double z47 = input[n * 60 + 47];
    smooth[n * 60 + 47] = z47 / (1 + Math.exp(-z47));
    double z48 = input[n * 60 + 48];
    smooth[n * 60 + 48] = z48 / (1 + Math.exp(-z48));
    double z49 = input[n * 60 + 49];
    smooth[n * 60 + 49] = z49 / (1 + Math.exp(-z49));
    double z50 = input[n * 60 + 50];
    smooth[n * 60 + 50] = z50 / (1 + Math.exp(-z50));
    double z51 = input[n * 60 + 51];
    smooth[n * 60 + 51] = z51 / (1 + Math.exp(-z51));
    double z52 = input[n * 60 + 52];
    smooth[n * 60 + 52] = z52 / (1 + Math.exp(-z52));
    double z53 = input[n * 60 + 53];
    smooth[n * 60 + 53] = z53 / (1 + Math.exp(-z53));
    double z54 = input[n * 60 + 54];
    smooth[n * 60 + 54] = z54 / (1 + Math.exp(-z54));
    double z55 = input[n * 60 + 55];
    smooth[n * 60 + 55] = z55 / (1 + Math.exp(-z55));
    double z56 = input[n * 60 + 56];
    smooth[n * 60 + 56] = z56 / (1 + Math.exp(-z56));
    double z57 = input[n * 60 + 57];
    smooth[n * 60 + 57] = z57 / (1 + Math.exp(-z57));
    double z58 = input[n * 60 + 58];
    smooth[n * 60 + 58] = z58 / (1 + Math.exp(-z58));
    double z59 = input[n * 60 + 59];
    smooth[n * 60 + 59] = z59 / (1 + Math.exp(-z59));
  }

  /** probabilities [3, 4, 5] = softmax(smooth [3, 4, 5]) */
  private void forwardProbabilities(int n) {
    double max = smooth[n * 60];
    max = Math.max(max, smooth[n * 60]);
    max = Math.max(max, smooth[n * 60 + 1]);
    max = Math.max(max, smooth[n * 60 + 2]);
    max = Math.max(max, smooth[n * 60 + 3]);
    max = Math.max(max, smooth[n * 60 + 4]);
    max = Math.max(max, smooth[n * 60 + 5]);
    max = Math.max(max, smooth[n * 60 + 6]);
    max = Math.max(max, smooth[n * 60 + 7]);
    max = Math.max(max, smooth[n * 60 + 8]);
    max = Math.max(max, smooth[n * 60 + 9]);
    max = Math.max(max, smooth[n * 60 + 10]);
    max = Math.max(max, smooth[n * 60 + 11]);
    max = Math.max(max, smooth[n * 60 + 12]);
    max = Math.max(max, smooth[n * 60 + 13]);
    max = Math.max(max, smooth[n * 60 + 14]);
    max = Math.max(max, smooth[n * 60 + 15]);
    max = Math.max(max, smooth[n * 60 + 16]);
    max = Math.max(max, smooth[n * 60 + 17]);
    max = Math.max(max, smooth[n * 60 + 18]);
    max = Math.max(max, smooth[n * 60 + 19]);
    max = Math.max(max, smooth[n * 60 + 20]);
    max = Math.max(max, smooth[n * 60 + 21]);
    max = Math.max(max, smooth[n * 60 + 22]);
    max = Math.max(max, smooth[n * 60 + 23]);
    max = Math.max(max, smooth[n * 60 + 24]);
    max = Math.max(max, smooth[n * 60 + 25]);
    max = Math.max(max, smooth[n * 60 + 26]);
    max = Math.max(max, smooth[n * 60 + 27]);
    max = Math.max(max, smooth[n * 60 + 28]);
    max = Math.max(max, smooth[n * 60 + 29]);
    max = Math.max(max, smooth[n * 60 + 30]);
    max = Math.max(max, smooth[n * 60 + 31]);
    max = Math.max(max, smooth[n * 60 + 32]);
    max = Math.max(max, smooth[n * 60 + 33]);
    max = Math.max(max, smooth[n * 60 + 34]);
    max = Math.max(max, smooth[n * 60 + 35]);
    max = Math.max(max, smooth[n * 60 + 36]);
    max = Math.max(max, smooth[n * 60 + 37]);
    max = Math.max(max, smooth[n * 60 + 38]);
    max = Math.max(max, smooth[n * 60 + 39]);
    max = Math.max(max, smooth[n * 60 + 40]);
    max = Math.max(max, smooth[n * 60 + 41]);
    max = Math.max(max, smooth[n * 60 + 42]);
    max = Math.max(max, smooth[n * 60 + 43]);
    max = Math.max(max, smooth[n * 60 + 44]);
    max = Math.max(max, smooth[n * 60 + 45]);
    max = Math.max(max, smooth[n * 60 + 46]);
    max = Math.max(max, smooth[n * 60 + 47]);
    max = Math.max(max, smooth[n * 60 + 48]);
    max = Math.max(max, smooth[n * 60 + 49]);
    max = Math.max(max, smooth[n * 60 + 50]);
    max = Math.max(max, smooth[n * 60 + 51]);
    max = Math.max(max, smooth[n * 60 + 52]);
    max = Math.max(max, smooth[n * 60 + 53]);
    max = Math.max(max, smooth[n * 60 + 54]);
    max = Math.max(max, smooth[n * 60 + 55]);
    max = Math.max(max, smooth[n * 60 + 56]);
    max = Math.max(max, smooth[n * 60 + 57]);
    max = Math.max(max, smooth[n * 60 + 58]);
    max = Math.max(max, smooth[n * 60 + 59]);
    double total = 0;
    probabilities[n * 60] = Math.exp(smooth[n * 60] - max);
    total += probabilities[n * 60];
    probabilities[n * 60 + 1] = Math.exp(smooth[n * 60 + 1] - max);
    total += probabilities[n * 60 + 1];
    probabilities[n * 60 + 2] = Math.exp(smooth[n * 60 + 2] - max);
    total += probabilities[n * 60 + 2];
    probabilities[n * 60 + 3] = Math.exp(smooth[n * 60 + 3] - max);
    total += probabilities[n * 60 + 3];
    probabilities[n * 60 + 4] = Math.exp(smooth[n * 60 + 4] - max);
    total += probabilities[n * 60 + 4];
    probabilities[n * 60 + 5] = Math.exp(smooth[n * 60 + 5] - max);
    total += probabilities[n * 60 + 5];
    probabilities[n * 60 + 6] = Math.exp(smooth[n * 60 + 6] - max);
    total += probabilities[n * 60 + 6];
    probabilities[n * 60 + 7] = Math.exp(smooth[n * 60 + 7] - max);
    total += probabilities[n * 60 + 7];
    probabilities[n * 60 + 8] = Math.exp(smooth[n * 60 + 8] - max);
    total += probabilities[n * 60 + 8];
    probabilities[n * 60 + 9] = Math.exp(smooth[n * 60 + 9] - max);
    total += probabilities[n * 60 + 9];
    probabilities[n * 60 + 10] = Math.exp(smooth[n * 60 + 10] - max);
    total += probabilities[n * 60 + 10];
    probabilities[n * 60 + 11] = Math.exp(smooth[n * 60 + 11] - max);
    total += probabilities[n * 60 + 11];
    probabilities[n * 60 + 12] = Math.exp(smooth[n * 60 + 12] - max);
    total += probabilities[n * 60 + 12];
    probabilities[n * 60 + 13] = Math.exp(smooth[n * 60 + 13] - max);
    total += probabilities[n * 60 + 13];
    probabilities[n * 60 + 14] = Math.exp(smooth[n * 60 + 14] - max);
    total += probabilities[n * 60 + 14];
    probabilities[n * 60 + 15] = Math.exp(smooth[n * 60 + 15] - max);
    total += probabilities[n * 60 + 15];
    probabilities[n * 60 + 16] = Math.exp(smooth[n * 60 + 16] - max);
    total += probabilities[n * 60 + 16];
    probabilities[n * 60 + 17] = Math.exp(smooth[n * 60 + 17] - max);
    total += probabilities[n * 60 + 17];
    probabilities[n * 60 + 18] = Math.exp(smooth[n * 60 + 18] - max);
    total += probabilities[n * 60 + 18];
    probabilities[n * 60 + 19] = Math.exp(smooth[n * 60 + 19] - max);
    total += probabilities[n * 60 + 19];
    probabilities[n * 60 + 20] = Math.exp(smooth[n * 60 + 20] - max);
    total += probabilities[n * 60 + 20];
    probabilities[n * 60 + 21] = Math.exp(smooth[n * 60 + 21] - max);
    total += probabilities[n * 60 + 21];
    probabilities[n * 60 + 22] = Math.exp(smooth[n * 60 + 22] - max);
    total += probabilities[n * 60 + 22];
    probabilities[n * 60 + 23] = Math.exp(smooth[n * 60 + 23] - max);
    total += probabilities[n * 60 + 23];
    probabilities[n * 60 + 24] = Math.exp(smooth[n * 60 + 24] - max);
    total += probabilities[n * 60 + 24];
    probabilities[n * 60 + 25] = Math.exp(smooth[n * 60 + 25] - max);
    total += probabilities[n * 60 + 25];
    probabilities[n * 60 + 26] = Math.exp(smooth[n * 60 + 26] - max);
    total += probabilities[n * 60 + 26];
    probabilities[n * 60 + 27] = Math.exp(smooth[n * 60 + 27] - max);
    total += probabilities[n * 60 + 27];
    probabilities[n * 60 + 28] = Math.exp(smooth[n * 60 + 28] - max);
    total += probabilities[n * 60 + 28];
    probabilities[n * 60 + 29] = Math.exp(smooth[n * 60 + 29] - max);
    total += probabilities[n * 60 + 29];
    probabilities[n * 60 + 30] = Math.exp(smooth[n * 60 + 30] - max);
    total += probabilities[n * 60 + 30];
    probabilities[n * 60 + 31] = Math.exp(smooth[n * 60 + 31] - max);
    total += probabilities[n * 60 + 31];
    probabilities[n * 60 + 32] = Math.exp(smooth[n * 60 + 32] - max);
    total += probabilities[n * 60 + 32];
    probabilities[n * 60 + 33] = Math.exp(smooth[n * 60 + 33] - max);
    total += probabilities[n * 60 + 33];
    probabilities[n * 60 + 34] = Math.exp(smooth[n * 60 + 34] - max);
    total += probabilities[n * 60 + 34];
    probabilities[n * 60 + 35] = Math.exp(smooth[n * 60 + 35] - max);
    total += probabilities[n * 60 + 35];
    probabilities[n * 60 + 36] = Math.exp(smooth[n * 60 + 36] - max);
    total += probabilities[n * 60 + 36];
    probabilities[n * 60 + 37] = Math.exp(smooth[n * 60 + 37] - max);
    total += probabilities[n * 60 + 37];
    probabilities[n * 60 + 38] = Math.exp(smooth[n * 60 + 38] - max);
    total += probabilities[n * 60 + 38];
    probabilities[n * 60 + 39] = Math.exp(smooth[n * 60 + 39] - max);
    total += probabilities[n * 60 + 39];
    probabilities[n * 60 + 40] = Math.exp(smooth[n * 60 + 40] - max);
    total += probabilities[n * 60 + 40];
    probabilities[n * 60 + 41] = Math.exp(smooth[n * 60 + 41] - max);
    total += probabilities[n * 60 + 41];
    probabilities[n * 60 + 42] = Math.exp(smooth[n * 60 + 42] - max);
    total += probabilities[n * 60 + 42];
    probabilities[n * 60 + 43] = Math.exp(smooth[n * 60 + 43] - max);
    total += probabilities[n * 60 + 43];
    probabilities[n * 60 + 44] = Math.exp(smooth[n * 60 + 44] - max);
    total += probabilities[n * 60 + 44];
    probabilities[n * 60 + 45] = Math.exp(smooth[n * 60 + 45] - max);
    total += probabilities[n * 60 + 45];
    probabilities[n * 60 + 46] = Math.exp(smooth[n * 60 + 46] - max);
    total += probabilities[n * 60 + 46];
    probabilities[n * 60 + 47] = Math.exp(smooth[n * 60 + 47] - max);
    total += probabilities[n * 60 + 47];
    probabilities[n * 60 + 48] = Math.exp(smooth[n * 60 + 48] - max);
    total += probabilities[n * 60 + 48];
    probabilities[n * 60 + 49] = Math.exp(smooth[n * 60 + 49] - max);
    total += probabilities[n * 60 + 49];
    probabilities[n * 60 + 50] = Math.exp(smooth[n * 60 + 50] - max);
    total += probabilities[n * 60 + 50];
    probabilities[n * 60 + 51] = Math.exp(smooth[n * 60 + 51] - max);
    total += probabilities[n * 60 + 51];
    probabilities[n * 60 + 52] = Math.exp(smooth[n * 60 + 52] - max);
    total += probabilities[n * 60 + 52];
    probabilities[n * 60 + 53] = Math.exp(smooth[n * 60 + 53] - max);
    total += probabilities[n * 60 + 53];
    probabilities[n * 60 + 54] = Math.exp(smooth[n * 60 + 54] - max);
    total += probabilities[n * 60 + 54];
    probabilities[n * 60 + 55] = Math.exp(smooth[n * 60 + 55] - max);
    total += probabilities[n * 60 + 55];
    probabilities[n * 60 + 56] = Math.exp(smooth[n * 60 + 56] - max);
    total += probabilities[n * 60 + 56];
    probabilities[n * 60 + 57] = Math.exp(smooth[n * 60 + 57] - max);
    total += probabilities[n * 60 + 57];
    probabilities[n * 60 + 58] = Math.exp(smooth[n * 60 + 58] - max);
    total += probabilities[n * 60 + 58];
    probabilities[n * 60 + 59] = Math.exp(smooth[n * 60 + 59] - max);
    total += probabilities[n * 60 + 59];
    probabilities[n * 60] = probabilities[n * 60] / total;
    probabilities[n * 60 + 1] = probabilities[n * 60 + 1] / total;
    probabilities[n * 60 + 2] = probabilities[n * 60 + 2] / total;
    probabilities[n * 60 + 3] = probabilities[n * 60 + 3] / total;
    probabilities[n * 60 + 4] = probabilities[n * 60 + 4] / total;
    probabilities[n * 60 + 5] = probabilities[n * 60 + 5] / total;
    probabilities[n * 60 + 6] = probabilities[n * 60 + 6] / total;
    probabilities[n * 60 + 7] = probabilities[n * 60 + 7] / total;
    probabilities[n * 60 + 8] = probabilities[n * 60 + 8] / total;
    probabilities[n * 60 + 9] = probabilities[n * 60 + 9] / total;
    probabilities[n * 60 + 10] = probabilities[n * 60 + 10] / total;
    probabilities[n * 60 + 11] = probabilities[n * 60 + 11] / total;
    probabilities[n * 60 + 12] = probabilities[n * 60 + 12] / total;
    probabilities[n * 60 + 13] = probabilities[n * 60 + 13] / total;
    probabilities[n * 60 + 14] = probabilities[n * 60 + 14] / total;
    probabilities[n * 60 + 15] = probabilities[n * 60 + 15] / total;
    probabilities[n * 60 + 16] = probabilities[n * 60 + 16] / total;
    probabilities[n * 60 + 17] = probabilities[n * 60 + 17] / total;
    probabilities[n * 60 + 18] = probabilities[n * 60 + 18] / total;
    probabilities[n * 60 + 19] = probabilities[n * 60 + 19] / total;
    probabilities[n * 60 + 20] = probabilities[n * 60 + 20] / total;
    probabilities[n * 60 + 21] = probabilities[n * 60 + 21] / total;
    probabilities[n * 60 + 22] = probabilities[n * 60 + 22] / total;
    probabilities[n * 60 + 23] = probabilities[n * 60 + 23] / total;
    probabilities[n * 60 + 24] = probabilities[n * 60 + 24] / total;
    probabilities[n * 60 + 25] = probabilities[n * 60 + 25] / total;
    probabilities[n * 60 + 26] = probabilities[n * 60 + 26] / total;
    probabilities[n * 60 + 27] = probabilities[n * 60 + 27] / total;
    probabilities[n * 60 + 28] = probabilities[n * 60 + 28] / total;
    probabilities[n * 60 + 29] = probabilities[n * 60 + 29] / total;
    probabilities[n * 60 + 30] = probabilities[n * 60 + 30] / total;
    probabilities[n * 60 + 31] = probabilities[n * 60 + 31] / total;
    probabilities[n * 60 + 32] = probabilities[n * 60 + 32] / total;
    probabilities[n * 60 + 33] = probabilities[n * 60 + 33] / total;
    probabilities[n * 60 + 34] = probabilities[n * 60 + 34] / total;
    probabilities[n * 60 + 35] = probabilities[n * 60 + 35] / total;
    probabilities[n * 60 + 36] = probabilities[n * 60 + 36] / total;
    probabilities[n * 60 + 37] = probabilities[n * 60 + 37] / total;
    probabilities[n * 60 + 38] = probabilities[n * 60 + 38] / total;
    probabilities[n * 60 + 39] = probabilities[n * 60 + 39] / total;
    probabilities[n * 60 + 40] = probabilities[n * 60 + 40] / total;
    probabilities[n * 60 + 41] = probabilities[n * 60 + 41] / total;
    probabilities[n * 60 + 42] = probabilities[n * 60 + 42] / total;
    probabilities[n * 60 + 43] = probabilities[n * 60 + 43] / total;
    probabilities[n * 60 + 44] = probabilities[n * 60 + 44] / total;
    probabilities[n * 60 + 45] = probabilities[n * 60 + 45] / total;
    probabilities[n * 60 + 46] = probabilities[n * 60 + 46] / total;
    probabilities[n * 60 + 47] = probabilities[n * 60 + 47] / total;
    probabilities[n * 60 + 48] = probabilities[n * 60 + 48] / total;
    probabilities[n * 60 + 49] = probabilities[n * 60 + 49] / total;
    probabilities[n * 60 + 50] = probabilities[n * 60 + 50] / total;
    probabilities[n * 60 + 51] = probabilities[n * 60 + 51] / total;
    probabilities[n * 60 + 52] = probabilities[n * 60 + 52] / total;
    probabilities[n * 60 + 53] = probabilities[n * 60 + 53] / total;
    probabilities[n * 60 + 54] = probabilities[n * 60 + 54] / total;
    probabilities[n * 60 + 55] = probabilities[n * 60 + 55] / total;
    probabilities[n * 60 + 56] = probabilities[n * 60 + 56] / total;
    probabilities[n * 60 + 57] = probabilities[n * 60 + 57] / total;
    probabilities[n * 60 + 58] = probabilities[n * 60 + 58] / total;
    probabilities[n * 60 + 59] = probabilities[n * 60 + 59] / total;
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the sign
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.016666666666666666;
    double d0 = probabilities[n * 60] - target[n * 60];
    total += Math.abs(d0);
    dProbabilities[n * 60] = (d0 > 0 ? 1 : d0 < 0 ? -1 : 0) * weight;
    double d1 = probabilities[n * 60 + 1] - target[n * 60 + 1];
    total += Math.abs(d1);
    dProbabilities[n * 60 + 1] = (d1 > 0 ? 1 : d1 < 0 ? -1 : 0) * weight;
    double d2 = probabilities[n * 60 + 2] - target[n * 60 + 2];
    total += Math.abs(d2);
    dProbabilities[n * 60 + 2] = (d2 > 0 ? 1 : d2 < 0 ? -1 : 0) * weight;
    double d3 = probabilities[n * 60 + 3] - target[n * 60 + 3];
    total += Math.abs(d3);
    dProbabilities[n * 60 + 3] = (d3 > 0 ? 1 : d3 < 0 ? -1 : 0) * weight;
    double d4 = probabilities[n * 60 + 4] - target[n * 60 + 4];
    total += Math.abs(d4);
    dProbabilities[n * 60 + 4] = (d4 > 0 ? 1 : d4 < 0 ? -1 : 0) * weight;
    double d5 = probabilities[n * 60 + 5] - target[n * 60 + 5];
    total += Math.abs(d5);
    dProbabilities[n * 60 + 5] = (d5 > 0 ? 1 : d5 < 0 ? -1 : 0) * weight;
    double d6 = probabilities[n * 60 + 6] - target[n * 60 + 6];
    total += Math.abs(d6);
    dProbabilities[n * 60 + 6] = (d6 > 0 ? 1 : d6 < 0 ? -1 : 0) * weight;
    double d7 = probabilities[n * 60 + 7] - target[n * 60 + 7];
    total += Math.abs(d7);
    dProbabilities[n * 60 + 7] = (d7 > 0 ? 1 : d7 < 0 ? -1 : 0) * weight;
    double d8 = probabilities[n * 60 + 8] - target[n * 60 + 8];
    total += Math.abs(d8);
    dProbabilities[n * 60 + 8] = (d8 > 0 ? 1 : d8 < 0 ? -1 : 0) * weight;
    double d9 = probabilities[n * 60 + 9] - target[n * 60 + 9];
    total += Math.abs(d9);
    dProbabilities[n * 60 + 9] = (d9 > 0 ? 1 : d9 < 0 ? -1 : 0) * weight;
    double d10 = probabilities[n * 60 + 10] - target[n * 60 + 10];
    total += Math.abs(d10);
    dProbabilities[n * 60 + 10] = (d10 > 0 ? 1 : d10 < 0 ? -1 : 0) * weight;
    double d11 = probabilities[n * 60 + 11] - target[n * 60 + 11];
    total += Math.abs(d11);
    dProbabilities[n * 60 + 11] = (d11 > 0 ? 1 : d11 < 0 ? -1 : 0) * weight;
    double d12 = probabilities[n * 60 + 12] - target[n * 60 + 12];
    total += Math.abs(d12);
    dProbabilities[n * 60 + 12] = (d12 > 0 ? 1 : d12 < 0 ? -1 : 0) * weight;
    double d13 = probabilities[n * 60 + 13] - target[n * 60 + 13];
    total += Math.abs(d13);
    dProbabilities[n * 60 + 13] = (d13 > 0 ? 1 : d13 < 0 ? -1 : 0) * weight;
    double d14 = probabilities[n * 60 + 14] - target[n * 60 + 14];
    total += Math.abs(d14);
    dProbabilities[n * 60 + 14] = (d14 > 0 ? 1 : d14 < 0 ? -1 : 0) * weight;
    double d15 = probabilities[n * 60 + 15] - target[n * 60 + 15];
    total += Math.abs(d15);
    dProbabilities[n * 60 + 15] = (d15 > 0 ? 1 : d15 < 0 ? -1 : 0) * weight;
    double d16 = probabilities[n * 60 + 16] - target[n * 60 + 16];
    total += Math.abs(d16);
    dProbabilities[n * 60 + 16] = (d16 > 0 ? 1 : d16 < 0 ? -1 : 0) * weight;
    double d17 = probabilities[n * 60 + 17] - target[n * 60 + 17];
    total += Math.abs(d17);
    dProbabilities[n * 60 + 17] = (d17 > 0 ? 1 : d17 < 0 ? -1 : 0) * weight;
    double d18 = probabilities[n * 60 + 18] - target[n * 60 + 18];
    total += Math.abs(d18);
    dProbabilities[n * 60 + 18] = (d18 > 0 ? 1 : d18 < 0 ? -1 : 0) * weight;
    double d19 = probabilities[n * 60 + 19] - target[n * 60 + 19];
    total += Math.abs(d19);
    dProbabilities[n * 60 + 19] = (d19 > 0 ? 1 : d19 < 0 ? -1 : 0) * weight;
    double d20 = probabilities[n * 60 + 20] - target[n * 60 + 20];
    total += Math.abs(d20);
    dProbabilities[n * 60 + 20] = (d20 > 0 ? 1 : d20 < 0 ? -1 : 0) * weight;
    double d21 = probabilities[n * 60 + 21] - target[n * 60 + 21];
    total += Math.abs(d21);
    dProbabilities[n * 60 + 21] = (d21 > 0 ? 1 : d21 < 0 ? -1 : 0) * weight;
    double d22 = probabilities[n * 60 + 22] - target[n * 60 + 22];
    total += Math.abs(d22);
    dProbabilities[n * 60 + 22] = (d22 > 0 ? 1 : d22 < 0 ? -1 : 0) * weight;
    double d23 = probabilities[n * 60 + 23] - target[n * 60 + 23];
    total += Math.abs(d23);
    dProbabilities[n * 60 + 23] = (d23 > 0 ? 1 : d23 < 0 ? -1 : 0) * weight;
    double d24 = probabilities[n * 60 + 24] - target[n * 60 + 24];
    total += Math.abs(d24);
    dProbabilities[n * 60 + 24] = (d24 > 0 ? 1 : d24 < 0 ? -1 : 0) * weight;
    double d25 = probabilities[n * 60 + 25] - target[n * 60 + 25];
    total += Math.abs(d25);
    dProbabilities[n * 60 + 25] = (d25 > 0 ? 1 : d25 < 0 ? -1 : 0) * weight;
    double d26 = probabilities[n * 60 + 26] - target[n * 60 + 26];
    total += Math.abs(d26);
    dProbabilities[n * 60 + 26] = (d26 > 0 ? 1 : d26 < 0 ? -1 : 0) * weight;
    double d27 = probabilities[n * 60 + 27] - target[n * 60 + 27];
    total += Math.abs(d27);
    dProbabilities[n * 60 + 27] = (d27 > 0 ? 1 : d27 < 0 ? -1 : 0) * weight;
    double d28 = probabilities[n * 60 + 28] - target[n * 60 + 28];
    total += Math.abs(d28);
    dProbabilities[n * 60 + 28] = (d28 > 0 ? 1 : d28 < 0 ? -1 : 0) * weight;
    double d29 = probabilities[n * 60 + 29] - target[n * 60 + 29];
    total += Math.abs(d29);
    dProbabilities[n * 60 + 29] = (d29 > 0 ? 1 : d29 < 0 ? -1 : 0) * weight;
    double d30 = probabilities[n * 60 + 30] - target[n * 60 + 30];
    total += Math.abs(d30);
    dProbabilities[n * 60 + 30] = (d30 > 0 ? 1 : d30 < 0 ? -1 : 0) * weight;
    double d31 = probabilities[n * 60 + 31] - target[n * 60 + 31];
    total += Math.abs(d31);
    dProbabilities[n * 60 + 31] = (d31 > 0 ? 1 : d31 < 0 ? -1 : 0) * weight;
    double d32 = probabilities[n * 60 + 32] - target[n * 60 + 32];
    total += Math.abs(d32);
    dProbabilities[n * 60 + 32] = (d32 > 0 ? 1 : d32 < 0 ? -1 : 0) * weight;
    double d33 = probabilities[n * 60 + 33] - target[n * 60 + 33];
    total += Math.abs(d33);
    dProbabilities[n * 60 + 33] = (d33 > 0 ? 1 : d33 < 0 ? -1 : 0) * weight;
    double d34 = probabilities[n * 60 + 34] - target[n * 60 + 34];
    total += Math.abs(d34);
    dProbabilities[n * 60 + 34] = (d34 > 0 ? 1 : d34 < 0 ? -1 : 0) * weight;
    double d35 = probabilities[n * 60 + 35] - target[n * 60 + 35];
    total += Math.abs(d35);
    dProbabilities[n * 60 + 35] = (d35 > 0 ? 1 : d35 < 0 ? -1 : 0) * weight;
    double d36 = probabilities[n * 60 + 36] - target[n * 60 + 36];
    total += Math.abs(d36);
    dProbabilities[n * 60 + 36] = (d36 > 0 ? 1 : d36 < 0 ? -1 : 0) * weight;
    double d37 = probabilities[n * 60 + 37] - target[n * 60 + 37];
    total += Math.abs(d37);
    dProbabilities[n * 60 + 37] = (d37 > 0 ? 1 : d37 < 0 ? -1 : 0) * weight;
    double d38 = probabilities[n * 60 + 38] - target[n * 60 + 38];
    total += Math.abs(d38);
    dProbabilities[n * 60 + 38] = (d38 > 0 ? 1 : d38 < 0 ? -1 : 0) * weight;
    double d39 = probabilities[n * 60 + 39] - target[n * 60 + 39];
    total += Math.abs(d39);
    dProbabilities[n * 60 + 39] = (d39 > 0 ? 1 : d39 < 0 ? -1 : 0) * weight;
    double d40 = probabilities[n * 60 + 40] - target[n * 60 + 40];
    total += Math.abs(d40);
    dProbabilities[n * 60 + 40] = (d40 > 0 ? 1 : d40 < 0 ? -1 : 0) * weight;
    double d41 = probabilities[n * 60 + 41] - target[n * 60 + 41];
    total += Math.abs(d41);
    dProbabilities[n * 60 + 41] = (d41 > 0 ? 1 : d41 < 0 ? -1 : 0) * weight;
    double d42 = probabilities[n * 60 + 42] - target[n * 60 + 42];
    total += Math.abs(d42);
    dProbabilities[n * 60 + 42] = (d42 > 0 ? 1 : d42 < 0 ? -1 : 0) * weight;
    double d43 = probabilities[n * 60 + 43] - target[n * 60 + 43];
    total += Math.abs(d43);
    dProbabilities[n * 60 + 43] = (d43 > 0 ? 1 : d43 < 0 ? -1 : 0) * weight;
    double d44 = probabilities[n * 60 + 44] - target[n * 60 + 44];
    total += Math.abs(d44);
    dProbabilities[n * 60 + 44] = (d44 > 0 ? 1 : d44 < 0 ? -1 : 0) * weight;
    double d45 = probabilities[n * 60 + 45] - target[n * 60 + 45];
    total += Math.abs(d45);
    dProbabilities[n * 60 + 45] = (d45 > 0 ? 1 : d45 < 0 ? -1 : 0) * weight;
    double d46 = probabilities[n * 60 + 46] - target[n * 60 + 46];
    total += Math.abs(d46);
    dProbabilities[n * 60 + 46] = (d46 > 0 ? 1 : d46 < 0 ? -1 : 0) * weight;
    double d47 = probabilities[n * 60 + 47] - target[n * 60 + 47];
    total += Math.abs(d47);
    dProbabilities[n * 60 + 47] = (d47 > 0 ? 1 : d47 < 0 ? -1 : 0) * weight;
    double d48 = probabilities[n * 60 + 48] - target[n * 60 + 48];
    total += Math.abs(d48);
    dProbabilities[n * 60 + 48] = (d48 > 0 ? 1 : d48 < 0 ? -1 : 0) * weight;
    double d49 = probabilities[n * 60 + 49] - target[n * 60 + 49];
    total += Math.abs(d49);
    dProbabilities[n * 60 + 49] = (d49 > 0 ? 1 : d49 < 0 ? -1 : 0) * weight;
    double d50 = probabilities[n * 60 + 50] - target[n * 60 + 50];
    total += Math.abs(d50);
    dProbabilities[n * 60 + 50] = (d50 > 0 ? 1 : d50 < 0 ? -1 : 0) * weight;
    double d51 = probabilities[n * 60 + 51] - target[n * 60 + 51];
    total += Math.abs(d51);
    dProbabilities[n * 60 + 51] = (d51 > 0 ? 1 : d51 < 0 ? -1 : 0) * weight;
    double d52 = probabilities[n * 60 + 52] - target[n * 60 + 52];
    total += Math.abs(d52);
    dProbabilities[n * 60 + 52] = (d52 > 0 ? 1 : d52 < 0 ? -1 : 0) * weight;
    double d53 = probabilities[n * 60 + 53] - target[n * 60 + 53];
    total += Math.abs(d53);
    dProbabilities[n * 60 + 53] = (d53 > 0 ? 1 : d53 < 0 ? -1 : 0) * weight;
    double d54 = probabilities[n * 60 + 54] - target[n * 60 + 54];
    total += Math.abs(d54);
    dProbabilities[n * 60 + 54] = (d54 > 0 ? 1 : d54 < 0 ? -1 : 0) * weight;
    double d55 = probabilities[n * 60 + 55] - target[n * 60 + 55];
    total += Math.abs(d55);
    dProbabilities[n * 60 + 55] = (d55 > 0 ? 1 : d55 < 0 ? -1 : 0) * weight;
    double d56 = probabilities[n * 60 + 56] - target[n * 60 + 56];
    total += Math.abs(d56);
    dProbabilities[n * 60 + 56] = (d56 > 0 ? 1 : d56 < 0 ? -1 : 0) * weight;
    double d57 = probabilities[n * 60 + 57] - target[n * 60 + 57];
    total += Math.abs(d57);
    dProbabilities[n * 60 + 57] = (d57 > 0 ? 1 : d57 < 0 ? -1 : 0) * weight;
    double d58 = probabilities[n * 60 + 58] - target[n * 60 + 58];
    total += Math.abs(d58);
    dProbabilities[n * 60 + 58] = (d58 > 0 ? 1 : d58 < 0 ? -1 : 0) * weight;
    double d59 = probabilities[n * 60 + 59] - target[n * 60 + 59];
    total += Math.abs(d59);
    dProbabilities[n * 60 + 59] = (d59 > 0 ? 1 : d59 < 0 ? -1 : 0) * weight;
    loss[n] = total * 0.016666666666666666;
  }

  /** dSmooth [3, 4, 5] = dProbabilities * softmax' */
  private void backwardProbabilities(int n) {
    double dot = 0;
    dot = dot + dProbabilities[n * 60] * probabilities[n * 60];
    dot = dot + dProbabilities[n * 60 + 1] * probabilities[n * 60 + 1];
    dot = dot + dProbabilities[n * 60 + 2] * probabilities[n * 60 + 2];
    dot = dot + dProbabilities[n * 60 + 3] * probabilities[n * 60 + 3];
    dot = dot + dProbabilities[n * 60 + 4] * probabilities[n * 60 + 4];
    dot = dot + dProbabilities[n * 60 + 5] * probabilities[n * 60 + 5];
    dot = dot + dProbabilities[n * 60 + 6] * probabilities[n * 60 + 6];
    dot = dot + dProbabilities[n * 60 + 7] * probabilities[n * 60 + 7];
    dot = dot + dProbabilities[n * 60 + 8] * probabilities[n * 60 + 8];
    dot = dot + dProbabilities[n * 60 + 9] * probabilities[n * 60 + 9];
    dot = dot + dProbabilities[n * 60 + 10] * probabilities[n * 60 + 10];
    dot = dot + dProbabilities[n * 60 + 11] * probabilities[n * 60 + 11];
    dot = dot + dProbabilities[n * 60 + 12] * probabilities[n * 60 + 12];
    dot = dot + dProbabilities[n * 60 + 13] * probabilities[n * 60 + 13];
    dot = dot + dProbabilities[n * 60 + 14] * probabilities[n * 60 + 14];
    dot = dot + dProbabilities[n * 60 + 15] * probabilities[n * 60 + 15];
    dot = dot + dProbabilities[n * 60 + 16] * probabilities[n * 60 + 16];
    dot = dot + dProbabilities[n * 60 + 17] * probabilities[n * 60 + 17];
    dot = dot + dProbabilities[n * 60 + 18] * probabilities[n * 60 + 18];
    dot = dot + dProbabilities[n * 60 + 19] * probabilities[n * 60 + 19];
    dot = dot + dProbabilities[n * 60 + 20] * probabilities[n * 60 + 20];
    dot = dot + dProbabilities[n * 60 + 21] * probabilities[n * 60 + 21];
    dot = dot + dProbabilities[n * 60 + 22] * probabilities[n * 60 + 22];
    dot = dot + dProbabilities[n * 60 + 23] * probabilities[n * 60 + 23];
    dot = dot + dProbabilities[n * 60 + 24] * probabilities[n * 60 + 24];
    dot = dot + dProbabilities[n * 60 + 25] * probabilities[n * 60 + 25];
    dot = dot + dProbabilities[n * 60 + 26] * probabilities[n * 60 + 26];
    dot = dot + dProbabilities[n * 60 + 27] * probabilities[n * 60 + 27];
    dot = dot + dProbabilities[n * 60 + 28] * probabilities[n * 60 + 28];
    dot = dot + dProbabilities[n * 60 + 29] * probabilities[n * 60 + 29];
    dot = dot + dProbabilities[n * 60 + 30] * probabilities[n * 60 + 30];
    dot = dot + dProbabilities[n * 60 + 31] * probabilities[n * 60 + 31];
    dot = dot + dProbabilities[n * 60 + 32] * probabilities[n * 60 + 32];
    dot = dot + dProbabilities[n * 60 + 33] * probabilities[n * 60 + 33];
    dot = dot + dProbabilities[n * 60 + 34] * probabilities[n * 60 + 34];
    dot = dot + dProbabilities[n * 60 + 35] * probabilities[n * 60 + 35];
    dot = dot + dProbabilities[n * 60 + 36] * probabilities[n * 60 + 36];
    dot = dot + dProbabilities[n * 60 + 37] * probabilities[n * 60 + 37];
    dot = dot + dProbabilities[n * 60 + 38] * probabilities[n * 60 + 38];
    dot = dot + dProbabilities[n * 60 + 39] * probabilities[n * 60 + 39];
    dot = dot + dProbabilities[n * 60 + 40] * probabilities[n * 60 + 40];
    dot = dot + dProbabilities[n * 60 + 41] * probabilities[n * 60 + 41];
    dot = dot + dProbabilities[n * 60 + 42] * probabilities[n * 60 + 42];
    dot = dot + dProbabilities[n * 60 + 43] * probabilities[n * 60 + 43];
    dot = dot + dProbabilities[n * 60 + 44] * probabilities[n * 60 + 44];
    dot = dot + dProbabilities[n * 60 + 45] * probabilities[n * 60 + 45];
    dot = dot + dProbabilities[n * 60 + 46] * probabilities[n * 60 + 46];
    dot = dot + dProbabilities[n * 60 + 47] * probabilities[n * 60 + 47];
    dot = dot + dProbabilities[n * 60 + 48] * probabilities[n * 60 + 48];
    dot = dot + dProbabilities[n * 60 + 49] * probabilities[n * 60 + 49];
    dot = dot + dProbabilities[n * 60 + 50] * probabilities[n * 60 + 50];
    dot = dot + dProbabilities[n * 60 + 51] * probabilities[n * 60 + 51];
    dot = dot + dProbabilities[n * 60 + 52] * probabilities[n * 60 + 52];
    dot = dot + dProbabilities[n * 60 + 53] * probabilities[n * 60 + 53];
    dot = dot + dProbabilities[n * 60 + 54] * probabilities[n * 60 + 54];
    dot = dot + dProbabilities[n * 60 + 55] * probabilities[n * 60 + 55];
    dot = dot + dProbabilities[n * 60 + 56] * probabilities[n * 60 + 56];
    dot = dot + dProbabilities[n * 60 + 57] * probabilities[n * 60 + 57];
    dot = dot + dProbabilities[n * 60 + 58] * probabilities[n * 60 + 58];
    dot = dot + dProbabilities[n * 60 + 59] * probabilities[n * 60 + 59];
    dSmooth[n * 60] = probabilities[n * 60] * (dProbabilities[n * 60] - dot);
    dSmooth[n * 60 + 1] = probabilities[n * 60 + 1] * (dProbabilities[n * 60 + 1] - dot);
    dSmooth[n * 60 + 2] = probabilities[n * 60 + 2] * (dProbabilities[n * 60 + 2] - dot);
    dSmooth[n * 60 + 3] = probabilities[n * 60 + 3] * (dProbabilities[n * 60 + 3] - dot);
    dSmooth[n * 60 + 4] = probabilities[n * 60 + 4] * (dProbabilities[n * 60 + 4] - dot);
    dSmooth[n * 60 + 5] = probabilities[n * 60 + 5] * (dProbabilities[n * 60 + 5] - dot);
    dSmooth[n * 60 + 6] = probabilities[n * 60 + 6] * (dProbabilities[n * 60 + 6] - dot);
    dSmooth[n * 60 + 7] = probabilities[n * 60 + 7] * (dProbabilities[n * 60 + 7] - dot);
    dSmooth[n * 60 + 8] = probabilities[n * 60 + 8] * (dProbabilities[n * 60 + 8] - dot);
    dSmooth[n * 60 + 9] = probabilities[n * 60 + 9] * (dProbabilities[n * 60 + 9] - dot);
    dSmooth[n * 60 + 10] = probabilities[n * 60 + 10] * (dProbabilities[n * 60 + 10] - dot);
    dSmooth[n * 60 + 11] = probabilities[n * 60 + 11] * (dProbabilities[n * 60 + 11] - dot);
    dSmooth[n * 60 + 12] = probabilities[n * 60 + 12] * (dProbabilities[n * 60 + 12] - dot);
    dSmooth[n * 60 + 13] = probabilities[n * 60 + 13] * (dProbabilities[n * 60 + 13] - dot);
    dSmooth[n * 60 + 14] = probabilities[n * 60 + 14] * (dProbabilities[n * 60 + 14] - dot);
    dSmooth[n * 60 + 15] = probabilities[n * 60 + 15] * (dProbabilities[n * 60 + 15] - dot);
    dSmooth[n * 60 + 16] = probabilities[n * 60 + 16] * (dProbabilities[n * 60 + 16] - dot);
    dSmooth[n * 60 + 17] = probabilities[n * 60 + 17] * (dProbabilities[n * 60 + 17] - dot);
    dSmooth[n * 60 + 18] = probabilities[n * 60 + 18] * (dProbabilities[n * 60 + 18] - dot);
    dSmooth[n * 60 + 19] = probabilities[n * 60 + 19] * (dProbabilities[n * 60 + 19] - dot);
    dSmooth[n * 60 + 20] = probabilities[n * 60 + 20] * (dProbabilities[n * 60 + 20] - dot);
    dSmooth[n * 60 + 21] = probabilities[n * 60 + 21] * (dProbabilities[n * 60 + 21] - dot);
    dSmooth[n * 60 + 22] = probabilities[n * 60 + 22] * (dProbabilities[n * 60 + 22] - dot);
    dSmooth[n * 60 + 23] = probabilities[n * 60 + 23] * (dProbabilities[n * 60 + 23] - dot);
    dSmooth[n * 60 + 24] = probabilities[n * 60 + 24] * (dProbabilities[n * 60 + 24] - dot);
    dSmooth[n * 60 + 25] = probabilities[n * 60 + 25] * (dProbabilities[n * 60 + 25] - dot);
    dSmooth[n * 60 + 26] = probabilities[n * 60 + 26] * (dProbabilities[n * 60 + 26] - dot);
    dSmooth[n * 60 + 27] = probabilities[n * 60 + 27] * (dProbabilities[n * 60 + 27] - dot);
    dSmooth[n * 60 + 28] = probabilities[n * 60 + 28] * (dProbabilities[n * 60 + 28] - dot);
    dSmooth[n * 60 + 29] = probabilities[n * 60 + 29] * (dProbabilities[n * 60 + 29] - dot);
    dSmooth[n * 60 + 30] = probabilities[n * 60 + 30] * (dProbabilities[n * 60 + 30] - dot);
    dSmooth[n * 60 + 31] = probabilities[n * 60 + 31] * (dProbabilities[n * 60 + 31] - dot);
    dSmooth[n * 60 + 32] = probabilities[n * 60 + 32] * (dProbabilities[n * 60 + 32] - dot);
    dSmooth[n * 60 + 33] = probabilities[n * 60 + 33] * (dProbabilities[n * 60 + 33] - dot);
    dSmooth[n * 60 + 34] = probabilities[n * 60 + 34] * (dProbabilities[n * 60 + 34] - dot);
    dSmooth[n * 60 + 35] = probabilities[n * 60 + 35] * (dProbabilities[n * 60 + 35] - dot);
    dSmooth[n * 60 + 36] = probabilities[n * 60 + 36] * (dProbabilities[n * 60 + 36] - dot);
    dSmooth[n * 60 + 37] = probabilities[n * 60 + 37] * (dProbabilities[n * 60 + 37] - dot);
    dSmooth[n * 60 + 38] = probabilities[n * 60 + 38] * (dProbabilities[n * 60 + 38] - dot);
    dSmooth[n * 60 + 39] = probabilities[n * 60 + 39] * (dProbabilities[n * 60 + 39] - dot);
    dSmooth[n * 60 + 40] = probabilities[n * 60 + 40] * (dProbabilities[n * 60 + 40] - dot);
    dSmooth[n * 60 + 41] = probabilities[n * 60 + 41] * (dProbabilities[n * 60 + 41] - dot);
    dSmooth[n * 60 + 42] = probabilities[n * 60 + 42] * (dProbabilities[n * 60 + 42] - dot);
    dSmooth[n * 60 + 43] = probabilities[n * 60 + 43] * (dProbabilities[n * 60 + 43] - dot);
    dSmooth[n * 60 + 44] = probabilities[n * 60 + 44] * (dProbabilities[n * 60 + 44] - dot);
    dSmooth[n * 60 + 45] = probabilities[n * 60 + 45] * (dProbabilities[n * 60 + 45] - dot);
    dSmooth[n * 60 + 46] = probabilities[n * 60 + 46] * (dProbabilities[n * 60 + 46] - dot);
    dSmooth[n * 60 + 47] = probabilities[n * 60 + 47] * (dProbabilities[n * 60 + 47] - dot);
    dSmooth[n * 60 + 48] = probabilities[n * 60 + 48] * (dProbabilities[n * 60 + 48] - dot);
    dSmooth[n * 60 + 49] = probabilities[n * 60 + 49] * (dProbabilities[n * 60 + 49] - dot);
    dSmooth[n * 60 + 50] = probabilities[n * 60 + 50] * (dProbabilities[n * 60 + 50] - dot);
    dSmooth[n * 60 + 51] = probabilities[n * 60 + 51] * (dProbabilities[n * 60 + 51] - dot);
    dSmooth[n * 60 + 52] = probabilities[n * 60 + 52] * (dProbabilities[n * 60 + 52] - dot);
    dSmooth[n * 60 + 53] = probabilities[n * 60 + 53] * (dProbabilities[n * 60 + 53] - dot);
    dSmooth[n * 60 + 54] = probabilities[n * 60 + 54] * (dProbabilities[n * 60 + 54] - dot);
    dSmooth[n * 60 + 55] = probabilities[n * 60 + 55] * (dProbabilities[n * 60 + 55] - dot);
    dSmooth[n * 60 + 56] = probabilities[n * 60 + 56] * (dProbabilities[n * 60 + 56] - dot);
    dSmooth[n * 60 + 57] = probabilities[n * 60 + 57] * (dProbabilities[n * 60 + 57] - dot);
    dSmooth[n * 60 + 58] = probabilities[n * 60 + 58] * (dProbabilities[n * 60 + 58] - dot);
    dSmooth[n * 60 + 59] = probabilities[n * 60 + 59] * (dProbabilities[n * 60 + 59] - dot);
  }

  /** dInput [3, 4, 5] = dSmooth * silu' */
  private void backwardSmooth(int n) {
    double z0 = input[n * 60];
    double sigma0 = 1 / (1 + Math.exp(-z0));
    dInput[n * 60] = dSmooth[n * 60] * (sigma0 * (1 + z0 * (1 - sigma0)));
    double z1 = input[n * 60 + 1];
    double sigma1 = 1 / (1 + Math.exp(-z1));
    dInput[n * 60 + 1] = dSmooth[n * 60 + 1] * (sigma1 * (1 + z1 * (1 - sigma1)));
    double z2 = input[n * 60 + 2];
    double sigma2 = 1 / (1 + Math.exp(-z2));
    dInput[n * 60 + 2] = dSmooth[n * 60 + 2] * (sigma2 * (1 + z2 * (1 - sigma2)));
    double z3 = input[n * 60 + 3];
    double sigma3 = 1 / (1 + Math.exp(-z3));
    dInput[n * 60 + 3] = dSmooth[n * 60 + 3] * (sigma3 * (1 + z3 * (1 - sigma3)));
    double z4 = input[n * 60 + 4];
    double sigma4 = 1 / (1 + Math.exp(-z4));
    dInput[n * 60 + 4] = dSmooth[n * 60 + 4] * (sigma4 * (1 + z4 * (1 - sigma4)));
    double z5 = input[n * 60 + 5];
    double sigma5 = 1 / (1 + Math.exp(-z5));
    dInput[n * 60 + 5] = dSmooth[n * 60 + 5] * (sigma5 * (1 + z5 * (1 - sigma5)));
    double z6 = input[n * 60 + 6];
    double sigma6 = 1 / (1 + Math.exp(-z6));
    dInput[n * 60 + 6] = dSmooth[n * 60 + 6] * (sigma6 * (1 + z6 * (1 - sigma6)));
    double z7 = input[n * 60 + 7];
    double sigma7 = 1 / (1 + Math.exp(-z7));
    dInput[n * 60 + 7] = dSmooth[n * 60 + 7] * (sigma7 * (1 + z7 * (1 - sigma7)));
    double z8 = input[n * 60 + 8];
    double sigma8 = 1 / (1 + Math.exp(-z8));
    dInput[n * 60 + 8] = dSmooth[n * 60 + 8] * (sigma8 * (1 + z8 * (1 - sigma8)));
    double z9 = input[n * 60 + 9];
    double sigma9 = 1 / (1 + Math.exp(-z9));
    dInput[n * 60 + 9] = dSmooth[n * 60 + 9] * (sigma9 * (1 + z9 * (1 - sigma9)));
    double z10 = input[n * 60 + 10];
    double sigma10 = 1 / (1 + Math.exp(-z10));
    dInput[n * 60 + 10] = dSmooth[n * 60 + 10] * (sigma10 * (1 + z10 * (1 - sigma10)));
    double z11 = input[n * 60 + 11];
    double sigma11 = 1 / (1 + Math.exp(-z11));
    dInput[n * 60 + 11] = dSmooth[n * 60 + 11] * (sigma11 * (1 + z11 * (1 - sigma11)));
    double z12 = input[n * 60 + 12];
    double sigma12 = 1 / (1 + Math.exp(-z12));
    dInput[n * 60 + 12] = dSmooth[n * 60 + 12] * (sigma12 * (1 + z12 * (1 - sigma12)));
    double z13 = input[n * 60 + 13];
    double sigma13 = 1 / (1 + Math.exp(-z13));
    dInput[n * 60 + 13] = dSmooth[n * 60 + 13] * (sigma13 * (1 + z13 * (1 - sigma13)));
    double z14 = input[n * 60 + 14];
    double sigma14 = 1 / (1 + Math.exp(-z14));
    dInput[n * 60 + 14] = dSmooth[n * 60 + 14] * (sigma14 * (1 + z14 * (1 - sigma14)));
    double z15 = input[n * 60 + 15];
    double sigma15 = 1 / (1 + Math.exp(-z15));
    dInput[n * 60 + 15] = dSmooth[n * 60 + 15] * (sigma15 * (1 + z15 * (1 - sigma15)));
    double z16 = input[n * 60 + 16];
    double sigma16 = 1 / (1 + Math.exp(-z16));
    dInput[n * 60 + 16] = dSmooth[n * 60 + 16] * (sigma16 * (1 + z16 * (1 - sigma16)));
    double z17 = input[n * 60 + 17];
    double sigma17 = 1 / (1 + Math.exp(-z17));
    dInput[n * 60 + 17] = dSmooth[n * 60 + 17] * (sigma17 * (1 + z17 * (1 - sigma17)));
    double z18 = input[n * 60 + 18];
    double sigma18 = 1 / (1 + Math.exp(-z18));
    dInput[n * 60 + 18] = dSmooth[n * 60 + 18] * (sigma18 * (1 + z18 * (1 - sigma18)));
    double z19 = input[n * 60 + 19];
    double sigma19 = 1 / (1 + Math.exp(-z19));
    dInput[n * 60 + 19] = dSmooth[n * 60 + 19] * (sigma19 * (1 + z19 * (1 - sigma19)));
    double z20 = input[n * 60 + 20];
    double sigma20 = 1 / (1 + Math.exp(-z20));
    dInput[n * 60 + 20] = dSmooth[n * 60 + 20] * (sigma20 * (1 + z20 * (1 - sigma20)));
    double z21 = input[n * 60 + 21];
    double sigma21 = 1 / (1 + Math.exp(-z21));
    dInput[n * 60 + 21] = dSmooth[n * 60 + 21] * (sigma21 * (1 + z21 * (1 - sigma21)));
    double z22 = input[n * 60 + 22];
    double sigma22 = 1 / (1 + Math.exp(-z22));
    dInput[n * 60 + 22] = dSmooth[n * 60 + 22] * (sigma22 * (1 + z22 * (1 - sigma22)));
    double z23 = input[n * 60 + 23];
    double sigma23 = 1 / (1 + Math.exp(-z23));
    dInput[n * 60 + 23] = dSmooth[n * 60 + 23] * (sigma23 * (1 + z23 * (1 - sigma23)));
    double z24 = input[n * 60 + 24];
    double sigma24 = 1 / (1 + Math.exp(-z24));
    dInput[n * 60 + 24] = dSmooth[n * 60 + 24] * (sigma24 * (1 + z24 * (1 - sigma24)));
    double z25 = input[n * 60 + 25];
    double sigma25 = 1 / (1 + Math.exp(-z25));
    dInput[n * 60 + 25] = dSmooth[n * 60 + 25] * (sigma25 * (1 + z25 * (1 - sigma25)));
    double z26 = input[n * 60 + 26];
    double sigma26 = 1 / (1 + Math.exp(-z26));
    dInput[n * 60 + 26] = dSmooth[n * 60 + 26] * (sigma26 * (1 + z26 * (1 - sigma26)));
    double z27 = input[n * 60 + 27];
    double sigma27 = 1 / (1 + Math.exp(-z27));
    dInput[n * 60 + 27] = dSmooth[n * 60 + 27] * (sigma27 * (1 + z27 * (1 - sigma27)));
    double z28 = input[n * 60 + 28];
    double sigma28 = 1 / (1 + Math.exp(-z28));
    dInput[n * 60 + 28] = dSmooth[n * 60 + 28] * (sigma28 * (1 + z28 * (1 - sigma28)));
    double z29 = input[n * 60 + 29];
    double sigma29 = 1 / (1 + Math.exp(-z29));
    dInput[n * 60 + 29] = dSmooth[n * 60 + 29] * (sigma29 * (1 + z29 * (1 - sigma29)));
    double z30 = input[n * 60 + 30];
    double sigma30 = 1 / (1 + Math.exp(-z30));
    dInput[n * 60 + 30] = dSmooth[n * 60 + 30] * (sigma30 * (1 + z30 * (1 - sigma30)));
    double z31 = input[n * 60 + 31];
    double sigma31 = 1 / (1 + Math.exp(-z31));
    dInput[n * 60 + 31] = dSmooth[n * 60 + 31] * (sigma31 * (1 + z31 * (1 - sigma31)));
    double z32 = input[n * 60 + 32];
    double sigma32 = 1 / (1 + Math.exp(-z32));
    dInput[n * 60 + 32] = dSmooth[n * 60 + 32] * (sigma32 * (1 + z32 * (1 - sigma32)));
    double z33 = input[n * 60 + 33];
    double sigma33 = 1 / (1 + Math.exp(-z33));
    dInput[n * 60 + 33] = dSmooth[n * 60 + 33] * (sigma33 * (1 + z33 * (1 - sigma33)));
    double z34 = input[n * 60 + 34];
    double sigma34 = 1 / (1 + Math.exp(-z34));
    dInput[n * 60 + 34] = dSmooth[n * 60 + 34] * (sigma34 * (1 + z34 * (1 - sigma34)));
    double z35 = input[n * 60 + 35];
    double sigma35 = 1 / (1 + Math.exp(-z35));
    dInput[n * 60 + 35] = dSmooth[n * 60 + 35] * (sigma35 * (1 + z35 * (1 - sigma35)));
    double z36 = input[n * 60 + 36];
    double sigma36 = 1 / (1 + Math.exp(-z36));
    dInput[n * 60 + 36] = dSmooth[n * 60 + 36] * (sigma36 * (1 + z36 * (1 - sigma36)));
    double z37 = input[n * 60 + 37];
    double sigma37 = 1 / (1 + Math.exp(-z37));
    dInput[n * 60 + 37] = dSmooth[n * 60 + 37] * (sigma37 * (1 + z37 * (1 - sigma37)));
    double z38 = input[n * 60 + 38];
    double sigma38 = 1 / (1 + Math.exp(-z38));
    dInput[n * 60 + 38] = dSmooth[n * 60 + 38] * (sigma38 * (1 + z38 * (1 - sigma38)));
    double z39 = input[n * 60 + 39];
    double sigma39 = 1 / (1 + Math.exp(-z39));
    dInput[n * 60 + 39] = dSmooth[n * 60 + 39] * (sigma39 * (1 + z39 * (1 - sigma39)));
    double z40 = input[n * 60 + 40];
    double sigma40 = 1 / (1 + Math.exp(-z40));
    dInput[n * 60 + 40] = dSmooth[n * 60 + 40] * (sigma40 * (1 + z40 * (1 - sigma40)));
    double z41 = input[n * 60 + 41];
    double sigma41 = 1 / (1 + Math.exp(-z41));
    dInput[n * 60 + 41] = dSmooth[n * 60 + 41] * (sigma41 * (1 + z41 * (1 - sigma41)));
    double z42 = input[n * 60 + 42];
    double sigma42 = 1 / (1 + Math.exp(-z42));
    dInput[n * 60 + 42] = dSmooth[n * 60 + 42] * (sigma42 * (1 + z42 * (1 - sigma42)));
    double z43 = input[n * 60 + 43];
    double sigma43 = 1 / (1 + Math.exp(-z43));
    dInput[n * 60 + 43] = dSmooth[n * 60 + 43] * (sigma43 * (1 + z43 * (1 - sigma43)));
    double z44 = input[n * 60 + 44];
    double sigma44 = 1 / (1 + Math.exp(-z44));
    dInput[n * 60 + 44] = dSmooth[n * 60 + 44] * (sigma44 * (1 + z44 * (1 - sigma44)));
    double z45 = input[n * 60 + 45];
    double sigma45 = 1 / (1 + Math.exp(-z45));
    dInput[n * 60 + 45] = dSmooth[n * 60 + 45] * (sigma45 * (1 + z45 * (1 - sigma45)));
    double z46 = input[n * 60 + 46];
    double sigma46 = 1 / (1 + Math.exp(-z46));
    dInput[n * 60 + 46] = dSmooth[n * 60 + 46] * (sigma46 * (1 + z46 * (1 - sigma46)));
    double z47 = input[n * 60 + 47];
    double sigma47 = 1 / (1 + Math.exp(-z47));
    dInput[n * 60 + 47] = dSmooth[n * 60 + 47] * (sigma47 * (1 + z47 * (1 - sigma47)));
    double z48 = input[n * 60 + 48];
    double sigma48 = 1 / (1 + Math.exp(-z48));
    dInput[n * 60 + 48] = dSmooth[n * 60 + 48] * (sigma48 * (1 + z48 * (1 - sigma48)));
    double z49 = input[n * 60 + 49];
    double sigma49 = 1 / (1 + Math.exp(-z49));
    dInput[n * 60 + 49] = dSmooth[n * 60 + 49] * (sigma49 * (1 + z49 * (1 - sigma49)));
    double z50 = input[n * 60 + 50];
    double sigma50 = 1 / (1 + Math.exp(-z50));
    dInput[n * 60 + 50] = dSmooth[n * 60 + 50] * (sigma50 * (1 + z50 * (1 - sigma50)));
    double z51 = input[n * 60 + 51];
    double sigma51 = 1 / (1 + Math.exp(-z51));
    dInput[n * 60 + 51] = dSmooth[n * 60 + 51] * (sigma51 * (1 + z51 * (1 - sigma51)));
    double z52 = input[n * 60 + 52];
    double sigma52 = 1 / (1 + Math.exp(-z52));
    dInput[n * 60 + 52] = dSmooth[n * 60 + 52] * (sigma52 * (1 + z52 * (1 - sigma52)));
    double z53 = input[n * 60 + 53];
    double sigma53 = 1 / (1 + Math.exp(-z53));
    dInput[n * 60 + 53] = dSmooth[n * 60 + 53] * (sigma53 * (1 + z53 * (1 - sigma53)));
    double z54 = input[n * 60 + 54];
    double sigma54 = 1 / (1 + Math.exp(-z54));
    dInput[n * 60 + 54] = dSmooth[n * 60 + 54] * (sigma54 * (1 + z54 * (1 - sigma54)));
    double z55 = input[n * 60 + 55];
    double sigma55 = 1 / (1 + Math.exp(-z55));
    dInput[n * 60 + 55] = dSmooth[n * 60 + 55] * (sigma55 * (1 + z55 * (1 - sigma55)));
    double z56 = input[n * 60 + 56];
    double sigma56 = 1 / (1 + Math.exp(-z56));
    dInput[n * 60 + 56] = dSmooth[n * 60 + 56] * (sigma56 * (1 + z56 * (1 - sigma56)));
    double z57 = input[n * 60 + 57];
    double sigma57 = 1 / (1 + Math.exp(-z57));
    dInput[n * 60 + 57] = dSmooth[n * 60 + 57] * (sigma57 * (1 + z57 * (1 - sigma57)));
    double z58 = input[n * 60 + 58];
    double sigma58 = 1 / (1 + Math.exp(-z58));
    dInput[n * 60 + 58] = dSmooth[n * 60 + 58] * (sigma58 * (1 + z58 * (1 - sigma58)));
    double z59 = input[n * 60 + 59];
    double sigma59 = 1 / (1 + Math.exp(-z59));
    dInput[n * 60 + 59] = dSmooth[n * 60 + 59] * (sigma59 * (1 + z59 * (1 - sigma59)));
  }

  @Override
  public double[] parameter(String name) {
    return switch (name) {
      default ->
          throw new IllegalArgumentException("ActivateLayer has no parameter '" + name + "'");
    };
  }

  @Override
  public double[] gradient(String name) {
    return switch (name) {
      default ->
          throw new IllegalArgumentException("ActivateLayer has no parameter '" + name + "'");
    };
  }

  @Override
  public double[] input() {
    return input;
  }

  @Override
  public double[] target() {
    return target;
  }

  @Override
  public double[] output() {
    return probabilities;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }
}
