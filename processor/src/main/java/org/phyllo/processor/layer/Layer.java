package org.phyllo.processor.layer;

import java.util.List;
import org.phyllo.processor.ir.Shape;

/** A layer whose shapes are known and right. */
public interface Layer {
  /** The shape of its output, for one sample. */
  Shape shape();

  /** Its parameters in the order in which they are kept, the weight first. */
  List<Parameter> parameters();

  /** Multiply-adds of the forward pass, for one sample. */
  long multiplyAdds();

  /** How many values it can look up by number in what it reads; 0 if it does no such thing. */
  default int indices() {
    return 0;
  }

  /** What it computes, with shapes: {@code relu(weight [50, 784] * input [784] + bias [50])}. */
  String formula();

  /** Writes the forward and backward pass as loop nests. */
  void lower(LayerScope scope);
}
