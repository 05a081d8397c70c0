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
 * The nests of a network, in the order in which they run: for every sample, or over the batch.
 *
 * @param inference all layers, in inference
 * @param forward all layers, in training
 * @param losses of all outputs, which begin the backward pass
 * @param backward all layers, the last first
 * @param inputGradient the gradient of the network's input, on request
 */
public record Passes(
    List<Nest> inference,
    List<Nest> forward,
    List<Nest> losses,
    List<Nest> backward,
    List<Nest> inputGradient) {
  public Passes {
    inference = List.copyOf(inference);
    forward = List.copyOf(forward);
    losses = List.copyOf(losses);
    backward = List.copyOf(backward);
    inputGradient = List.copyOf(inputGradient);
  }

  /** Training as the kernels run it: forward and backward as one. */
  public List<Stage> stages() {
    return Stage.of(Stream.of(forward, losses, backward).flatMap(List::stream).toList());
  }

  /** The forward pass in training by itself. */
  public List<Stage> forwardStages() {
    return Stage.of(forward);
  }

  /** The backward pass by itself, without the losses. */
  public List<Stage> backwardStages() {
    return Stage.of(backward);
  }

  /** All nests, each once. */
  public Stream<Nest> all() {
    return Stream.of(inference, forward, losses, backward, inputGradient)
        .flatMap(List::stream)
        .distinct();
  }

  /** Whether the forward pass is another in training. */
  public boolean trainsOtherwise() {
    return !forward.equals(inference);
  }

  /** These passes with several nests, or another, in the place of each that runs for samples. */
  Passes mapSamples(BiFunction<Nest, Role, Stream<Nest>> forSamples) {
    BiFunction<Nest, Role, Stream<Nest>> each =
        (n, role) -> n.scope() == Nest.Scope.SAMPLE ? forSamples.apply(n, role) : Stream.of(n);
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
        losses.stream().flatMap(n -> each.apply(n, Role.GRADIENT)).toList(),
        backward.stream().flatMap(n -> each.apply(n, Role.GRADIENT)).toList(),
        inputGradient.stream().flatMap(n -> each.apply(n, Role.GRADIENT)).toList());
  }
}
