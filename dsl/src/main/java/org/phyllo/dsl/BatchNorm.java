package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Normalizes each channel by its mean and deviation over the batch.
 *
 * <pre>{@code
 * y[c] = activation( weight[c] * (x[c] - mean[c]) / sqrt(variance[c] + epsilon) + bias[c] )
 *
 * training    mean and variance over the batch, and over height and width of an image
 * inference   the running ones: after each step
 *             running = (1 - momentum) * running + momentum * the batch's
 * }</pre>
 *
 * <p>The running variance is updated with the unbiased variance, {@code n / (n - 1)} times the one
 * that normalizes, as PyTorch does.
 *
 * <p>Input: {@code [features]}, {@code [channels, length]} or {@code [channels, height, width]}.
 * Output: that shape. Parameters: {@code weight}, which starts at 1, and {@code bias}, which starts
 * at 0, and beside them {@code running_mean} and {@code running_var}, all of shape {@code
 * [channels]}, in files named {@code <field>.weight} and so on as PyTorch's {@code BatchNorm2d} has
 * them. Source: Ioffe, Szegedy, "Batch Normalization", 2015, arXiv:1502.03167.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface BatchNorm {
  /**
   * The function applied to the normalized values.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;

  /**
   * What is added to the variance, so that nothing is divided by zero; more than 0.
   *
   * @return epsilon
   */
  double epsilon() default 1e-5;

  /**
   * The weight of the newest batch in the running mean and variance; above 0, at most 1.
   *
   * @return the momentum
   */
  double momentum() default 0.1;
}
