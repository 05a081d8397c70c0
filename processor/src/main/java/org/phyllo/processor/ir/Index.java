package org.phyllo.processor.ir;

/**
 * The index of a loop: it runs from 0 to {@code size - 1}.
 *
 * @param name the loop variable's name, unique within its nest
 * @param size the number of iterations, at least 1
 */
public record Index(String name, int size) {}
