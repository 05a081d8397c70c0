package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest value in each window of an image or a sequence.
 *
 * <pre>{@code
 * y[c][i][j] = activation( max_a,b x[c][i * stride + a - padding][j * stride + b - padding] )
 * }</pre>
 *
 * <p>Input: {@code [channels, height, width]}. Output: {@code [channels, outputHeight,
 * outputWidth]} with {@code outputHeight = floor((height + 2 padding - size) / stride) + 1}: rows
 * and columns that no window covers are dropped, with a warning. No parameters. A sequence {@code
 * [channels, length]} has windows along its length, given by one number. Of several equal values in
 * a window the first, in row-major order, gets the gradient. Padding is never the largest.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxPool {
  /**
   * The window's size: one number for both sides or {height, width}; at least 1.
   *
   * @return the size
   */
  int[] value();

  /**
   * The step from one window to the next: one number for both sides or {height, width}, at least 1.
   * Default: the window's size, so that windows lie side by side.
   *
   * @return the stride
   */
  int[] stride() default {};

  /**
   * What is added around the input: one number for all sides or {height, width}; at least 0, at
   * most half the window's size.
   *
   * @return the padding at every side
   */
  int[] padding() default 0;

  /**
   * The function applied to the result.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
