package org.phyllo.dsl;

/**
 * The type of a layer's field in a network's declaration: a named tensor, the output of the layer
 * that the field's annotations describe.
 *
 * <p>The type only marks the field. It has no instances: a declaration is read by the compiler and
 * never executed, so the field stays {@code null} if anyone makes an object of the declaring class.
 * The tensor's name is the field's name, and its shape (without the batch) follows from the layer
 * and the shapes of the tensors that it reads.
 */
public final class Tensor {
  private Tensor() {}
}
