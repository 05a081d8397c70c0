package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.NoiseInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Gets blocks ready for the samples of a batch: where their inputs are, their targets, their shares
 * in the loss and the layers' random numbers. Each thread has one of its own. Allocates nothing
 * once it is made.
 */
final class BlockFiller {
  private final NetworkInfo info;
  private final Memory memory;
  private final int targetSize;

  /** The targets of a block's samples, before they are spread over their columns. */
  private final float[] target;

  private final boolean readsIndices;

  /** The outputs whose targets are classes, and where those are in a target. */
  private final OutputInfo[] classifying;

  private final int[] classAt;

  /** The random numbers, by layer. */
  private final Philox[] noise;

  BlockFiller(NetworkInfo info, long seed) {
    this.info = info;
    this.memory = info.memory();
    this.targetSize = info.targetSize();
    this.target = new float[targetSize * memory.blockSamples()];
    this.readsIndices = info.inputs().stream().anyMatch(input -> input.indices() > 0);
    this.classifying =
        info.outputs().stream().filter(OutputInfo::targetIsClass).toArray(OutputInfo[]::new);
    this.classAt = classAt(info);
    this.noise = new Philox[info.noise().size()];
    Arrays.setAll(noise, layer -> new Philox(seed, Purpose.DROPOUT, layer, 0, 0));
  }

  private static int[] classAt(NetworkInfo info) {
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (OutputInfo output : info.outputs()) {
      if (output.targetIsClass()) {
        places.add(at);
      }
      at += output.targetSize();
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Fills columns of a block with samples, and those up to a full group with nothing.
   *
   * @param place the first column, counted through all blocks of the workspace
   * @param first the sample in the batch that it is for
   * @param samples the number of samples
   */
  void fill(
      BatchAtHand batch, InputRows inputs, float[] workspace, int place, int first, int samples) {
    int blockSamples = memory.blockSamples();
    int columns = Memory.padded(samples);
    int at = memory.column(place);
    int targets = at + memory.target();
    int shares = at + memory.share();
    inputs.read(batch, first, samples, place);
    batch.readTargets(first, samples, target, 0, targetSize);
    if (readsIndices) {
      for (int sample = 0; sample < samples; sample++) {
        int start = inputs.starts()[place + sample];
        ExamplesCheck.checkIndices(info, batch.index(first + sample), inputs.values(), start);
      }
    }
    for (int output = 0; output < classifying.length; output++) {
      for (int sample = 0; sample < samples; sample++) {
        float label = target[sample * targetSize + classAt[output]];
        ExamplesCheck.checkLabel(info, classifying[output], batch.index(first + sample), label);
      }
    }
    for (int i = 0; i < targetSize; i++) {
      for (int sample = 0; sample < samples; sample++) {
        workspace[targets + i * blockSamples + sample] = target[sample * targetSize + i];
      }
    }
    if (samples < columns) {
      for (int i = 0; i < targetSize; i++) {
        int row = targets + i * blockSamples;
        Arrays.fill(workspace, row + samples, row + columns, 0);
      }
    }
    for (int layer = 0; layer < noise.length; layer++) {
      NoiseInfo values = info.noise().get(layer);
      Philox random = noise[layer];
      for (int sample = 0; sample < columns; sample++) {
        random.restart(batch.number(), first + sample);
        random.fill(workspace, at + values.offset() + sample, blockSamples, values.size());
      }
    }
    Arrays.fill(workspace, shares, shares + samples, 1f / batch.count());
    Arrays.fill(workspace, shares + samples, shares + columns, 0);
  }
}
