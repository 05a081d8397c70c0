package org.phyllo.samples.kernel;

import java.util.Arrays;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * A batch in the memory of a network of one layer, on one thread and without the runtime. What a
 * part computes holds NaN before that part has run.
 */
final class KernelBatch {
  /** The largest difference from the reference in double, relative to its largest value. */
  private static final double TOLERANCE = 1e-4;

  private final CompiledNetwork network;
  private final NetworkInfo info;
  private final Memory memory;
  private final Kernels kernels;
  private final int samples;
  private final float[] inputs;
  private final int[] rows;
  private final float[] targets;
  private final float[] parameters;
  private final float[] packed;
  private final float[] gradients;
  private final float[] workspace;
  private final float[] lanes = new float[Kernels.LANE_FLOATS];

  /** Draws parameters and a batch, and runs it up to the gradients of the outputs. */
  KernelBatch(Kernel kernel, Engine engine) {
    this.network = kernel.network();
    this.info = network.info();
    this.memory = info.memory();
    this.kernels = network.kernels(engine);
    this.samples = kernel.batch();
    Philox random = new Philox(0, Purpose.CHECKING);
    this.inputs = normal(random, samples * info.inputSize());
    this.rows = new int[Memory.padded(samples)];
    Arrays.setAll(rows, i -> Math.min(i, samples - 1) * info.inputSize());
    this.targets = new float[samples * info.targetSize()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          info.targetsAreClasses()
              ? random.nextInt(info.outputSize())
              : (float) random.nextDouble();
    }
    this.parameters = normal(random, info.parameterFloats());
    this.gradients = new float[info.parameterFloats()];
    this.workspace = new float[memory.blocks(samples) * memory.trainingFloats()];
    for (int sample = 0; sample < samples; sample++) {
      fill(sample);
    }
    this.packed = new float[kernels.packedFloats()];
    kernels.pack(parameters, packed);
    run(Part.LOSS);
    Arrays.fill(gradients, Float.NaN);
    for (int sample = 0; sample < samples; sample++) {
      spoil(info.output().offset(), info.outputSize(), sample);
      spoil(memory.inputGradient(), info.inputSize(), sample);
    }
  }

  private static float[] normal(Philox random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextNormal();
    }
    return values;
  }

  private void fill(int sample) {
    int column = sample % memory.blockSamples();
    int block = sample / memory.blockSamples() * memory.trainingFloats();
    for (int i = 0; i < info.targetSize(); i++) {
      workspace[block + memory.target() + i * memory.blockSamples() + column] =
          targets[sample * info.targetSize() + i];
    }
    workspace[block + memory.share() + column] = 1f / samples;
  }

  private void spoil(int offset, int size, int sample) {
    for (int i = 0; i < size; i++) {
      workspace[at(offset, i, sample)] = Float.NaN;
    }
  }

  /** Where a value of a tensor is that lies in columns. */
  private int at(int offset, int value, int sample) {
    int blockSamples = memory.blockSamples();
    return sample / blockSamples * memory.trainingFloats()
        + offset
        + value * blockSamples
        + sample % blockSamples;
  }

  /** Computes a part. Again and again gives the same. */
  void run(Part part) {
    if (part == Part.WEIGHT_GRADIENT) {
      for (int task = 0; task < kernels.tasks(0); task++) {
        kernels.task(0, gradients, inputs, rows, workspace, lanes, samples, task);
      }
      return;
    }
    for (int first = 0; first < samples; first += memory.blockSamples()) {
      int block = first / memory.blockSamples() * memory.trainingFloats();
      int count = Math.min(memory.blockSamples(), samples - first);
      switch (part) {
        case FORWARD -> kernels.forward(parameters, inputs, rows[first], workspace, block, count);
        case LOSS ->
            kernels.stage(0, parameters, packed, gradients, inputs, rows, workspace, block, count);
        default ->
            kernels.backwardInput(parameters, gradients, workspace, block, Memory.padded(count));
      }
    }
  }

  /** Floating-point operations of a part's matrix product, a multiply-add counted as two. */
  double operations() {
    return 2.0 * samples * info.multiplyAdds();
  }

  /**
   * Compares what a part has computed with the reference in double.
   *
   * @throws IllegalStateException if a value is wrong
   */
  void check(Part part) {
    Reference reference = network.reference();
    reference.setParameters(parameters);
    reference.run(doubles(inputs), doubles(targets), samples);
    reference.gradients();
    switch (part) {
      case FORWARD -> {
        OutputInfo output = info.output();
        compare("output", columns(output.offset(), output.size()), reference.output());
      }
      case LOSS -> {
        double mean = Arrays.stream(columns(memory.loss(), 1)).average().orElseThrow();
        double loss = reference.run(doubles(inputs), doubles(targets), samples);
        compare("loss", new double[] {mean}, new double[] {loss});
      }
      case WEIGHT_GRADIENT -> {
        for (ParameterInfo tensor : info.parameters()) {
          float[] gradient = Arrays.copyOfRange(gradients, tensor.offset(), tensor.end());
          compare(tensor.name(), doubles(gradient), reference.gradient(tensor.name()));
        }
      }
      case INPUT_GRADIENT ->
          compare(
              "gradient of input",
              columns(memory.inputGradient(), info.inputSize()),
              reference.inputGradient());
    }
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    Arrays.setAll(copy, i -> values[i]);
    return copy;
  }

  private double[] columns(int offset, int size) {
    double[] values = new double[samples * size];
    Arrays.setAll(values, i -> workspace[at(offset, i % size, i / size)]);
    return values;
  }

  private void compare(String what, double[] actual, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * largest)) {
        throw new IllegalStateException(
            "%s: %s [%d] is %s, expected %s as by the reference in double"
                .formatted(info.name(), what, i, actual[i], expected[i]));
      }
    }
  }
}
