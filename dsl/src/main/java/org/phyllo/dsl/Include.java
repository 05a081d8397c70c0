package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The layers of a {@link Block}, as if they were written here, perhaps several times one after the
 * other.
 *
 * <pre>{@code
 * @Layer(3) @Include(value = Residual.class, times = 3) Tensor stage;
 * }</pre>
 *
 * <p>Input: one tensor, which the block's layers read as {@code "input"}; the second repetition
 * reads what the first has produced, and so on. Output: that of the block's last layer, in the last
 * repetition. Every repetition has parameters of its own.
 *
 * <p>In generated code layer {@code conv1} of the block is called {@code stageConv1}, or {@code
 * stage0Conv1}, {@code stage1Conv1} and so on if it is repeated; in files its weight is {@code
 * stage.conv1.weight}, or {@code stage.0.conv1.weight} as in PyTorch's {@code Sequential}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Include {
  /**
   * The block, a class annotated with {@link Block}.
   *
   * @return the block's class
   */
  Class<?> value();

  /**
   * How often the block is repeated, at least once.
   *
   * @return the number of repetitions
   */
  int times() default 1;
}
