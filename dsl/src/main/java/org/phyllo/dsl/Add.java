package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of two or more tensors, element by element: {@code y = activation(a + b + ...)}. With an
 * earlier tensor as one of its sources it is the skip connection of residual networks.
 *
 * <p>Input: the tensors that {@link Layer#from()} names, all of the same shape; they are added in
 * that order. Output: that shape. No parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Add {
  /**
   * The function applied to the sum.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
