package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link Tensor} field a layer of its network and says where in the order it stands and
 * what it reads.
 *
 * <p>The field carries exactly one annotation more, which says what kind of layer it is: {@link
 * Dense}, {@link Activate}, {@link Add} or {@link Concat}.
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
   * an earlier layer's field or {@code "input"}, the network's input.
   *
   * <p>Empty, the default, means: the tensor of the layer before it, or the network's input for the
   * first layer. {@link Dense} and {@link Activate} read one tensor, {@link Add} and {@link Concat}
   * two or more. A tensor that is read several times receives the sum of its readers' gradients.
   *
   * @return the names of the tensors read, in order
   */
  String[] from() default {};
}
