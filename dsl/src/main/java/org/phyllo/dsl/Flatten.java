package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All values in one row: {@code [channels, height, width]} becomes {@code [channels * height *
 * width]}, in that order.
 *
 * <p>{@link Dense} reads a tensor of any shape this way by itself; the layer is for tensors that
 * are added or joined. Input: a tensor of any shape. Output: its values. No parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Flatten {
  /**
   * The function applied to the values.
   *
   * @return the activation
   */
  Activation activation() default Activation.IDENTITY;
}
