package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Looks up a learned vector for each of a list of whole numbers: words, categories, days.
 *
 * <pre>{@code
 * y[d][i] = weight[ x[i] ][d]          d = 0 ... size-1, i = 0 ... length-1
 * }</pre>
 *
 * <p>Input: an input of the network of shape {@code [length]}, whose values are whole numbers from
 * 0 to {@code vocabulary - 1}; others are refused with an exception. Output: {@code [size,
 * length]}, a sequence as {@link Conv1d} and {@link GlobalAvgPool} read it; PyTorch's {@code
 * Embedding} has the transpose. Parameter: {@code weight} of shape {@code [vocabulary, size]}. A
 * step changes the vectors that the batch has looked up, and with some optimizers those of earlier
 * batches. The input has no gradient: it is zero.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Embedding {
  /**
   * The number of different values in the input, at least 1.
   *
   * @return the number of vectors
   */
  int vocabulary();

  /**
   * The length of a vector, at least 1.
   *
   * @return the number of values in a vector
   */
  int size();

  /**
   * The standard deviation of the normal distribution that the vectors are drawn from before
   * training; at least 0.
   *
   * @return the standard deviation
   */
  double deviation() default 1;
}
