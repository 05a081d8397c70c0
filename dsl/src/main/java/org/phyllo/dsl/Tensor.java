package org.phyllo.dsl;

/**
 * The type of a network's fields, each the named output of the layer that its annotation describes.
 *
 * <p>A marker: there are no instances, and the declaring class is never instantiated either.
 */
public final class Tensor {
  private Tensor() {}
}
