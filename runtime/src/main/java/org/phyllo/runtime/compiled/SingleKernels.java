package org.phyllo.runtime.compiled;

/**
 * A network's forward pass over a single sample. {@link Kernels} compute a vector of samples at a
 * time, of which a single one would leave all lanes but one idle; here lanes run along the outputs
 * of layers. Each output has the same bits in both forms.
 *
 * <p>Implementations keep no state and allocate nothing.
 */
public interface SingleKernels {
  /**
   * The length of the packed parameters: a copy in the order in which they are read.
   *
   * @return the number of floats
   */
  int packedFloats();

  /**
   * The length of the workspace.
   *
   * @return the number of floats
   */
  int workspaceFloats();

  /**
   * Where in the workspace the sample's input is expected, in row-major order.
   *
   * @return its offset
   */
  int input();

  /**
   * Where in the workspace the outputs are found, one after the other, each in row-major order.
   *
   * @return their offset
   */
  int outputs();

  /**
   * Packs parameters.
   *
   * @param parameters the network's flat parameters
   * @param packed takes them, {@link #packedFloats()} floats that are 0 before the first call
   */
  void pack(float[] parameters, float[] packed);

  /**
   * Computes the outputs from the input.
   *
   * @param packed the packed parameters
   * @param workspace {@link #workspaceFloats()} floats; what is there beside the input is
   *     overwritten
   */
  void forward(float[] packed, float[] workspace);

  /**
   * How many samples {@link #forwardGroup} takes.
   *
   * @return their number, 0 if there is no such form
   */
  default int groupSamples() {
    return 0;
  }

  /**
   * Up to how many samples groups are faster than blocks of {@link Kernels}.
   *
   * @return the number of samples, 0 if groups have no form
   */
  default int mostInGroups() {
    return 0;
  }

  /**
   * Computes the outputs of as many samples as a group has. Those of sample {@code i} are found
   * from {@code outputs() + i * workspaceFloats()} on.
   *
   * @param packed the packed parameters
   * @param inputs the samples' inputs one after the other, each in row-major order
   * @param from where the first begins
   * @param workspace as many times {@link #workspaceFloats()} floats; what is there is overwritten
   * @throws UnsupportedOperationException if {@link #groupSamples()} is 0
   */
  default void forwardGroup(float[] packed, float[] inputs, int from, float[] workspace) {
    throw new UnsupportedOperationException("Groups of samples have no form of their own.");
  }
}
