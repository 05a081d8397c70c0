package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.SingleKernels;
import org.phyllo.runtime.compiled.StatisticInfo;

/**
 * A network with parameters: predicts, is saved and loaded. The compiler generates a subclass per
 * declared network.
 *
 * <p>Predicting is thread-safe and, into a given array, allocates nothing once it has warmed up. A
 * sample's prediction has the same bits alone and in any batch, on any engine. Setting parameters
 * while other threads predict is not safe.
 */
public abstract class Model {
  /**
   * Single samples that are predicted by plain code before vectors are: where both are interpreted
   * still, plain code is several times faster, and many a program ends after its first prediction.
   */
  private static final int FIRST_SAMPLES = 2;

  private final CompiledNetwork network;
  private final NetworkInfo info;
  private final Memory memory;
  private final Engine engine;

  /** How many of the first samples are left. Threads may count one too many: the bits are equal. */
  private int first = FIRST_SAMPLES;

  /** Made when a batch is predicted, as a program that predicts single samples starts faster so. */
  private @Nullable Kernels kernels;

  private final float[] parameters;
  private final WorkspacePool workspaces;
  private final @Nullable SinglePredictor single;
  private final int inputSize;
  private final int outputSize;
  private final int[] outputOffsets;
  private final int[] outputSizes;
  private final boolean lookups;

  /**
   * For generated subclasses: a model on the fastest engine.
   *
   * @param network the network
   * @param parameters its flat parameters; the model keeps the array
   * @throws IllegalArgumentException if there are too few or too many
   */
  protected Model(CompiledNetwork network, float[] parameters) {
    this(network, parameters, Engine.best());
  }

  /**
   * For generated subclasses: a model on an engine of choice.
   *
   * @param network the network
   * @param parameters its flat parameters; the model keeps the array
   * @param engine the engine
   * @throws IllegalArgumentException if there are too few or too many parameters
   */
  protected Model(CompiledNetwork network, float[] parameters, Engine engine) {
    this.network = network;
    this.info = network.info();
    if (parameters.length != info.parameterFloats()) {
      throw new IllegalArgumentException(
          "%sModel: %d parameters, expected %d"
              .formatted(info.name(), parameters.length, info.parameterFloats()));
    }
    this.memory = info.memory();
    this.engine = engine;
    this.parameters = parameters;
    this.workspaces = new WorkspacePool(memory.inferenceFloats());
    this.inputSize = info.inputSize();
    this.outputSize = info.outputSize();
    this.outputOffsets = new int[info.outputs().size()];
    this.outputSizes = new int[outputOffsets.length];
    for (int i = 0; i < outputOffsets.length; i++) {
      outputOffsets[i] = info.outputs().get(i).offset();
      outputSizes[i] = info.outputs().get(i).size();
    }
    SingleKernels ofOne = network.single(engine).orElse(null);
    this.single = ofOne == null ? null : new SinglePredictor(ofOne, parameters, inputSize);
    boolean indices = false;
    for (InputInfo input : info.inputs()) {
      indices |= input.indices() > 0;
    }
    this.lookups = indices;
  }

  /**
   * Draws a network's parameters as its declaration has it.
   *
   * @param info the network
   * @param seed the seed; the same one gives the same parameters on every machine
   * @return flat parameters for a model
   */
  protected static float[] initialize(NetworkInfo info, long seed) {
    return Initialization.declared(info, seed);
  }

  /**
   * Reads a network's parameters from a safetensors file.
   *
   * @param info the network
   * @param file the file, with exactly the network's tensors
   * @return flat parameters for a model
   * @throws InvalidFileException if the file is damaged or another network's; it names the file,
   *     the tensor and what was expected
   * @throws IOException if the file can't be read
   */
  protected static float[] read(NetworkInfo info, Path file) throws IOException {
    return ParameterFile.read(info, file);
  }

  /**
   * The network's description.
   *
   * @return the description
   */
  public final NetworkInfo info() {
    return info;
  }

  /**
   * The engine that the model runs on.
   *
   * @return the engine
   */
  public final Engine engine() {
    return engine;
  }

  /**
   * The number of parameters.
   *
   * @return the number of learned values
   */
  public final int parameterCount() {
    return info.parameterCount();
  }

  /**
   * Computes the output for one sample.
   *
   * @param input the input's values in row-major order
   * @return the output's values, a new array
   * @throws IllegalArgumentException if the input has another number of values than the network's
   */
  public final float[] predict(float[] input) {
    float[] output = new float[outputSize];
    predict(input, output);
    return output;
  }

  /**
   * Computes the output for one sample into a given array. Allocates nothing.
   *
   * @param input the input's values in row-major order
   * @param output takes the output's values
   * @throws IllegalArgumentException if an array has another length than the network needs
   */
  public final void predict(float[] input, float[] output) {
    predict(input, 1, output);
  }

  /**
   * Computes the outputs for several samples into a given array. Allocates nothing.
   *
   * @param inputs the samples one after the other, {@code [samples][inputSize]}
   * @param samples the number of samples, at least 0
   * @param outputs takes the outputs, {@code [samples][outputSize]}
   * @throws IllegalArgumentException if an array has another length than the network needs
   */
  public final void predict(float[] inputs, int samples, float[] outputs) {
    checkLength("input", inputs, samples, inputSize);
    checkLength("output", outputs, samples, outputSize);
    SinglePredictor byItself = samples == 1 && isFirst() ? null : single;
    int rest = byItself == null ? 0 : byItself.outsideBlocks(samples, memory.blockSamples());
    if (samples > rest) {
      boolean plain = single != null && byItself == null;
      Kernels form = plain ? network.kernels(Engine.PLAIN) : kernels();
      predictBlocks(form, inputs, samples - rest, outputs);
    }
    if (byItself != null) {
      predictRest(byItself, inputs, samples - rest, samples, outputs);
    }
  }

  /** Predicts samples in groups, and what those leave one by one. */
  private void predictRest(
      SinglePredictor predictor, float[] inputs, int from, int end, float[] outputs) {
    int group = predictor.groupSamples();
    int sample = from;
    while (group > 0 && group <= end && sample + group / 2 <= end) {
      // The last group may begin with samples that are done already.
      int first = Math.min(sample, end - group);
      float[] workspace = predictor.runGroup(inputs, first * inputSize);
      for (int i = 0; i < group; i++) {
        int to = (first + i) * outputSize;
        System.arraycopy(workspace, predictor.outputs(i), outputs, to, outputSize);
      }
      predictor.giveBack(workspace);
      sample = first + group;
    }
    for (; sample < end; sample++) {
      predictSingle(predictor, inputs, sample, outputs);
    }
  }

  private void predictSingle(
      SinglePredictor predictor, float[] inputs, int sample, float[] outputs) {
    checkIndices(inputs, sample, 1);
    float[] workspace = predictor.run(inputs, sample * inputSize);
    System.arraycopy(workspace, predictor.outputs(), outputs, sample * outputSize, outputSize);
    predictor.giveBack(workspace);
  }

  /** Whether one of the first samples is predicted. */
  private boolean isFirst() {
    if (first > 0) {
      first--;
      return true;
    }
    return false;
  }

  private void predictBlocks(Kernels form, float[] inputs, int samples, float[] outputs) {
    int blockSamples = memory.blockSamples();
    float[] workspace = workspaces.borrow();
    for (int first = 0; first < samples; first += blockSamples) {
      int count = Math.min(blockSamples, samples - first);
      checkIndices(inputs, first, count);
      float[] rows = inputs;
      int from = first * inputSize;
      if (Memory.padded(count) * inputSize > inputs.length - from) {
        rows = workspace;
        System.arraycopy(inputs, from, rows, memory.inputRows(), count * inputSize);
        from = memory.inputRows();
      }
      form.forward(parameters, rows, from, workspace, 0, count);
      for (int sample = 0; sample < count; sample++) {
        copyOutput(workspace, sample, outputs, (first + sample) * outputSize);
      }
    }
    workspaces.giveBack(workspace);
  }

  /**
   * Computes the outputs for one sample by name, for networks with several inputs or outputs.
   *
   * @param inputs each input's values in row-major order, by the input's name
   * @return each output's values, by the name of the layer that produces it, in order
   * @throws IllegalArgumentException if an input is missing, unknown or has another number of
   *     values than the network's
   */
  public final Map<String, float[]> predict(Map<String, float[]> inputs) {
    float[] input = new float[inputSize];
    int at = 0;
    for (InputInfo each : info.inputs()) {
      float[] values = inputs.get(each.name());
      if (values == null || values.length != each.size() || inputs.size() != info.inputs().size()) {
        throw new IllegalArgumentException(
            "%sModel.predict: inputs %s, expected %s"
                .formatted(
                    info.name(),
                    inputs.entrySet().stream()
                        .map(e -> e.getKey() + " of " + e.getValue().length)
                        .toList(),
                    info.inputs()));
      }
      System.arraycopy(values, 0, input, at, values.length);
      at += values.length;
    }
    float[] output = predict(input);
    Map<String, float[]> outputs = new LinkedHashMap<>();
    int from = 0;
    for (OutputInfo each : info.outputs()) {
      outputs.put(each.name(), Arrays.copyOfRange(output, from, from + each.size()));
      from += each.size();
    }
    return outputs;
  }

  /**
   * The class that the network takes one sample for: the index of the largest output, the first of
   * equals. A network with one output value tells two classes apart: 1 where the output is above 0
   * if the loss is {@link Loss#SIGMOID_CROSS_ENTROPY}, above 0.5 with all others, otherwise 0.
   * Allocates nothing.
   *
   * @param input the input's values in row-major order
   * @return the class, 0 to {@code max(outputs, 2) - 1}
   * @throws IllegalArgumentException if the input has another number of values than the network's
   * @throws IllegalStateException if the network has several outputs
   */
  public final int classify(float[] input) {
    return classify(input, info.output());
  }

  /**
   * The class that one of several outputs takes a sample for, as {@link #classify(float[])}.
   *
   * @param input the input's values in row-major order
   * @param output the name of the layer that produces the output
   * @return the class
   * @throws IllegalArgumentException if the input has another number of values than the network's,
   *     or there is no output of that name
   */
  public final int classify(float[] input, String output) {
    return classify(input, info.output(output));
  }

  private int classify(float[] input, OutputInfo output) {
    checkLength("input", input, 1, inputSize);
    checkIndices(input, 0, 1);
    boolean plain = single != null && isFirst();
    if (single != null && !plain) {
      float[] workspace = single.run(input, 0);
      int at = single.outputs() + offset(output);
      int label = Decision.label(output, workspace, at, 1);
      single.giveBack(workspace);
      return label;
    }
    float[] workspace = workspaces.borrow();
    System.arraycopy(input, 0, workspace, memory.inputRows(), inputSize);
    Kernels form = plain ? network.kernels(Engine.PLAIN) : kernels();
    form.forward(parameters, workspace, memory.inputRows(), workspace, 0, 1);
    int label = Decision.label(output, workspace, output.offset(), memory.blockSamples());
    workspaces.giveBack(workspace);
    return label;
  }

  /** Where an output begins when all lie one after the other. */
  private int offset(OutputInfo output) {
    int offset = 0;
    for (int i = 0; outputOffsets[i] != output.offset(); i++) {
      offset += outputSizes[i];
    }
    return offset;
  }

  private void checkIndices(float[] inputs, int first, int count) {
    for (int i = first; lookups && i < first + count; i++) {
      ExamplesCheck.checkIndices(info, i, inputs, i * inputSize);
    }
  }

  private void copyOutput(float[] workspace, int column, float[] outputs, int start) {
    int to = start;
    for (int i = 0; i < outputSizes.length; i++) {
      int from = outputOffsets[i] + column;
      for (int j = 0; j < outputSizes[i]; j++) {
        outputs[to++] = workspace[from + j * memory.blockSamples()];
      }
    }
  }

  private void checkLength(String what, float[] values, int samples, int size) {
    if (samples < 0 || values.length != (long) samples * size) {
      int[] shape = what.equals("input") ? info.inputShape() : info.outputShape();
      throw new IllegalArgumentException(
          "%sModel.predict: %s has %d values, expected %s%d %s"
              .formatted(
                  info.name(),
                  what,
                  values.length,
                  samples == 1 ? "" : samples + " times ",
                  size,
                  Arrays.toString(shape)));
    }
  }

  /**
   * A copy of a parameter tensor.
   *
   * @param name its name, such as {@code "hidden.weight"}
   * @return its values in row-major order, a new array
   * @throws IllegalArgumentException if there is none of that name
   */
  public final float[] parameter(String name) {
    ParameterInfo tensor = info.parameter(name);
    return Arrays.copyOfRange(parameters, tensor.offset(), tensor.end());
  }

  /**
   * A running statistic, such as a batch normalization's mean.
   *
   * @param name its name, such as {@code "bn.running_mean"}
   * @return a copy of the values
   * @throws IllegalArgumentException if there is no such statistic
   */
  public final float[] statistic(String name) {
    for (StatisticInfo statistic : info.statistics()) {
      if (statistic.name().equals(name)) {
        return Arrays.copyOfRange(parameters, statistic.offset(), statistic.end());
      }
    }
    throw new IllegalArgumentException(info.name() + " has no statistic '" + name + "'");
  }

  /**
   * Replaces a parameter tensor's values. Not while other threads predict.
   *
   * @param name its name, such as {@code "hidden.weight"}
   * @param values the new values in row-major order, all finite; copied
   * @throws IllegalArgumentException if there is none of that name, the number of values is another
   *     or one is not finite
   */
  public final void setParameter(String name, float[] values) {
    ParameterInfo tensor = info.parameter(name);
    if (values.length != tensor.size()) {
      throw new IllegalArgumentException(
          "%sModel.setParameter: %d values for '%s', expected %d %s"
              .formatted(
                  info.name(),
                  values.length,
                  name,
                  tensor.size(),
                  Arrays.toString(tensor.shape())));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%sModel.setParameter: '%s' gets %s at index %d, expected finite values"
                .formatted(info.name(), name, values[i], i));
      }
    }
    System.arraycopy(values, 0, parameters, tensor.offset(), values.length);
    if (single != null) {
      single.forget();
    }
  }

  /**
   * Saves the parameters as a safetensors file with PyTorch's names and layouts. Atomic: the file
   * is replaced whole or left as it was.
   *
   * @param file the file; its directory must exist
   * @throws IOException if saving fails
   */
  public final void save(Path file) throws IOException {
    ParameterFile.write(info, parameters, file);
  }

  /** A new reference with a copy of the parameters. */
  final Reference reference() {
    Reference reference = network.reference();
    reference.setParameters(parameters);
    return reference;
  }

  /** The live parameters. */
  final float[] parameters() {
    return parameters;
  }

  final Kernels kernels() {
    Kernels known = kernels;
    if (known == null) {
      known = network.kernels(engine);
      kernels = known;
    }
    return known;
  }

  final WorkspacePool workspaces() {
    return workspaces;
  }
}
