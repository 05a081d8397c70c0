package org.phyllo.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Workers.Phase;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.NoiseInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * One step of training: the arrays, and the phases that run over them.
 *
 * <p>First every block is filled and goes forward and backward; then the parameters' gradients are
 * summed over all blocks; then the optimizer updates ranges of parameters. Blocks, gradient tasks
 * and ranges are the same with any number of threads, and no two tasks write the same element, so
 * the number of threads can't change a bit. A step allocates nothing.
 */
final class TrainingStep {
  /** Parameters in one task of the update: 64 KB, far above what starting a task costs. */
  private static final int UPDATE_RANGE = 1 << 14;

  private final NetworkInfo info;
  private final Memory memory;
  private final Kernels kernels;
  private final UpdateRanges ranges;
  private final int inputSize;
  private final int targetSize;
  private final int capacity;

  private final float[] parameters;
  private final float[] gradients;
  private final float[][] state;
  private final float[] workspace;

  /** Where each block reads a target of several values before it is spread over its columns. */
  private final float[][] targets;

  /** Each block's random numbers, by layer. */
  private final Philox[][] noise;

  /** Each thread's own, for gradient tasks. */
  private float[][] lanes = {};

  // Bound once, so that a step makes no objects.
  private final Phase passes = (block, _) -> runBlock(block);
  private final Phase sums = this::sumGradients;
  private final Phase updates = (range, _) -> updateRange(range);
  private final Phase inputPasses = (block, _) -> runInputBlock(block);

  // The batch at hand, for the phases.
  private @Nullable Examples data;
  private int[] order = {};
  private int from;
  private int count;
  private int stage;
  private int steps;
  private int learned;
  private double rate;

  /** Arrays for batches up to a size, with seed 0. */
  TrainingStep(
      NetworkInfo info, Kernels kernels, Optimizer optimizer, float[] parameters, int capacity) {
    this(info, kernels, optimizer, parameters, capacity, 0);
  }

  /**
   * Allocates the arrays for batches up to a size.
   *
   * @param seed of random numbers in layers
   * @param capacity the largest batch
   */
  TrainingStep(
      NetworkInfo info,
      Kernels kernels,
      Optimizer optimizer,
      float[] parameters,
      int capacity,
      long seed) {
    this.info = info;
    this.memory = info.memory();
    this.kernels = kernels;
    this.ranges = new UpdateRanges(info, optimizer);
    this.inputSize = info.inputSize();
    this.targetSize = info.targetSize();
    this.capacity = capacity;
    this.parameters = parameters;
    this.gradients = new float[parameters.length];
    this.state = new float[optimizer.stateArrays()][parameters.length];
    int blocks = memory.blocks(capacity);
    this.workspace = new float[workspaceFloats(blocks)];
    this.targets = new float[blocks][targetSize];
    this.noise = new Philox[blocks][info.noise().size()];
    for (Philox[] layers : noise) {
      Arrays.setAll(layers, layer -> new Philox(seed, Purpose.DROPOUT, layer, 0, 0));
    }
  }

  private int workspaceFloats(int blocks) {
    long floats = (long) blocks * memory.trainingFloats();
    if (floats > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException(
          "%sTrainer: batchSize %d needs a workspace of %d floats, expected at most 2^31; about %d would fit"
              .formatted(
                  info.name(),
                  capacity,
                  floats,
                  Integer.MAX_VALUE / memory.trainingFloats() * (long) memory.blockSamples()));
    }
    return (int) floats;
  }

  /** How many threads are worth their while for the largest batch. */
  int suitableThreads() {
    int tasks = Math.max(memory.blocks(capacity), kernels.tasks(kernels.stages() - 1));
    return Workers.suitable(info.multiplyAdds() * capacity, tasks);
  }

  /**
   * Runs a batch forward and backward.
   *
   * @return the mean loss; gradients are to come with {@link #sumGradients(Workers)}
   */
  double runBatch(Examples data, int[] order, int from, int count, Workers workers) {
    if (count < 1 || count > capacity || from < 0 || from > order.length - count) {
      throw new IllegalArgumentException(
          "%sTrainer: batch of %d from %d on in an order of %d, expected 1 to %d within it"
              .formatted(info.name(), count, from, order.length, capacity));
    }
    this.data = data;
    this.order = order;
    this.from = from;
    this.count = count;
    if (lanes.length < workers.threads()) {
      lanes = new float[workers.threads()][Kernels.LANE_FLOATS];
    }
    int last = kernels.stages() - 1;
    for (stage = 0; stage < last; stage++) {
      workers.run(passes, memory.blocks(count));
      workers.run(sums, kernels.tasks(stage));
    }
    workers.run(passes, memory.blocks(count));
    return meanLoss();
  }

  void sumGradients(Workers workers) {
    workers.run(sums, kernels.tasks(stage));
  }

  /** Lets the optimizer make a step of a learning rate. */
  void update(double rate, Workers workers) {
    this.rate = rate;
    steps++;
    workers.run(updates, Math.ceilDiv(info.trainedFloats(), UPDATE_RANGE));
  }

  /**
   * Ends the batch at hand, whether or not it led to an update: its statistics are kept, and the
   * next one gets other random numbers.
   */
  void finishBatch() {
    updateStatistics();
    learned++;
  }

  /** Computes the gradient of the batch's inputs, {@code [samples][inputSize]}. */
  float[] inputGradient(Workers workers) {
    workers.run(inputPasses, memory.blocks(count));
    int blockSamples = memory.blockSamples();
    float[] gradient = new float[count * inputSize];
    for (int sample = 0; sample < count; sample++) {
      int column =
          sample / blockSamples * memory.trainingFloats()
              + memory.inputGradient()
              + sample % blockSamples;
      for (int i = 0; i < inputSize; i++) {
        gradient[sample * inputSize + i] = workspace[column + i * blockSamples];
      }
    }
    return gradient;
  }

  float[] gradients() {
    return gradients;
  }

  /** What the optimizer remembers. */
  float[][] state() {
    return state;
  }

  /** The number of updates so far. */
  int steps() {
    return steps;
  }

  /** The number of batches that were learned from so far. */
  int learned() {
    return learned;
  }

  /** Goes on with what an optimizer remembered after a number of updates, and of batches. */
  void restore(float[][] optimizerState, int updates, int batches) {
    for (int i = 0; i < state.length; i++) {
      System.arraycopy(optimizerState[i], 0, state[i], 0, state[i].length);
    }
    steps = updates;
    learned = batches;
  }

  /** The first layer of the batch at hand that went wrong, by name. */
  String culprit() {
    return new Divergence(info, kernels, parameters).locate(workspace, count);
  }

  private void runBlock(int block) {
    int at = block * memory.trainingFloats();
    int samples = stage == 0 ? fill(block, at) : columns(block);
    kernels.stage(stage, parameters, gradients, workspace, at, samples);
  }

  private void runInputBlock(int block) {
    int at = block * memory.trainingFloats();
    kernels.backwardInput(parameters, gradients, workspace, at, columns(block));
  }

  /** The columns of a block that are computed. */
  private int columns(int block) {
    return Memory.padded(Math.min(memory.blockSamples(), count - block * memory.blockSamples()));
  }

  private void sumGradients(int task, int thread) {
    kernels.task(stage, gradients, workspace, lanes[thread], count, task);
  }

  /** A few values for each channel: not worth a phase. */
  private void updateStatistics() {
    for (int i = 0; i < info.statistics().size(); i++) {
      StatisticInfo statistic = info.statistics().get(i);
      float momentum = (float) statistic.momentum();
      float share = (float) (statistic.momentum() * statistic.correction(count));
      for (int at = statistic.offset(); at < statistic.end(); at++) {
        parameters[at] = Math.fma(share, gradients[at], (1 - momentum) * parameters[at]);
      }
    }
  }

  private void updateRange(int range) {
    int start = range * UPDATE_RANGE;
    int end = Math.min(start + UPDATE_RANGE, info.trainedFloats());
    ranges.update(parameters, gradients, state, steps, rate, start, end);
  }

  /**
   * Copies a block's samples in and clears the columns up to a full group; returns those in all.
   */
  private int fill(int block, int at) {
    int blockSamples = memory.blockSamples();
    int first = block * blockSamples;
    int samples = Math.min(blockSamples, count - first);
    int columns = Memory.padded(samples);
    int rows = at + memory.inputRows();
    int target = at + memory.target();
    int shares = at + memory.share();
    Examples source = data;
    if (source == null) {
      throw new IllegalStateException("a block is run before a batch is given");
    }
    for (int sample = 0; sample < samples; sample++) {
      int index = order[from + first + sample];
      source.readInput(index, workspace, rows + sample * inputSize);
      ExamplesCheck.checkIndices(info, index, workspace, rows + sample * inputSize);
      float[] values = targets[block];
      source.readTarget(index, values, 0);
      for (int i = 0; i < targetSize; i++) {
        workspace[target + i * blockSamples + sample] = values[i];
      }
      checkLabels(index, values);
    }
    Arrays.fill(workspace, rows + samples * inputSize, rows + columns * inputSize, 0);
    for (int i = 0; i < targetSize; i++) {
      int row = target + i * blockSamples;
      Arrays.fill(workspace, row + samples, row + columns, 0);
    }
    for (int layer = 0; layer < info.noise().size(); layer++) {
      NoiseInfo values = info.noise().get(layer);
      Philox random = noise[block][layer];
      for (int sample = 0; sample < columns; sample++) {
        random.restart(learned, first + sample);
        random.fill(workspace, at + values.offset() + sample, blockSamples, values.size());
      }
    }
    Arrays.fill(workspace, shares, shares + samples, 1f / count);
    Arrays.fill(workspace, shares + samples, shares + columns, 0);
    return columns;
  }

  private void checkLabels(int index, float[] target) {
    int at = 0;
    for (int i = 0; i < info.outputs().size(); i++) {
      OutputInfo output = info.outputs().get(i);
      if (output.targetIsClass()) {
        ExamplesCheck.checkLabel(info, output, index, target[at]);
      }
      at += output.targetSize();
    }
  }

  /** Summed in sample order, whoever computed the blocks. */
  private double meanLoss() {
    double sum = 0;
    int blockSamples = memory.blockSamples();
    for (int first = 0; first < count; first += blockSamples) {
      int losses = first / blockSamples * memory.trainingFloats() + memory.loss();
      int samples = Math.min(blockSamples, count - first);
      for (int sample = 0; sample < samples; sample++) {
        sum += workspace[losses + sample];
      }
    }
    return sum / count;
  }
}
