package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An activation as a layer of its own: {@code y = f(x)}.
 *
 * <p>Input: one tensor of any shape. Output: the same shape. No parameters. Use it where the value
 * before the activation is needed as a named tensor too; otherwise the {@code activation} attribute
 * of the layer kinds says the same in fewer words.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Activate {
  /**
   * The function applied.
   *
   * @return the activation
   */
  Activation value();
}
