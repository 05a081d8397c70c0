package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link Tensor} field a layer of its network or block and says where in the order it
 * stands and what it reads.
 *
 * <p>The field carries exactly one annotation more, which says what kind of layer it is, such as
 * {@link Dense} or {@link Conv2d}, or includes the layers of a {@link Block}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Layer {
  /**
   * The layer's place in the order. Gaps and negative numbers are fine, two layers with the same
   * number are an error.
   *
   * @return the place in the order
   */
  int value();

  /**
   * The names of the tensors that the layer reads, for skip connections and branches. Every one is
   * an earlier layer's field or {@code "input"}, the network's or block's input.
   *
   * <p>Empty, the default, means: the tensor of the layer before it, or the network's input for the
   * first layer. {@link Add}, {@link Multiply} and {@link Concat} read two tensors or more, all
   * other kinds exactly one. A tensor that is read several times receives the sum of its readers'
   * gradients.
   *
   * @return the names of the tensors read, in order
   */
  String[] from() default {};
}
