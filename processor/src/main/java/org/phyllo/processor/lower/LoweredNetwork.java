package org.phyllo.processor.lower;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.resolve.ResolvedNetwork;

/**
 * A network as loop nests.
 *
 * @param layers in order; their backward nests run from the last layer to the first
 * @param losses compute every sample's loss and the gradient of an output, one nest for each
 * @param outputs in order
 * @param constants numbers that losses read
 * @param activations all that the forward pass writes, in that order
 * @param gradients all that the backward pass writes per sample, without the input's
 */
public record LoweredNetwork(
    ResolvedNetwork network,
    List<LoweredLayer> layers,
    List<Nest> losses,
    List<LoweredParameter> parameters,
    Parts input,
    Parts dInput,
    Parts target,
    List<Variable> outputs,
    Map<Variable, List<Double>> constants,
    Variable share,
    Variable loss,
    List<Variable> activations,
    List<Variable> noise,
    List<LoweredStatistic> statistics,
    List<Variable> gradients) {
  public LoweredNetwork {
    layers = List.copyOf(layers);
    losses = List.copyOf(losses);
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
    activations = List.copyOf(activations);
    noise = List.copyOf(noise);
    statistics = List.copyOf(statistics);
    gradients = List.copyOf(gradients);
  }

  /** All variables. */
  public List<Variable> variables() {
    Stream<Variable> single =
        Stream.concat(
            Stream.of(share, loss),
            Stream.of(input, dInput, target)
                .flatMap(p -> Stream.concat(Stream.of(p.whole()), p.parts().stream()))
                .distinct());
    Stream<Variable> trained = parameters.stream().flatMap(p -> Stream.of(p.value(), p.gradient()));
    Stream<Variable> kept = statistics.stream().flatMap(s -> Stream.of(s.running(), s.ofBatch()));
    return Stream.of(
            kept,
            single,
            constants.keySet().stream(),
            activations.stream(),
            noise.stream(),
            gradients.stream(),
            trained)
        .flatMap(variables -> variables)
        .toList();
  }

  /** All forward nests in inference, in order. */
  public List<Nest> inference() {
    return layers.stream().flatMap(l -> l.inference().stream()).toList();
  }

  /** All forward nests in training, in order. */
  public List<Nest> forward() {
    return layers.stream().flatMap(l -> l.forward().stream()).toList();
  }

  /** All backward nests in order, after the loss. */
  public List<Nest> backward() {
    return layers.reversed().stream().flatMap(l -> l.backward().stream()).toList();
  }

  /** The nests that give the network's input its gradient, in order. */
  public List<Nest> inputGradient() {
    return layers.reversed().stream().flatMap(l -> l.inputGradient().stream()).toList();
  }
}
