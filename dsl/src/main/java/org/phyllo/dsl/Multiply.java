package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of two or more tensors, element by element: gates, attention weights.
 *
 * <pre>{@code
 * y[i] = activation( a[i] * b[i] * ... )
 * }</pre>
 *
 * <p>Input: the tensors that {@link Layer#from()} names, all of one shape. Output: that shape. No
 * parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Multiply {
  /**
   * The function applied to the products.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
