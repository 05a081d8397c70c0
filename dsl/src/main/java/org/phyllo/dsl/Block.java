package org.phyllo.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a block: layers that networks {@link Include include}, once or several times.
 *
 * <pre>{@code
 * @Block
 * class Residual {
 *   @Layer(1) @Conv2d(filters = 16, kernel = 3, padding = 1)       Tensor conv1;
 *   @Layer(2) @BatchNorm(activation = Activation.RELU)             Tensor norm1;
 *   @Layer(3) @Conv2d(filters = 16, kernel = 3, padding = 1)       Tensor conv2;
 *   @Layer(4) @BatchNorm                                           Tensor norm2;
 *   @Layer(value = 5, from = {"norm2", "input"})
 *   @Add(activation = Activation.RELU)                             Tensor sum;
 * }
 * }</pre>
 *
 * <p>A block's layers are those of a {@link Network}: {@code "input"} is what the including layer
 * reads, and the layer with the highest {@link Layer#value() order} produces what the including
 * layer's field stands for. A block has no shapes of its own; they follow, and are checked, where
 * it is included. Blocks may include other blocks, but not themselves.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {}
