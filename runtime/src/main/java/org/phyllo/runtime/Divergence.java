package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;

/** Finds where a network's numbers stopped being finite. */
final class Divergence {
  private final NetworkInfo info;
  private final Memory memory;
  private final Kernels kernels;
  private final float[] parameters;

  private String first = "loss";
  private int firstOrder;

  Divergence(NetworkInfo info, Kernels kernels, float[] parameters) {
    this.info = info;
    this.memory = info.memory();
    this.kernels = kernels;
    this.parameters = parameters;
    this.firstOrder = info.layers().size();
  }

  /**
   * Looks at some samples. They go forward once more, as going backward may have used the layers'
   * memory.
   */
  void look(InputRows inputs, int samples) {
    float[] workspace = new float[memory.inferenceFloats()];
    for (int from = 0; from < samples; from += memory.blockSamples()) {
      int count = Math.min(memory.blockSamples(), samples - from);
      int rows = memory.inputRows();
      inputs.copy(from, count, workspace, rows);
      if (!finite(workspace, rows, count * info.inputSize())) {
        first = "input";
        firstOrder = 0;
        return;
      }
      kernels.forward(parameters, workspace, rows, workspace, 0, count);
      for (int order = 0; order < firstOrder; order++) {
        LayerInfo layer = info.layers().get(order);
        if (!finite(workspace, layer.offset(), layer.size(), count)) {
          first = layer.name();
          firstOrder = order;
        }
      }
    }
  }

  /**
   * The first of these with a value that is not finite: parameter tensors, the input, layers in
   * order. Otherwise it is the loss itself.
   */
  String culprit() {
    String tensor = parameter(info, parameters);
    return tensor == null ? first : tensor;
  }

  /** The first parameter tensor with a value that is not finite, or null. */
  static @Nullable String parameter(NetworkInfo info, float[] parameters) {
    for (ParameterInfo tensor : info.parameters()) {
      if (!finite(parameters, tensor.offset(), tensor.size())) {
        return tensor.name();
      }
    }
    return null;
  }

  /** Whether the first columns of {@code [size][S]} are finite. */
  private boolean finite(float[] values, int at, int size, int columns) {
    for (int i = 0; i < size; i++) {
      if (!finite(values, at + i * memory.blockSamples(), columns)) {
        return false;
      }
    }
    return true;
  }

  private static boolean finite(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }
}
