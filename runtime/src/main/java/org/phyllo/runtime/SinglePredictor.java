package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.SingleKernels;

/** Predicts samples one at a time, from a packed copy of a model's parameters. */
final class SinglePredictor {
  private final SingleKernels kernels;
  private final float[] parameters;
  private final int inputSize;
  private final WorkspacePool workspaces;

  /** Made by the first prediction, so that a model that only sees batches has no copy. */
  private volatile float @Nullable [] packed;

  SinglePredictor(SingleKernels kernels, float[] parameters, int inputSize) {
    this.kernels = kernels;
    this.parameters = parameters;
    this.inputSize = inputSize;
    this.workspaces = new WorkspacePool(kernels.workspaceFloats());
  }

  /** Takes note that parameters have changed. */
  void forget() {
    packed = null;
  }

  /** A workspace with the outputs of the sample at an offset, to be given back. */
  float[] run(float[] inputs, int at) {
    float[] workspace = workspaces.borrow();
    System.arraycopy(inputs, at, workspace, kernels.input(), inputSize);
    kernels.forward(packed(), workspace);
    return workspace;
  }

  /** Where the outputs are in a workspace. */
  int outputs() {
    return kernels.outputs();
  }

  void giveBack(float[] workspace) {
    workspaces.giveBack(workspace);
  }

  private float[] packed() {
    float[] known = packed;
    if (known != null) {
      return known;
    }
    float[] fresh = LineArrays.allocate(kernels.packedFloats());
    kernels.pack(parameters, fresh);
    packed = fresh;
    return fresh;
  }
}
