package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * Predicts samples one at a time or in small groups, from a packed copy of a model's parameters.
 */
final class SinglePredictor {
  /** Samples up to which one after the other takes less time than a vector of them. */
  private static final int FEW_SAMPLES = 4;

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
    this.workspaces =
        new WorkspacePool(Math.max(kernels.groupSamples(), 1) * kernels.workspaceFloats());
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

  /** The samples of a group; 0 if groups have no form. */
  int groupSamples() {
    return kernels.groupSamples();
  }

  /** How many of some samples are faster in groups and by themselves than in blocks: the last. */
  int outsideBlocks(int samples, int blockSamples) {
    int most = Math.max(kernels.mostInGroups(), FEW_SAMPLES);
    int rest = samples <= most ? samples : samples % blockSamples;
    return rest <= most ? rest : 0;
  }

  /** A workspace with the outputs of the group at an offset, to be given back. */
  float[] runGroup(float[] inputs, int at) {
    float[] workspace = workspaces.borrow();
    kernels.forwardGroup(packed(), inputs, at, workspace);
    return workspace;
  }

  /** Where the outputs are in a workspace. */
  int outputs() {
    return kernels.outputs();
  }

  /** Where those of a group's sample are. */
  int outputs(int sample) {
    return kernels.outputs() + sample * kernels.workspaceFloats();
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
