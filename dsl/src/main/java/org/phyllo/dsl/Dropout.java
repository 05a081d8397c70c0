package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves out values at random while the network is trained, so that no unit relies on another.
 *
 * <pre>{@code
 *             training                                       inference
 * inverted    y[i] = x[i] / (1 - rate), or 0 with rate       y[i] = x[i]
 * otherwise   y[i] = x[i], or 0 with rate                    y[i] = x[i] * (1 - rate)
 * }</pre>
 *
 * <p>Which values are left out follows from the trainer's seed, the step, the layer, the sample's
 * place in its batch and the value's place in the sample: it is the same on every machine, with any
 * number of threads.
 *
 * <p>Input: a tensor of any shape. Output: that shape. No parameters. Source: Srivastava et al.,
 * "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Dropout {
  /**
   * The share of values that are left out, from 0 to below 1.
   *
   * @return the rate
   */
  double value();

  /**
   * Whether values are scaled up in training, as is usual today, instead of down in inference, as
   * in the original paper and in the book "Deep Learning from Scratch".
   *
   * @return whether to scale in training
   */
  boolean inverted() default true;
}
