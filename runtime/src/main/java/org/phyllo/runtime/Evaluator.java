package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;

/** Runs a model over a data set, block by block, and compares outputs with targets. */
final class Evaluator {
  private final Model model;
  private final NetworkInfo info;
  private final Memory memory;

  Evaluator(Model model) {
    this.model = model;
    this.info = model.info();
    this.memory = info.memory();
  }

  /** Whether samples of a data set have classes, of a network with one output. */
  boolean hasClasses(Examples data) {
    return info.outputs().size() == 1 && hasClasses(info.output(), data);
  }

  private static boolean hasClasses(OutputInfo output, Examples data) {
    return output.targetIsClass()
        || (output.size() == 1
            && (output.loss() == Loss.SIGMOID_CROSS_ENTROPY || data.classes() == 2));
  }

  Evaluation evaluate(Examples data, Workers workers) {
    Run run = new Run(data);
    workers.run((block, _) -> run.runBlock(block), memory.blocks(data.size()));
    Map<String, Evaluation> outputs = new LinkedHashMap<>();
    double loss = 0;
    for (Scores scores : run.outputs) {
      Evaluation evaluation = scores.evaluation();
      outputs.put(scores.output.name(), evaluation);
      loss += scores.output.weight() * evaluation.loss();
    }
    return outputs.size() == 1
        ? outputs.values().iterator().next()
        : new Evaluation(data.size(), loss, outputs);
  }

  /** One pass over one data set. */
  private final class Run {
    final Examples data;
    final List<Scores> outputs = new ArrayList<>();

    Run(Examples data) {
      this.data = data;
      int targetAt = 0;
      for (OutputInfo output : info.outputs()) {
        outputs.add(new Scores(output, targetAt, data));
        targetAt += output.targetSize();
      }
    }

    /**
     * Loops are in methods of their own: a method with a hot loop is compiled early, and with this
     * one the whole forward pass that it calls would be.
     */
    void runBlock(int block) {
      int first = block * memory.blockSamples();
      int samples = Math.min(memory.blockSamples(), data.size() - first);
      float[] workspace = model.workspaces().borrow();
      read(first, samples, workspace);
      int rows = memory.inputRows();
      model.kernels().forward(model.parameters(), workspace, rows, workspace, 0, samples);
      score(block, first, samples, workspace);
      model.workspaces().giveBack(workspace);
    }

    private void read(int first, int samples, float[] workspace) {
      for (int i = 0; i < samples; i++) {
        int at = memory.inputRows() + i * info.inputSize();
        data.readInput(first + i, workspace, at);
        ExamplesCheck.checkIndices(info, first + i, workspace, at);
      }
    }

    private void score(int block, int first, int samples, float[] workspace) {
      float[] target = new float[info.targetSize()];
      for (int i = 0; i < samples; i++) {
        data.readTarget(first + i, target, 0);
        for (Scores scores : outputs) {
          scores.add(block, first + i, workspace, scores.output.offset() + i, target);
        }
      }
    }
  }

  /** How one output does. Results are kept by sample, so their sums have one order. */
  private final class Scores {
    final OutputInfo output;
    final int targetAt;
    final Examples data;
    final SampleLoss sampleLoss;
    final boolean hasClasses;
    final double[] losses;
    final int[] actual;
    final int[] predicted;
    final int[] ranks;
    final @Nullable ValueErrors errors;

    Scores(OutputInfo output, int targetAt, Examples data) {
      this.output = output;
      this.targetAt = targetAt;
      this.data = data;
      this.sampleLoss = new SampleLoss(output);
      this.hasClasses = hasClasses(output, data);
      this.losses = new double[data.size()];
      this.actual = new int[data.size()];
      this.predicted = new int[data.size()];
      this.ranks = new int[data.size()];
      this.errors =
          output.targetIsClass() || output.loss() == Loss.SIGMOID_CROSS_ENTROPY
              ? null
              : new ValueErrors(output, data.size(), memory.blocks(data.size()));
    }

    void add(int block, int sample, float[] workspace, int column, float[] target) {
      int stride = memory.blockSamples();
      float label = target[targetAt];
      if (output.targetIsClass()) {
        ExamplesCheck.checkLabel(info, output, sample, label);
      }
      losses[sample] = sampleLoss.of(workspace, column, stride, target, targetAt);
      if (hasClasses) {
        actual[sample] = output.targetIsClass() ? (int) label : label > 0.5f ? 1 : 0;
        predicted[sample] = Decision.label(output, workspace, column, stride);
        ranks[sample] = Decision.rank(output, workspace, column, stride, actual[sample]);
      }
      if (errors != null) {
        errors.add(block, sample, workspace, column, stride, target, targetAt);
      }
    }

    Evaluation evaluation() {
      int size = data.size();
      double sum = 0;
      for (double loss : losses) {
        sum += loss;
      }
      return new Evaluation(
          size,
          sum / size,
          hasClasses ? new ConfusionMatrix(classes(), actual, predicted) : null,
          hasClasses ? histogram() : null,
          errors == null || size == 0 ? Double.NaN : errors.meanAbsolute(),
          errors == null || size == 0 ? Double.NaN : errors.rSquared(data, targetAt));
    }

    private int classes() {
      return Math.max(2, output.size());
    }

    private int[] histogram() {
      int[] counts = new int[classes()];
      for (int rank : ranks) {
        counts[rank]++;
      }
      return counts;
    }
  }
}
