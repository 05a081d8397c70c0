package org.phyllo.runtime.compiled;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The description of a compiled network.
 *
 * <p>Sizes are computed without an iterator, as they are asked for in every step.
 *
 * @param name the name of the declaring class
 * @param inputs the inputs, whose values make up an input sample one after the other
 * @param outputs the outputs, whose values make up a sample's output one after the other, and whose
 *     targets its target
 * @param parameters the parameter tensors in the order of the flat arrays
 * @param layers the layers in order
 * @param noise the random numbers of layers, in order
 * @param statistics what is kept of the batches, behind the parameters in the flat arrays
 * @param memory where things lie in a block
 */
public record NetworkInfo(
    String name,
    List<InputInfo> inputs,
    List<OutputInfo> outputs,
    List<ParameterInfo> parameters,
    List<LayerInfo> layers,
    List<NoiseInfo> noise,
    List<StatisticInfo> statistics,
    Memory memory) {

  /**
   * Copies the lists and checks that parameters have different names and don't overlap.
   *
   * @throws IllegalArgumentException if there is no input or no output, a name occurs twice, or a
   *     parameter starts before the one in front of it ends
   */
  public NetworkInfo {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    parameters = List.copyOf(parameters);
    layers = List.copyOf(layers);
    noise = List.copyOf(noise);
    statistics = List.copyOf(statistics);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: %d inputs and %d outputs, expected at least one of each"
              .formatted(name, inputs.size(), outputs.size()));
    }
    Set<String> names = new HashSet<>();
    int end = 0;
    for (ParameterInfo parameter : parameters) {
      if (!names.add(parameter.name()) || parameter.offset() < end) {
        throw new IllegalArgumentException(
            "%s: parameter %s at %d, expected a name of its own and an offset from %d up"
                .formatted(name, parameter, parameter.offset(), end));
      }
      end = parameter.end();
    }
    for (StatisticInfo statistic : statistics) {
      if (!names.add(statistic.name()) || statistic.offset() < end) {
        throw new IllegalArgumentException(
            "%s: %s at %d, expected a name of its own and an offset from %d up"
                .formatted(name, statistic.name(), statistic.offset(), end));
      }
      end = statistic.end();
    }
  }

  /**
   * The shape of an input sample.
   *
   * @return the extents of the only input; of several inputs the sum of their sizes
   */
  public int[] inputShape() {
    return inputs.size() == 1 ? inputs.get(0).shape() : new int[] {inputSize()};
  }

  /**
   * The shape of a sample's output.
   *
   * @return the extents of the only output; of several outputs the sum of their sizes
   */
  public int[] outputShape() {
    return outputs.size() == 1 ? outputs.get(0).shape() : new int[] {outputSize()};
  }

  /**
   * The number of values in one input sample.
   *
   * @return the sum of the inputs' sizes
   */
  public int inputSize() {
    int size = 0;
    for (int i = 0; i < inputs.size(); i++) {
      size += inputs.get(i).size();
    }
    return size;
  }

  /**
   * The number of values in one sample's output.
   *
   * @return the sum of the outputs' sizes
   */
  public int outputSize() {
    int size = 0;
    for (int i = 0; i < outputs.size(); i++) {
      size += outputs.get(i).size();
    }
    return size;
  }

  /**
   * The only output.
   *
   * @return the output
   * @throws IllegalStateException if there are several
   */
  public OutputInfo output() {
    if (outputs.size() > 1) {
      throw new IllegalStateException(name + " has several outputs, expected one: " + outputs);
    }
    return outputs.get(0);
  }

  /**
   * An output by its name.
   *
   * @param output the name of the layer that produces it
   * @return its description
   * @throws IllegalArgumentException if there is none of that name
   */
  public OutputInfo output(String output) {
    for (OutputInfo candidate : outputs) {
      if (candidate.name().equals(output)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "%s has no output '%s', expected one of %s"
            .formatted(name, output, outputs.stream().map(OutputInfo::name).toList()));
  }

  /**
   * Whether a sample's target is a class index: true for one output with {@link
   * org.phyllo.dsl.Loss#SOFTMAX_CROSS_ENTROPY}.
   *
   * @return whether a target is one class index
   */
  public boolean targetsAreClasses() {
    return outputs.size() == 1 && outputs.get(0).targetIsClass();
  }

  /**
   * The number of values in one sample's target: for each output 1 if it is a class index,
   * otherwise one per value.
   *
   * @return the size of a target
   */
  public int targetSize() {
    int size = 0;
    for (int i = 0; i < outputs.size(); i++) {
      size += outputs.get(i).targetSize();
    }
    return size;
  }

  /**
   * The number of parameters.
   *
   * @return the sum of the tensors' sizes
   */
  public int parameterCount() {
    int count = 0;
    for (ParameterInfo parameter : parameters) {
      count += parameter.size();
    }
    return count;
  }

  /**
   * The length of the flat arrays. At least {@link #parameterCount()}, more where the compiler left
   * gaps between tensors; gaps hold zeros.
   *
   * @return where the last tensor or statistic ends
   */
  public int parameterFloats() {
    return statistics.isEmpty() ? trainedFloats() : statistics.getLast().end();
  }

  /**
   * The part of the flat arrays that is trained; statistics are behind it.
   *
   * @return where the last parameter tensor ends
   */
  public int trainedFloats() {
    return parameters.isEmpty() ? 0 : parameters.getLast().end();
  }

  /**
   * The multiply-adds of one sample's forward pass.
   *
   * @return the sum over the layers
   */
  public long multiplyAdds() {
    long sum = 0;
    for (LayerInfo layer : layers) {
      sum += layer.multiplyAdds();
    }
    return sum;
  }

  /**
   * A parameter tensor by its name.
   *
   * @param parameter the name, such as {@code "hidden.weight"}
   * @return its description
   * @throws IllegalArgumentException if there is none of that name
   */
  public ParameterInfo parameter(String parameter) {
    for (ParameterInfo candidate : parameters) {
      if (candidate.name().equals(parameter)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "%s has no parameter '%s', expected one of %s"
            .formatted(name, parameter, parameters.stream().map(ParameterInfo::name).toList()));
  }
}
