package org.phyllo.processor.layer;

import org.phyllo.processor.ir.Shape;

/** A tensor that a layer reads. */
public record Source(String name, Shape shape) {
  /** How messages and formulas write it: {@code hidden [50]}. */
  @Override
  public String toString() {
    return name + " " + shape;
  }
}
