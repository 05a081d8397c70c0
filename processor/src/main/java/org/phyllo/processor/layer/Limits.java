package org.phyllo.processor.layer;

/** How large a network may become. */
public final class Limits {
  /** Parameters of a network: so many that a flat array of them takes 1 GB. */
  public static final int PARAMETERS = 1 << 28;

  /**
   * Values of all tensors of a sample. In training a block has at most five copies of each: before
   * and after its activation, the gradients of both, and in rows. For 32 samples that is less than
   * a third of the largest array.
   */
  public static final int VALUES = 1 << 22;

  /** Outputs of a convolution with a border around each channel: a block of them is an array. */
  public static final int BORDERED_VALUES = 1 << 25;

  /**
   * Layers of a network. Methods that have some lines for every layer stay below the 8,000 bytes up
   * to which HotSpot compiles them.
   */
  public static final int LAYERS = 150;

  private Limits() {}
}
