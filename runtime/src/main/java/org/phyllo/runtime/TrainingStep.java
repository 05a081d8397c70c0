package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.runtime.Workers.Phase;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.optimizer.Optimizer;

/**
 * One step of training: the arrays, and the phases that run over them.
 *
 * <p>A batch that is one shard has all of its blocks in memory: {@link Slices} of them are filled
 * and go forward and backward, then the parameters' gradients are summed over all blocks, each as
 * tasks of the threads. A larger batch is divided into {@link Shards}: a thread takes a group of
 * them and does all of that for one after the other in memory of its own, which stays in its cache;
 * then the groups' sums are added up. In the end the optimizer updates ranges of parameters.
 *
 * <p>Gradient tasks, shards and ranges are the same with any number of threads, slices don't matter
 * to a sample, and no two tasks write the same element, so the number of threads can't change a
 * bit. A step allocates nothing.
 */
final class TrainingStep {
  /** As common JVMs allocate them. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Parameters in one task of the update: 16 KB, above what starting a task costs. */
  private static final int UPDATE_RANGE = 1 << 12;

  private final NetworkInfo info;
  private final Memory memory;
  private final Kernels kernels;
  private final UpdateRanges ranges;
  private final Shards shards;
  private final long seed;
  private final int capacity;

  private final float[] parameters;
  private final float[] gradients;
  private final float[][] state;

  /** The loss of each sample. */
  private final float[] losses;

  /** The sum of each group's gradients, where there is more than one shard. */
  private final float[][] groupSums;

  /** Each thread's own; the first is the caller's. */
  private Place[] places;

  // Bound once, so that a step makes no objects.
  private final Phase passes = (slice, thread) -> runSlice(slice, places[thread]);
  private final Phase sums = (task, thread) -> sumTask(task, places[thread].lanes);
  private final Phase groups = (group, thread) -> runGroup(group, places[thread]);
  private final Phase additions = (range, _) -> addGroups(range);
  private final Phase updates = (range, _) -> updateRange(range);

  private final BatchAtHand batch = new BatchAtHand();
  private final Slices slices;

  // The batch at hand, for the phases.
  private int count;
  private int stage;
  private int steps;
  private int learned;
  private double rate;

  /** What a thread needs to run blocks. */
  private static final class Place {
    final BlockFiller filler;
    final float[] lanes = new float[Kernels.LANE_FLOATS];

    /** The blocks of a shard, or for the caller of a whole batch. */
    final float[] workspace;

    /** The inputs of their samples. */
    final InputRows inputs;

    /**
     * What kernels have packed of the parameters, once for a batch. What other threads packed would
     * have to come from their caches, which takes longer.
     */
    final float[] packed;

    boolean isPacked;

    /** The gradients of a shard that is not the first of its group. */
    final float[] gradients;

    Place(BlockFiller filler, int workspace, InputRows inputs, int packed, int gradients) {
      this.filler = filler;
      this.workspace = LineArrays.allocate(workspace);
      this.inputs = inputs;
      this.packed = LineArrays.allocate(packed);
      this.gradients = new float[gradients];
    }
  }

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
    // What needs a sum over the whole batch on the way has no shards.
    this.shards =
        kernels.stages() == 1
            ? Shards.of(info).evenly(capacity, memory.blockSamples())
            : Shards.NONE;
    this.slices = new Slices(memory.blockSamples());
    this.seed = seed;
    this.capacity = capacity;
    this.parameters = parameters;
    this.gradients = new float[parameters.length];
    this.state = new float[optimizer.stateArrays()][parameters.length];
    this.places = new Place[] {place(true)};
    this.losses = new float[capacity];
    boolean divided = shards.count(capacity) > 1;
    this.groupSums = new float[divided ? shards.groups(capacity) : 0][parameters.length];
  }

  private Place place(boolean caller) {
    boolean divided = shards.count(capacity) > 1;
    int samples = caller || divided ? Math.min(capacity, shards.samples()) : 0;
    return new Place(
        new BlockFiller(info, seed),
        samples > 0 ? workspaceFloats(samples) : 0,
        new InputRows(info.inputSize(), samples),
        kernels.packedFloats(),
        divided ? parameters.length : 0);
  }

  /** The floats of some of the batch's blocks; of the batch's losses, where those are more. */
  private int workspaceFloats(int samples) {
    long floats = Math.max(capacity, (long) memory.blocks(samples) * memory.trainingFloats());
    if (floats > LONGEST_ARRAY) {
      int fitting =
          shards.count(capacity) > 1
              ? LONGEST_ARRAY
              : LONGEST_ARRAY / memory.trainingFloats() * memory.blockSamples();
      throw new IllegalArgumentException(
          "%sTrainer: batchSize %d needs a workspace of %d floats, expected at most 2^31; about %d would fit"
              .formatted(info.name(), capacity, floats, fitting));
    }
    return (int) floats;
  }

  /** How many threads are worth their while for the largest batch. */
  int suitableThreads() {
    int tasks =
        shards.count(capacity) > 1
            ? shards.groups(capacity)
            : Math.max(memory.blocks(capacity), kernels.tasks(kernels.stages() - 1));
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
    this.count = count;
    batch.set(data, order, from, count, learned);
    provide(workers.threads());
    for (Place place : places) {
      place.inputs.open(data);
      place.isPacked = false;
    }
    if (isDivided()) {
      workers.run(groups, shards.groups(count));
    } else {
      slices.divide(count, shares(workers.threads()));
      int last = kernels.stages() - 1;
      for (stage = 0; stage < last; stage++) {
        workers.run(passes, slices.count());
        workers.run(sums, kernels.tasks(stage));
      }
      workers.run(passes, slices.count());
    }
    return meanLoss();
  }

  /** Among how many threads slices are divided: a block only where each has enough to do. */
  private int shares(int threads) {
    int blocks = memory.blocks(count);
    if (blocks >= threads) {
      return threads;
    }
    int suitable = Workers.suitable(info.multiplyAdds() * count, threads);
    return Math.max(blocks, suitable);
  }

  private boolean isDivided() {
    return shards.count(count) > 1;
  }

  /** Makes places for more threads than there were before. */
  private void provide(int threads) {
    int before = places.length;
    if (before < threads) {
      places = Arrays.copyOf(places, threads);
      for (int i = before; i < threads; i++) {
        places[i] = place(false);
      }
    }
  }

  /** Completes the gradients of the batch. */
  void sumGradients(Workers workers) {
    if (isDivided()) {
      workers.run(additions, Math.ceilDiv(info.trainedFloats(), UPDATE_RANGE));
    } else {
      workers.run(sums, kernels.tasks(stage));
    }
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
  float[] inputGradient() {
    float[] gradient = new float[count * info.inputSize()];
    int size = Math.min(count, shards.samples());
    for (int first = 0; first < count; first += size) {
      int samples = Math.min(size, count - first);
      if (isDivided()) {
        runPasses(first, samples, places[0]);
      }
      for (int block = 0; block < memory.blocks(samples); block++) {
        int at = block * memory.trainingFloats();
        int within = block * memory.blockSamples();
        int inBlock = Math.min(memory.blockSamples(), samples - within);
        float[] workspace = places[0].workspace;
        kernels.backwardInput(parameters, gradients, workspace, at, Memory.padded(inBlock));
        readInputGradient(workspace, at, inBlock, gradient, first + within);
      }
    }
    return gradient;
  }

  private void readInputGradient(
      float[] workspace, int at, int samples, float[] gradient, int first) {
    int inputSize = info.inputSize();
    for (int sample = 0; sample < samples; sample++) {
      int column = at + memory.inputGradient() + sample;
      for (int i = 0; i < inputSize; i++) {
        gradient[(first + sample) * inputSize + i] = workspace[column + i * memory.blockSamples()];
      }
    }
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
    Divergence divergence = new Divergence(info, kernels, parameters);
    int size = Math.min(count, shards.samples());
    for (int first = 0; first < count; first += size) {
      int samples = Math.min(size, count - first);
      if (isDivided()) {
        runPasses(first, samples, places[0]);
      }
      divergence.look(places[0].inputs, samples);
    }
    return divergence.culprit();
  }

  /** A slice of a batch that is one shard. */
  private void runSlice(int slice, Place own) {
    float[] workspace = places[0].workspace;
    InputRows inputs = places[0].inputs;
    int first = slices.first(slice);
    int samples = slices.samples(slice);
    int at = memory.column(first);
    if (stage == 0) {
      own.filler.fill(batch, inputs, workspace, first, first, samples);
    }
    runStage(stage, own, inputs, workspace, at, samples);
    if (stage == kernels.stages() - 1) {
      System.arraycopy(workspace, at + memory.loss(), losses, first, samples);
    }
  }

  private void sumTask(int task, float[] lanes) {
    runTask(stage, gradients, places[0], lanes, count, task);
  }

  private void runStage(
      int number, Place own, InputRows inputs, float[] workspace, int at, int samples) {
    if (!own.isPacked) {
      kernels.pack(parameters, own.packed);
      own.isPacked = true;
    }
    kernels.stage(
        number,
        parameters,
        own.packed,
        gradients,
        inputs.values(),
        inputs.starts(),
        workspace,
        at,
        samples);
  }

  private void runTask(
      int ofStage, float[] into, Place blocks, float[] lanes, int samples, int task) {
    InputRows inputs = blocks.inputs;
    kernels.task(
        ofStage, into, inputs.values(), inputs.starts(), blocks.workspace, lanes, samples, task);
  }

  /** The shards of a group, one after the other. */
  private void runGroup(int group, Place place) {
    float[] sum = groupSums[group];
    int begin = shards.first(group, count);
    int end = shards.first(group + 1, count);
    int tasks = kernels.tasks(0);
    for (int shard = begin; shard < end; shard++) {
      int first = shard * shards.samples();
      int samples = Math.min(shards.samples(), count - first);
      float[] into = shard == begin ? sum : place.gradients;
      runPasses(first, samples, place);
      for (int task = 0; task < tasks; task++) {
        runTask(0, into, place, place.lanes, samples, task);
      }
      if (shard > begin) {
        add(into, sum, 0, info.trainedFloats());
      }
    }
  }

  /** The blocks of a shard forward and backward. */
  private void runPasses(int first, int samples, Place place) {
    InputRows inputs = place.inputs;
    float[] workspace = place.workspace;
    for (int block = 0; block < memory.blocks(samples); block++) {
      int at = block * memory.trainingFloats();
      int within = block * memory.blockSamples();
      int inBlock = Math.min(memory.blockSamples(), samples - within);
      place.filler.fill(batch, inputs, workspace, within, first + within, inBlock);
      runStage(0, place, inputs, workspace, at, inBlock);
      System.arraycopy(workspace, at + memory.loss(), losses, first + within, inBlock);
    }
  }

  private void addGroups(int range) {
    int from = range * UPDATE_RANGE;
    int to = Math.min(from + UPDATE_RANGE, info.trainedFloats());
    System.arraycopy(groupSums[0], from, gradients, from, to - from);
    for (int group = 1; group < shards.groups(count); group++) {
      add(groupSums[group], gradients, from, to);
    }
  }

  private static void add(float[] terms, float[] sums, int from, int to) {
    for (int i = from; i < to; i++) {
      sums[i] += terms[i];
    }
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
   * Every fourth sample in a sum of its own, so that an addition need not wait for the last one's
   * result; always in this order, whoever computed the blocks.
   */
  private double meanLoss() {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int sample = 0;
    for (; sample + 4 <= count; sample += 4) {
      sum0 += losses[sample];
      sum1 += losses[sample + 1];
      sum2 += losses[sample + 2];
      sum3 += losses[sample + 3];
    }
    for (; sample < count; sample++) {
      sum0 += losses[sample];
    }
    return ((sum0 + sum2) + (sum1 + sum3)) / count;
  }
}
