package org.phyllo.processor.plan;

import java.util.List;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Nest;

/**
 * The nests that run for every sample, in the order in which they run.
 *
 * @param forward all layers
 * @param backward the loss first, then all layers
 * @param inputGradient the gradient of the network's input, on request
 */
public record Passes(List<Nest> forward, List<Nest> backward, List<Nest> inputGradient) {
  public Passes {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    inputGradient = List.copyOf(inputGradient);
  }

  /** All nests. */
  public Stream<Nest> all() {
    return Stream.of(forward, backward, inputGradient).flatMap(List::stream);
  }
}
