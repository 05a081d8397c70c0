package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input of a network that has several, or whose input is to have a name.
 *
 * <pre>{@code
 * @Network(loss = Loss.MEAN_SQUARED_ERROR)
 * class Price {
 *   @Layer(1) @Input({3, 32, 32})                 Tensor photo;
 *   @Layer(2) @Conv2d(filters = 8, kernel = 5)    Tensor seen;
 *   @Layer(3) @Flatten                            Tensor flat;
 *   @Layer(4) @Input(5)                           Tensor facts;
 *   @Layer(value = 5, from = {"flat", "facts"}) @Concat Tensor all;
 *   @Layer(6) @Dense(units = 1)                   Tensor price;
 * }
 * }</pre>
 *
 * <p>It reads nothing; the field is the tensor. A sample has the inputs' values one after the
 * other, in the order of their layers, each in row-major order. Such a network has no {@link
 * Network#input()} and no tensor {@code "input"}. Blocks have no inputs of their own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Input {
  /**
   * The shape of one sample of this input: {@code features}, {@code {channels, length}} or {@code
   * {channels, height, width}}; every extent is at least 1.
   *
   * @return the extents
   */
  int[] value();
}
