package org.phyllo.processor.layer;

import org.phyllo.processor.ir.Shape;

/**
 * A tensor that a layer reads.
 *
 * @param name in generated code
 * @param written in the declaration, for messages
 */
public record Source(String name, String written, Shape shape) {
  /** How formulas write it: {@code hidden [50]}. */
  @Override
  public String toString() {
    return name + " " + shape;
  }
}
