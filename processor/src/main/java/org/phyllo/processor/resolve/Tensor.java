package org.phyllo.processor.resolve;

import org.phyllo.processor.ir.Shape;

/**
 * A tensor of the network.
 *
 * @param name in generated code; blocks may call it otherwise
 * @param isInput whether it is an input of the network
 */
record Tensor(String name, Shape shape, boolean isInput) {}
