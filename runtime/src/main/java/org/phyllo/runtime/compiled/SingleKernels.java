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
}
