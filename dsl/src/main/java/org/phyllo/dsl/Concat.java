package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Two or more tensors one after the other, joined along their first extent (features or channels).
 *
 * <p>Input: the tensors that {@link Layer#from()} names, in that order: {@code [n1], [n2], ...}, or
 * {@code [c1, height, width], [c2, height, width], ...} with equal height and width. Output: {@code
 * [n1 + n2 + ...]} or {@code [c1 + c2 + ..., height, width]}. No parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Concat {
  /**
   * The function applied to the joined tensor.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
