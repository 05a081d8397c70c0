package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a layer's tensor an output of its network, with a loss of its own. For networks with
 * several outputs; training minimizes the weighted sum of their losses.
 *
 * <pre>{@code
 * @Layer(3) @Dense(units = 10) @Output(loss = Loss.SOFTMAX_CROSS_ENTROPY)            Tensor digit;
 * @Layer(value = 4, from = "hidden") @Dense(units = 1)
 * @Output(loss = Loss.SIGMOID_CROSS_ENTROPY, weight = 0.5)                           Tensor even;
 * }</pre>
 *
 * <p>A sample's output has the outputs' values one after the other, in the order of their layers,
 * and its target has their targets: one class index or as many values. Such a network has no {@link
 * Network#loss()}. An output may be read by other layers too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Output {
  /**
   * The loss, a function of this tensor and its targets.
   *
   * @return the loss
   */
  Loss loss();

  /**
   * The weight of this loss in the sum of all; greater than 0.
   *
   * @return the weight
   */
  double weight() default 1;

  /**
   * The width of the quadratic middle of {@link Loss#HUBER}; greater than 0.
   *
   * @return the delta of the Huber loss
   */
  double huberDelta() default 1;

  /**
   * The share of a target that {@link Loss#SOFTMAX_CROSS_ENTROPY} gives to all classes alike; 0 to
   * below 1.
   *
   * @return the label smoothing
   */
  double labelSmoothing() default 0;

  /**
   * What each class's samples weigh in {@link Loss#SOFTMAX_CROSS_ENTROPY}: one positive number for
   * each class, or none if all weigh 1.
   *
   * @return the classes' weights
   */
  double[] classWeights() default {};
}
