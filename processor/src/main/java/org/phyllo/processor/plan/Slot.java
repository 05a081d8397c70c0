package org.phyllo.processor.plan;

/**
 * Where a variable starts: in a block of samples, or in the flat parameters.
 *
 * @param constant the name of the constant that generated code has for it
 * @param offset in floats
 */
public record Slot(String constant, int offset) {
  /** Floats of a cache line, and of the widest vector. */
  static final int LINE = 16;

  /**
   * Where a cache line begins in an array that begins with one: its header has 16 bytes. A vector
   * that lies across two lines takes two loads.
   */
  static final int FIRST = LINE - 4;
}
