package org.phyllo.runtime.compiled;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.phyllo.dsl.Loss;

/**
 * The description of a compiled network.
 *
 * <p>Two descriptions are equal if all their values are, the shapes' extents included.
 *
 * @param name the name of the declaring class
 * @param inputShape the extents of one input sample
 * @param outputShape the extents of one sample's output
 * @param loss the loss that training minimizes
 * @param huberDelta the width of the quadratic middle of {@link Loss#HUBER}, greater than 0; other
 *     losses don't read it
 * @param parameters the parameter tensors in the order of the flat arrays
 * @param layers the layers in order
 * @param noise the random numbers of layers, in order
 * @param statistics what is kept of the batches, behind the parameters in the flat arrays
 * @param memory where things lie in a block
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record NetworkInfo(
    String name,
    int[] inputShape,
    int[] outputShape,
    Loss loss,
    double huberDelta,
    List<ParameterInfo> parameters,
    List<LayerInfo> layers,
    List<NoiseInfo> noise,
    List<StatisticInfo> statistics,
    Memory memory) {

  /**
   * Copies the arrays and lists and checks that parameters have different names and don't overlap.
   *
   * @throws IllegalArgumentException if a shape is not one, delta is not positive, a name occurs
   *     twice, or a parameter starts before the one in front of it ends
   */
  public NetworkInfo {
    inputShape = inputShape.clone();
    outputShape = outputShape.clone();
    parameters = List.copyOf(parameters);
    layers = List.copyOf(layers);
    noise = List.copyOf(noise);
    statistics = List.copyOf(statistics);
    Shapes.size(name + ".input", inputShape);
    Shapes.size(name + ".output", outputShape);
    if (!(huberDelta > 0)) {
      throw new IllegalArgumentException(
          name + ": huberDelta is " + huberDelta + ", expected more than 0");
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
   * A network without random numbers and statistics whose loss has no delta, or {@link Loss#HUBER}
   * with delta 1.
   *
   * @param name the name of the declaring class
   * @param inputShape the extents of one input sample
   * @param outputShape the extents of one sample's output
   * @param loss the loss that training minimizes
   * @param parameters the parameter tensors in the order of the flat arrays
   * @param layers the layers in order
   * @param memory where things lie in a block
   */
  public NetworkInfo(
      String name,
      int[] inputShape,
      int[] outputShape,
      Loss loss,
      List<ParameterInfo> parameters,
      List<LayerInfo> layers,
      Memory memory) {
    this(name, inputShape, outputShape, loss, 1, parameters, layers, List.of(), List.of(), memory);
  }

  /**
   * A network without random numbers and statistics.
   *
   * @param name the name of the declaring class
   * @param inputShape the extents of one input sample
   * @param outputShape the extents of one sample's output
   * @param loss the loss that training minimizes
   * @param huberDelta the width of the quadratic middle of {@link Loss#HUBER}
   * @param parameters the parameter tensors in the order of the flat arrays
   * @param layers the layers in order
   * @param memory where things lie in a block
   */
  public NetworkInfo(
      String name,
      int[] inputShape,
      int[] outputShape,
      Loss loss,
      double huberDelta,
      List<ParameterInfo> parameters,
      List<LayerInfo> layers,
      Memory memory) {
    this(
        name,
        inputShape,
        outputShape,
        loss,
        huberDelta,
        parameters,
        layers,
        List.of(),
        List.of(),
        memory);
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] inputShape() {
    return inputShape.clone();
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] outputShape() {
    return outputShape.clone();
  }

  /**
   * The number of values in one input sample.
   *
   * @return the product of the input's extents
   */
  public int inputSize() {
    return Shapes.size(name, inputShape);
  }

  /**
   * The number of values in one sample's output.
   *
   * @return the product of the output's extents
   */
  public int outputSize() {
    return Shapes.size(name, outputShape);
  }

  /**
   * Whether targets are class indices: true for {@link Loss#SOFTMAX_CROSS_ENTROPY}.
   *
   * @return whether a target is one class index
   */
  public boolean targetsAreClasses() {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY;
  }

  /**
   * The number of values in one sample's target: 1 for a class index, otherwise one per output.
   *
   * @return the size of a target
   */
  public int targetSize() {
    return targetsAreClasses() ? 1 : outputSize();
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

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkInfo that
        && name.equals(that.name)
        && Arrays.equals(inputShape, that.inputShape)
        && Arrays.equals(outputShape, that.outputShape)
        && loss == that.loss
        && Double.compare(huberDelta, that.huberDelta) == 0
        && parameters.equals(that.parameters)
        && layers.equals(that.layers)
        && noise.equals(that.noise)
        && statistics.equals(that.statistics)
        && memory.equals(that.memory);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, loss, parameters, layers);
  }
}
