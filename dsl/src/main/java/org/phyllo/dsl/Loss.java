package org.phyllo.dsl;

/**
 * The functions that training minimizes. {@code z} is the network's output for one sample, {@code
 * n} values; {@code t} the sample's target. A batch's loss is the mean over its samples, and so are
 * its gradients; with equal batches it is PyTorch's loss with {@code reduction='mean'}.
 */
public enum Loss {
  /**
   * For one of {@code n >= 2} classes: the target is a class index {@code t} in {@code 0 ... n-1},
   * the output one score (logit) per class.
   *
   * <pre>{@code
   * L = log sum_j exp(z[j]) - z[t]           dL/dz[j] = softmax(z)[j] - (1 if j = t, else 0)
   * }</pre>
   *
   * With {@linkplain Network#labelSmoothing() label smoothing} {@code e} and {@linkplain
   * Network#classWeights() class weights} {@code w}, the target is a distribution over the classes:
   *
   * <pre>{@code
   * q[j] = e/n + (1 - e if j = t, else 0)             L = -sum_j w[j] q[j] log softmax(z)[j]
   * }</pre>
   *
   * as PyTorch's {@code CrossEntropyLoss} has it for a sample. A batch's loss remains the mean over
   * its samples; PyTorch divides by the sum of the targets' class weights instead. Label smoothing:
   * C. Szegedy et al., "Rethinking the Inception Architecture", 2016.
   *
   * <p>Computed with the largest score subtracted, so it doesn't overflow. The softmax is part of
   * the loss: the last layer has no activation of its own.
   */
  SOFTMAX_CROSS_ENTROPY,

  /**
   * For {@code n >= 1} independent yes/no questions: targets {@code t[j]} in 0 ... 1, the output
   * one score (logit) per question, {@code z[j] > 0} meaning yes.
   *
   * <pre>{@code
   * L = 1/n sum_j max(z[j], 0) - z[j] t[j] + log(1 + exp(-|z[j]|))
   * dL/dz[j] = (sigmoid(z[j]) - t[j]) / n
   * }</pre>
   *
   * The sigmoid is part of the loss: the last layer has no activation of its own.
   */
  SIGMOID_CROSS_ENTROPY,

  /**
   * For values: {@code n} targets.
   *
   * <pre>{@code
   * L = 1/n sum_j (z[j] - t[j])^2          dL/dz[j] = 2 (z[j] - t[j]) / n
   * }</pre>
   */
  MEAN_SQUARED_ERROR,

  /**
   * For values, less moved by outliers: {@code n} targets.
   *
   * <pre>{@code
   * L = 1/n sum_j |z[j] - t[j]|           dL/dz[j] = sign(z[j] - t[j]) / n,  0 where they are equal
   * }</pre>
   */
  MEAN_ABSOLUTE_ERROR,

  /**
   * For values, quadratic near the target and linear far away: {@code n} targets. With {@code e =
   * z[j] - t[j]} and {@code d} = {@link Network#huberDelta()}:
   *
   * <pre>{@code
   * L = 1/n sum_j  e^2/2  where |e| <= d,  d (|e| - d/2)  elsewhere
   * dL/dz[j] = max(-d, min(d, e)) / n
   * }</pre>
   *
   * P. J. Huber, "Robust Estimation of a Location Parameter", 1964; PyTorch's {@code HuberLoss}.
   */
  HUBER
}
