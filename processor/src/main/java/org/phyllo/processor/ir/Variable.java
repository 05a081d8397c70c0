package org.phyllo.processor.ir;

/**
 * A named array of values that loop nests read and write.
 *
 * @param name a Java identifier, unique in its network, such as {@code hidden} or {@code dHidden}
 * @param shape of one sample, or of the parameter
 * @param role what the values are
 */
public record Variable(String name, Shape shape, Role role) {

  /** What a variable's values are, which decides where they are kept. */
  public enum Role {
    /** The network's input, one per sample. */
    INPUT,
    /** What a layer computes in its forward pass, one per sample. */
    ACTIVATION,
    /** The gradient of the loss by an activation, one per sample. */
    GRADIENT,
    /** The gradient of the loss by the network's input, one per sample, computed on request. */
    INPUT_GRADIENT,
    /** Random numbers from 0 to below 1, one per sample, drawn before a training step. */
    NOISE,
    /** What a sample's output should be: a class index or values. */
    TARGET,
    /** The weight of a sample's loss in the batch's: one over the batch size. */
    SHARE,
    /** The loss of a sample. */
    LOSS,
    /** A trained parameter, one for the network. */
    PARAMETER,
    /** The gradient of the batch's loss by a parameter, one for the network. */
    PARAMETER_GRADIENT,
    /** Numbers that the declaration gives. */
    CONSTANT,
    /** What is kept of all batches so far beside the parameters, such as a running mean. */
    RUNNING_STATISTIC,
    /** The same of the batch at hand. */
    BATCH_STATISTIC;

    /** Whether every sample has values of its own. */
    public boolean perSample() {
      return switch (this) {
        case PARAMETER, PARAMETER_GRADIENT, CONSTANT, RUNNING_STATISTIC, BATCH_STATISTIC -> false;
        case INPUT, ACTIVATION, GRADIENT, INPUT_GRADIENT, NOISE, TARGET, SHARE, LOSS -> true;
      };
    }
  }

  public int size() {
    return shape.size();
  }

  /** Whether every sample has values of its own. */
  public boolean perSample() {
    return role.perSample();
  }

  /** The value at {@code index}. */
  public Access at(Affine index) {
    return new Access(this, index);
  }

  /** The value at a loop's index. */
  public Access at(Index index) {
    return at(Affine.of(index));
  }

  /** The only value, or the first. */
  public Access first() {
    return at(Affine.constant(0));
  }
}
