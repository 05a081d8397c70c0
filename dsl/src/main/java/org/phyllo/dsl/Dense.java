package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fully connected layer: every output is a weighted sum of all inputs.
 *
 * <pre>{@code
 * y[u] = activation( bias[u] + sum_i weight[u][i] * x[i] )        u = 0 ... units-1
 * }</pre>
 *
 * <p>Input: a tensor of any shape, read as its {@code inputs} values in row-major order. Output:
 * {@code [units]}. Parameters: {@code weight} of shape {@code [units, inputs]} and {@code bias} of
 * shape {@code [units]}, in files named {@code <field>.weight} and {@code <field>.bias} as
 * PyTorch's {@code Linear} has them. Multiply-adds per sample: {@code units * inputs}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dense {
  /**
   * The number of outputs, at least 1.
   *
   * @return the number of outputs
   */
  int units();

  /**
   * The function applied to the weighted sums.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;

  /**
   * Whether a bias is added to each weighted sum.
   *
   * @return whether the layer has a bias
   */
  boolean bias() default true;

  /**
   * How the weights are drawn before training. Biases start at zero.
   *
   * @return the initializer of the weights
   */
  Initializer init() default Initializer.AUTO;

  /**
   * The standard deviation of {@link Initializer#NORMAL}; at least 0. Other initializers don't read
   * it.
   *
   * @return the standard deviation
   */
  double deviation() default 0.01;
}
