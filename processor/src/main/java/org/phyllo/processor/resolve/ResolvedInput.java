package org.phyllo.processor.resolve;

import org.phyllo.processor.ir.Shape;

/**
 * An input of a network.
 *
 * @param indices 0, or how many whole numbers from 0 on its values can be, as a layer looks them up
 */
public record ResolvedInput(String name, Shape shape, int indices) {}
