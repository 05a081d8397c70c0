package org.phyllo.processor.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable.Role;

/**
 * The nests that run for every sample, in the order in which they run.
 *
 * @param inference all layers, in inference
 * @param forward all layers, in training
 * @param backward the loss first, then all layers
 * @param inputGradient the gradient of the network's input, on request
 */
public record Passes(
    List<Nest> inference, List<Nest> forward, List<Nest> backward, List<Nest> inputGradient) {
  public Passes {
    inference = List.copyOf(inference);
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    inputGradient = List.copyOf(inputGradient);
  }

  /** All nests, each once. */
  public Stream<Nest> all() {
    return Stream.of(inference, forward, backward, inputGradient).flatMap(List::stream).distinct();
  }

  /** Whether the forward pass is another in training. */
  public boolean trainsOtherwise() {
    return !forward.equals(inference);
  }

  /** These passes with several nests, or another, in the place of each. */
  Passes map(BiFunction<Nest, Role, Stream<Nest>> each) {
    Map<Nest, List<Nest>> done = new HashMap<>();
    UnaryOperator<List<Nest>> forwards =
        nests ->
            nests.stream()
                .flatMap(
                    n ->
                        done
                            .computeIfAbsent(n, k -> each.apply(k, Role.ACTIVATION).toList())
                            .stream())
                .toList();
    return new Passes(
        forwards.apply(inference),
        forwards.apply(forward),
        backward.stream().flatMap(n -> each.apply(n, Role.GRADIENT)).toList(),
        inputGradient.stream().flatMap(n -> each.apply(n, Role.GRADIENT)).toList());
  }
}
