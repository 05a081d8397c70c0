package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A convolution: every filter slides over the image and gives a weighted sum at each place.
 *
 * <pre>{@code
 * y[f][i][j] = activation( bias[f]
 *              + sum_c,a,b weight[f][c][a][b] * x[c][i * stride + a * dilation - padding]
 *                                              [j * stride + b * dilation - padding] )
 * outputHeight = floor( (height + 2 padding - dilation (kernelHeight - 1) - 1) / stride ) + 1
 * }</pre>
 *
 * <p>As every framework has it, the kernel is not flipped (cross-correlation), and x is zero
 * outside the image. With {@code groups} the channels and the filters are divided into as many
 * groups, and a filter sees only the channels of its group; {@code groups} equal to the number of
 * channels is a depthwise convolution.
 *
 * <p>Input: {@code [channels, height, width]}. Output: {@code [filters, outputHeight,
 * outputWidth]}. Parameters: {@code weight} of shape {@code [filters, channels / groups,
 * kernelHeight, kernelWidth]} and {@code bias} of shape {@code [filters]}, in files named {@code
 * <field>.weight} and {@code <field>.bias} as PyTorch's {@code Conv2d} has them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Conv2d {
  /**
   * The number of filters, which is the number of output channels; at least 1.
   *
   * @return the number of filters
   */
  int filters();

  /**
   * The size of a filter: one number for both sides or {height, width}; at least 1.
   *
   * @return the kernel's size
   */
  int[] kernel();

  /**
   * The step from one place of the filter to the next: one number for both sides or {height,
   * width}; at least 1.
   *
   * @return the stride
   */
  int[] stride() default 1;

  /**
   * The zeros around the input: one number for all sides or {height, width}; at least 0.
   *
   * @return the padding at every side
   */
  int[] padding() default 0;

  /**
   * The distance of neighboring weights in the input: one number for both sides or {height, width};
   * at least 1.
   *
   * @return the dilation
   */
  int[] dilation() default 1;

  /**
   * The number of groups; divides the number of channels and the number of filters.
   *
   * @return the number of groups
   */
  int groups() default 1;

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
