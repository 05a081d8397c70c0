package org.phyllo.processor.plan;

/**
 * Where a variable starts: in a block of samples, or in the flat parameters.
 *
 * @param constant the name of the constant that generated code has for it
 * @param offset in floats
 */
public record Slot(String constant, int offset) {}
