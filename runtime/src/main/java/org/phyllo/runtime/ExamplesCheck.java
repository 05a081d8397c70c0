package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.NetworkInfo;

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

  /** Checks every value: inputs and targets finite, labels in range. */
  void values() {
    float[] input = new float[info.inputSize()];
    float[] target = new float[info.targetSize()];
    for (int index = 0; index < data.size(); index++) {
      data.readInput(index, input, 0);
      checkFinite(index, "input", input);
      data.readTarget(index, target, 0);
      checkFinite(index, "target", target);
      if (info.targetsAreClasses() && !isLabel(info, target[0])) {
        throw labelError(caller + ": " + role + ", ", info, index, target[0]);
      }
      if (info.loss() == Loss.SIGMOID_CROSS_ENTROPY) {
        checkProbabilities(index, target);
      }
    }
  }

  private void checkFinite(int index, String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw error(
            "sample %d has %s at %s position %d, expected finite values"
                .formatted(index, values[i], what, i));
      }
    }
  }

  private void checkProbabilities(int index, float[] target) {
    for (int i = 0; i < target.length; i++) {
      if (target[i] < 0 || target[i] > 1) {
        throw error(
            "sample %d has target %s at position %d, expected 0 to 1 for %s"
                .formatted(index, target[i], i, info.loss()));
      }
    }
  }

  private IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(caller + ": " + role + " " + problem);
  }

  /** Checks a label on its way into the kernels, which trust it. */
  static void checkLabel(NetworkInfo info, int index, float label) {
    if (!isLabel(info, label)) {
      throw labelError(info.name() + "Trainer: ", info, index, label);
    }
  }

  static boolean isLabel(NetworkInfo info, float label) {
    return label >= 0 && label < info.outputSize() && label == (int) label;
  }

  static IllegalArgumentException labelError(
      String place, NetworkInfo info, int index, float label) {
    return new IllegalArgumentException(
        "%ssample %d has label %s, expected a whole number from 0 to %d"
            .formatted(place, index, label, info.outputSize() - 1));
  }

  private static long size(int[] shape) {
    long size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return size;
  }
}
