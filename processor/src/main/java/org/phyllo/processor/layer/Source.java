package org.phyllo.processor.layer;

import org.phyllo.processor.ir.Shape;

/**
 * A tensor that a layer reads.
 *
 * @param name in generated code
 * @param written in the declaration, for messages
 * @param isInput whether it is an input of the network
 */
public record Source(String name, String written, Shape shape, boolean isInput) {
  /** How formulas write it: {@code hidden [50]}. */
  @Override
  public String toString() {
    return name + " " + shape;
  }
}
