package org.phyllo.processor.lower;

import java.util.List;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.resolve.ResolvedLayer;

/**
 * A layer as loop nests.
 *
 * @param forward in training, in order
 * @param inference the forward pass in inference, in order
 * @param backward in order; they leave out the gradient of the network's input
 * @param inputGradient the nests that give the network's input its gradient, if the layer reads it
 */
public record LoweredLayer(
    ResolvedLayer layer,
    Variable output,
    Variable dOutput,
    List<Nest> forward,
    List<Nest> inference,
    List<Nest> backward,
    List<Nest> inputGradient) {
  public LoweredLayer {
    forward = List.copyOf(forward);
    inference = List.copyOf(inference);
    backward = List.copyOf(backward);
    inputGradient = List.copyOf(inputGradient);
  }
}
