package org.phyllo.processor.layer;

import org.phyllo.dsl.Initializer;
import org.phyllo.processor.ir.Shape;

/**
 * A trained parameter of a layer.
 *
 * @param name within its layer, PyTorch's: {@code weight} or {@code bias}
 * @param shape in PyTorch's layout
 * @param initializer not {@code AUTO}
 * @param deviation of {@code NORMAL}
 * @param fanIn inputs of one output
 * @param fanOut outputs of one input
 */
public record Parameter(
    String name, Shape shape, Initializer initializer, double deviation, int fanIn, int fanOut) {}
