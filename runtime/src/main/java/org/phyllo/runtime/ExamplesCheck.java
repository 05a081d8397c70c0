package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;

/** Checks of data against the network that is to read it. */
final class ExamplesCheck {
  private final NetworkInfo info;
  private final String caller;
  private final String role;
  private final Examples data;

  /**
   * A check whose messages begin with the caller and the data's role, such as {@code
   * DigitsTrainer.fit: training set}.
   */
  ExamplesCheck(NetworkInfo info, String caller, String role, Examples data) {
    this.info = info;
    this.caller = caller;
    this.role = role;
    this.data = data;
  }

  /** Checks the shapes. */
  ExamplesCheck shapes() {
    int[] expected = info.inputShape();
    int[] actual = data.inputShape();
    // A flat list and an image are the same values in the same order; two images need not be.
    boolean flat = expected.length == 1 || actual.length == 1;
    if (flat ? size(actual) != info.inputSize() : !Arrays.equals(actual, expected)) {
      throw error(
          "has inputs of shape %s, expected %s"
              .formatted(Arrays.toString(actual), Arrays.toString(expected)));
    }
    if (data.targetSize() != info.targetSize()) {
      throw error(
          "has %d values in a target, expected %d".formatted(data.targetSize(), info.targetSize()));
    }
    int classes = data.classes();
    if (info.targetsAreClasses() && (classes < 1 || classes > info.outputSize())) {
      throw error(
          "has %d classes, expected 1 to %d, as %s has one output for each"
              .formatted(classes, info.outputSize(), info.name()));
    }
    return this;
  }

  /** Checks every value: inputs and targets finite, indices and labels in range. */
  void values() {
    float[] input = new float[info.inputSize()];
    float[] target = new float[info.targetSize()];
    for (int index = 0; index < data.size(); index++) {
      data.readInput(index, input, 0);
      checkInput(index, input);
      data.readTarget(index, target, 0);
      checkTarget(index, target);
    }
  }

  private void checkInput(int index, float[] values) {
    int at = 0;
    for (InputInfo input : info.inputs()) {
      int end = at + input.size();
      for (; at < end; at++) {
        if (!input.accepts(values[at])) {
          throw error(
              "sample %d has %s at input position %d, expected %s"
                  .formatted(index, values[at], at, input.expected()));
        }
      }
    }
  }

  private void checkTarget(int index, float[] values) {
    int at = 0;
    for (OutputInfo output : info.outputs()) {
      int end = at + output.targetSize();
      for (; at < end; at++) {
        if (!Float.isFinite(values[at])) {
          throw error(
              "sample %d has %s at target position %d, expected finite values"
                  .formatted(index, values[at], at));
        }
        if (output.targetIsClass() && !output.isLabel(values[at])) {
          throw labelError(caller + ": " + role + ", ", info, output, index, values[at]);
        }
        if (output.loss() == Loss.SIGMOID_CROSS_ENTROPY && (values[at] < 0 || values[at] > 1)) {
          throw error(
              "sample %d has target %s at position %d, expected 0 to 1 for %s"
                  .formatted(index, values[at], at, output.loss()));
        }
      }
    }
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(caller + ": " + role + " " + problem);
  }

  /** Checks a label on its way into the kernels, which trust it. */
  static void checkLabel(NetworkInfo info, OutputInfo output, int index, float label) {
    if (!output.isLabel(label)) {
      throw labelError(info.name() + "Trainer: ", info, output, index, label);
    }
  }

  /** Checks what is looked up, on its way into the kernels: an input that begins somewhere. */
  static void checkIndices(NetworkInfo info, int index, float[] values, int start) {
    int at = start;
    for (int i = 0; i < info.inputs().size(); i++) {
      InputInfo input = info.inputs().get(i);
      int end = at + input.size();
      for (int j = at; input.indices() > 0 && j < end; j++) {
        if (!input.accepts(values[j])) {
          throw new IllegalArgumentException(
              "%s: sample %d has %s at position %d of input '%s', expected %s"
                  .formatted(
                      info.name(), index, values[j], j - at, input.name(), input.expected()));
        }
      }
      at = end;
    }
  }

  static IllegalArgumentException labelError(
      String place, NetworkInfo info, OutputInfo output, int index, float label) {
    String of = info.outputs().size() == 1 ? "" : " for output '" + output.name() + "'";
    return new IllegalArgumentException(
        "%ssample %d has label %s%s, expected a whole number from 0 to %d"
            .formatted(place, index, label, of, output.size() - 1));
  }

  private static long size(int[] shape) {
    long size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return size;
  }
}
