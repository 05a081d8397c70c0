package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;

/** Runs a model over a data set, block by block, and compares outputs with targets. */
final class Evaluator {
  private final Model model;
  private final NetworkInfo info;
  private final Memory memory;
  private final SampleLoss sampleLoss;

  Evaluator(Model model) {
    this.model = model;
    this.info = model.info();
    this.memory = info.memory();
    this.sampleLoss = new SampleLoss(info);
  }

  /** Whether samples of a data set have classes. */
  boolean hasClasses(Examples data) {
    return info.targetsAreClasses()
        || (info.outputSize() == 1
            && (info.loss() == Loss.SIGMOID_CROSS_ENTROPY || data.classes() == 2));
  }

  Evaluation evaluate(Examples data, Workers workers) {
    int size = data.size();
    Run run = new Run(data);
    workers.run((block, _) -> run.runBlock(block), memory.blocks(size));
    double sum = 0;
    for (double loss : run.losses) {
      sum += loss;
    }
    ValueErrors errors = run.errors;
    return new Evaluation(
        size,
        sum / size,
        run.hasClasses ? new ConfusionMatrix(classes(), run.actual, run.predicted) : null,
        run.hasClasses ? histogram(run.ranks) : null,
        errors == null || size == 0 ? Double.NaN : errors.meanAbsolute(),
        errors == null || size == 0 ? Double.NaN : errors.rSquared(data));
  }

  private int classes() {
    return Math.max(2, info.outputSize());
  }

  private int[] histogram(int[] ranks) {
    int[] counts = new int[classes()];
    for (int rank : ranks) {
      counts[rank]++;
    }
    return counts;
  }

  /** One pass over one data set. Results are kept by sample, so their sums have one order. */
  private final class Run {
    final Examples data;
    final boolean hasClasses;
    final double[] losses;
    final int[] actual;
    final int[] predicted;
    final int[] ranks;
    final @Nullable ValueErrors errors;

    Run(Examples data) {
      this.data = data;
      this.hasClasses = hasClasses(data);
      this.losses = new double[data.size()];
      this.actual = new int[data.size()];
      this.predicted = new int[data.size()];
      this.ranks = new int[data.size()];
      this.errors =
          info.targetsAreClasses() || info.loss() == Loss.SIGMOID_CROSS_ENTROPY
              ? null
              : new ValueErrors(info, data.size(), memory.blocks(data.size()));
    }

    void runBlock(int block) {
      int blockSamples = memory.blockSamples();
      int first = block * blockSamples;
      int samples = Math.min(blockSamples, data.size() - first);
      float[] workspace = model.workspaces().borrow();
      for (int i = 0; i < samples; i++) {
        data.readInput(first + i, workspace, memory.inputRows() + i * info.inputSize());
      }
      model.kernels().forward(model.parameters(), workspace, 0, samples);
      float[] target = new float[info.targetSize()];
      for (int i = 0; i < samples; i++) {
        data.readTarget(first + i, target, 0);
        if (info.targetsAreClasses()) {
          ExamplesCheck.checkLabel(info, first + i, target[0]);
        }
        int column = memory.output() + i;
        losses[first + i] = sampleLoss.of(workspace, column, blockSamples, target);
        if (hasClasses) {
          actual[first + i] = info.targetsAreClasses() ? (int) target[0] : target[0] > 0.5f ? 1 : 0;
          predicted[first + i] = Decision.label(info, workspace, column, blockSamples);
          ranks[first + i] =
              Decision.rank(info, workspace, column, blockSamples, actual[first + i]);
        }
        if (errors != null) {
          errors.add(block, first + i, workspace, column, blockSamples, target);
        }
      }
      model.workspaces().giveBack(workspace);
    }
  }
}
