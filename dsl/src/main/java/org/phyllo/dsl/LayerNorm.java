package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Normalizes each sample by the mean and deviation of its own values.
 *
 * <pre>{@code
 * y[i] = activation( weight[i] * (x[i] - mean) / sqrt(variance + epsilon) + bias[i] )
 * mean = sum_i x[i] / n        variance = sum_i (x[i] - mean)^2 / n
 * }</pre>
 *
 * <p>Input: a tensor of any shape, {@code n} values. Output: that shape. Parameters: {@code
 * weight}, which starts at 1, and {@code bias}, which starts at 0, both of the input's shape, in
 * files named {@code <field>.weight} and {@code <field>.bias} as PyTorch's {@code LayerNorm} has
 * them. Source: Ba, Kiros, Hinton, "Layer Normalization", 2016.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LayerNorm {
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
}
