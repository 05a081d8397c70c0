package org.phyllo.processor.testbed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.NoiseInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.SingleKernels;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * One batch through a network's kernels, without the runtime. The arrays hold NaN wherever the
 * runtime writes nothing, so what is read before it is written shows in the results.
 */
public final class KernelRun {
  private final NetworkInfo info;
  private final Memory memory;
  private final Batch batch;
  private final float[] inputs;
  private final int[] rows;
  private final float[] workspace;
  private final float[] gradients;

  private KernelRun(NetworkInfo info, Batch batch) {
    this.info = info;
    this.memory = info.memory();
    this.batch = batch;
    this.rows = new int[Memory.padded(batch.samples())];
    this.inputs = nan((rows.length + 1) * info.inputSize());
    place();
    this.workspace = nan(memory.blocks(batch.samples()) * memory.trainingFloats());
    this.gradients = nan(info.parameterFloats());
  }

  /** Puts samples in an order of their own; those beyond the batch are the last one once more. */
  private void place() {
    for (int s = 0; s < rows.length; s++) {
      int sample = Math.min(s, batch.samples() - 1);
      rows[s] = (batch.samples() - 1 - sample) * info.inputSize() + 1;
      batch.readInput(sample, inputs, rows[s]);
    }
  }

  private static float[] nan(int length) {
    float[] values = new float[length];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** Forward, backward and all gradients. */
  public static KernelRun training(
      CompiledNetwork network, Engine engine, float[] parameters, Batch batch) {
    return training(network, engine, parameters, batch, network.info().memory().blockSamples());
  }

  /** The same with stages of so many columns of a block, a multiple of 16, one after the other. */
  static KernelRun training(
      CompiledNetwork network, Engine engine, float[] parameters, Batch batch, int columns) {
    KernelRun run = new KernelRun(network.info(), batch);
    Kernels kernels = network.kernels(engine);
    int blocks = run.memory.blocks(batch.samples());
    float[] packed = new float[kernels.packedFloats()];
    kernels.pack(parameters, packed);
    for (int stage = 0; stage < kernels.stages(); stage++) {
      for (int block = 0; block < blocks; block++) {
        int at = block * run.memory.trainingFloats();
        if (stage == 0) {
          run.fill(block, at);
        }
        for (int from = 0; from < run.count(block); from += columns) {
          kernels.stage(
              stage,
              parameters,
              packed,
              run.gradients,
              run.inputs,
              run.rows,
              run.workspace,
              at + from,
              Math.min(columns, run.count(block) - from));
        }
      }
      for (int task = kernels.tasks(stage) - 1; task >= 0; task--) {
        float[] lanes = nan(Kernels.LANE_FLOATS);
        kernels.task(
            stage,
            run.gradients,
            run.inputs,
            run.rows,
            run.workspace,
            lanes,
            batch.samples(),
            task);
      }
    }
    for (int block = 0; block < blocks; block++) {
      int at = block * run.memory.trainingFloats();
      int padded = Memory.padded(run.count(block));
      kernels.backwardInput(parameters, run.gradients, run.workspace, at, padded);
    }
    return run;
  }

  /** The outputs of a batch, from a workspace that is filled with NaN but for the input rows. */
  public static float[] inference(
      CompiledNetwork network, Engine engine, float[] parameters, Batch batch) {
    NetworkInfo info = network.info();
    Memory memory = info.memory();
    Kernels kernels = network.kernels(engine);
    float[] outputs = new float[batch.samples() * info.outputSize()];
    for (int first = 0; first < batch.samples(); first += memory.blockSamples()) {
      int count = Math.min(memory.blockSamples(), batch.samples() - first);
      float[] workspace = nan(memory.inferenceFloats());
      for (int s = 0; s < count; s++) {
        batch.readInput(first + s, workspace, memory.inputRows() + s * info.inputSize());
      }
      kernels.forward(parameters, workspace, memory.inputRows(), workspace, 0, count);
      for (int s = 0; s < count; s++) {
        int to = (first + s) * info.outputSize();
        for (OutputInfo output : info.outputs()) {
          for (int i = 0; i < output.size(); i++) {
            outputs[to++] = workspace[output.offset() + i * memory.blockSamples() + s];
          }
        }
      }
    }
    return outputs;
  }

  /** The same sample by sample, if the engine has a form for it. */
  public static Optional<float[]> single(
      CompiledNetwork network, Engine engine, float[] parameters, Batch batch) {
    return network.single(engine).map(k -> single(network.info(), k, parameters, batch));
  }

  private static float[] single(
      NetworkInfo info, SingleKernels kernels, float[] parameters, Batch batch) {
    float[] packed = new float[kernels.packedFloats()];
    kernels.pack(parameters, packed);
    float[] outputs = new float[batch.samples() * info.outputSize()];
    for (int s = 0; s < batch.samples(); s++) {
      float[] workspace = nan(kernels.workspaceFloats());
      batch.readInput(s, workspace, kernels.input());
      kernels.forward(packed, workspace);
      System.arraycopy(
          workspace, kernels.outputs(), outputs, s * info.outputSize(), info.outputSize());
    }
    return outputs;
  }

  /** The same in groups, without those samples that make no whole group. */
  public static Optional<float[]> groups(
      CompiledNetwork network, Engine engine, float[] parameters, Batch batch) {
    return network
        .single(engine)
        .filter(k -> k.groupSamples() > 0)
        .map(k -> groups(network.info(), k, parameters, batch));
  }

  private static float[] groups(
      NetworkInfo info, SingleKernels kernels, float[] parameters, Batch batch) {
    float[] packed = new float[kernels.packedFloats()];
    kernels.pack(parameters, packed);
    int group = kernels.groupSamples();
    int samples = batch.samples() / group * group;
    float[] outputs = new float[samples * info.outputSize()];
    for (int first = 0; first < samples; first += group) {
      float[] workspace = nan(group * kernels.workspaceFloats());
      kernels.forwardGroup(packed, batch.inputs(), first * info.inputSize(), workspace);
      for (int i = 0; i < group; i++) {
        int from = kernels.outputs() + i * kernels.workspaceFloats();
        int to = (first + i) * info.outputSize();
        System.arraycopy(workspace, from, outputs, to, info.outputSize());
      }
    }
    return outputs;
  }

  /** The samples in a block. */
  private int count(int block) {
    return Math.min(memory.blockSamples(), batch.samples() - block * memory.blockSamples());
  }

  /** Writes what the runtime writes: targets and shares, zero in padding columns. */
  private void fill(int block, int at) {
    int blockSamples = memory.blockSamples();
    int first = block * blockSamples;
    int count = count(block);
    int columns = Memory.padded(count);
    float[] target = new float[info.targetSize()];
    for (int s = 0; s < columns; s++) {
      Arrays.fill(target, 0);
      if (s < count) {
        batch.readTarget(first + s, target, 0);
      }
      for (int i = 0; i < target.length; i++) {
        workspace[at + memory.target() + i * blockSamples + s] = target[i];
      }
      for (int layer = 0; layer < info.noise().size(); layer++) {
        NoiseInfo noise = info.noise().get(layer);
        int from = at + noise.offset() + s;
        new Philox(0, Purpose.DROPOUT, layer, 0, first + s)
            .fill(workspace, from, blockSamples, noise.size());
      }
      workspace[at + memory.share() + s] = s < count ? 1f / batch.samples() : 0;
    }
  }

  private float[] column(int offset, int size) {
    int blockSamples = memory.blockSamples();
    float[] values = new float[batch.samples() * size];
    for (int s = 0; s < batch.samples(); s++) {
      int at = s / blockSamples * memory.trainingFloats() + offset + s % blockSamples;
      for (int i = 0; i < size; i++) {
        values[s * size + i] = workspace[at + i * blockSamples];
      }
    }
    return values;
  }

  /** {@code [samples][outputSize]}. */
  public float[] outputs() {
    float[] outputs = new float[batch.samples() * info.outputSize()];
    int at = 0;
    for (OutputInfo output : info.outputs()) {
      float[] values = column(output.offset(), output.size());
      for (int s = 0; s < batch.samples(); s++) {
        int to = s * info.outputSize() + at;
        System.arraycopy(values, s * output.size(), outputs, to, output.size());
      }
      at += output.size();
    }
    return outputs;
  }

  /** The loss of each sample. */
  public float[] losses() {
    return column(memory.loss(), 1);
  }

  /** {@code [samples][inputSize]}. */
  public float[] inputGradient() {
    return column(memory.inputGradient(), info.inputSize());
  }

  /** The gradient of a parameter tensor. */
  public float[] gradient(ParameterInfo tensor) {
    return Arrays.copyOfRange(gradients, tensor.offset(), tensor.end());
  }

  /** Everything that was computed, by name. */
  public Map<String, float[]> results() {
    Map<String, float[]> results = new LinkedHashMap<>();
    results.put("output", outputs());
    results.put("losses", losses());
    results.put("gradient of input", inputGradient());
    info.parameters().forEach(p -> results.put("gradient of " + p.name(), gradient(p)));
    info.statistics()
        .forEach(t -> results.put(t.name(), Arrays.copyOfRange(gradients, t.offset(), t.end())));
    return results;
  }
}
