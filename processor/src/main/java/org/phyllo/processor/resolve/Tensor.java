package org.phyllo.processor.resolve;

import org.phyllo.processor.ir.Shape;

/**
 * A tensor of the network.
 *
 * @param name in generated code; blocks may call it otherwise
 */
record Tensor(String name, Shape shape) {}
