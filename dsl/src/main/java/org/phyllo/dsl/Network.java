package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a neural network: the annotated class's {@link Tensor} fields are its layers.
 *
 * <p>For a class {@code Digits} the compiler writes, into the same package, {@code DigitsModel}
 * (parameters and inference), {@code DigitsTrainer} (gradients and the training loop) and {@code
 * DigitsReference} (the same network in plain loops over {@code double}).
 *
 * <p>The class must not be an interface, an enum, a record, generic or private, and not local to a
 * method. The layer with the highest {@link Layer#value() order} produces the network's output, on
 * which the {@link #loss() loss} is computed; or layers annotated with {@link Output} do.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
  /**
   * The shape of one sample, without the batch: {@code features} or {@code {channels, height,
   * width}}.
   *
   * <p>Values of a sample are in row-major order: the last index runs fastest. Every extent is at
   * least 1. Left out where fields annotated with {@link Input} are the inputs.
   *
   * @return the extents of one input sample
   */
  int[] input() default {};

  /**
   * The loss that training minimizes, a function of the network's output and the targets: exactly
   * one. Left out where layers annotated with {@link Output} have losses of their own.
   *
   * @return the loss
   */
  Loss[] loss() default {};

  /**
   * The width of the quadratic middle of {@link Loss#HUBER}; greater than 0. Other losses don't
   * read it.
   *
   * @return the delta of the Huber loss
   */
  double huberDelta() default 1;

  /**
   * The share of a target that {@link Loss#SOFTMAX_CROSS_ENTROPY} gives to all classes alike; 0 to
   * below 1. Other losses don't read it.
   *
   * @return the label smoothing
   */
  double labelSmoothing() default 0;

  /**
   * What each class's samples weigh in {@link Loss#SOFTMAX_CROSS_ENTROPY}: one positive number for
   * each class, or none if all weigh 1. Other losses don't read it.
   *
   * @return the classes' weights
   */
  double[] classWeights() default {};
}
