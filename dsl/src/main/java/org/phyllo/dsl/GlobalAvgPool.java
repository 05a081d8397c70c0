package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each channel of an image or a sequence.
 *
 * <pre>{@code
 * y[c] = activation( sum_i,j x[c][i][j] / (height * width) )
 * }</pre>
 *
 * <p>Input: {@code [channels, height, width]} or {@code [channels, length]}. Output: {@code
 * [channels]}. No parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalAvgPool {
  /**
   * The function applied to the means.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
