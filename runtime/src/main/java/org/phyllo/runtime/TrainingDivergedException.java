package org.phyllo.runtime;

import java.io.Serial;

/**
 * Training reached numbers that are not finite, so no further step can help. The trainer's
 * parameters are those from before the step that failed, unless {@link #layer()} names one of them.
 *
 * <p>Most often the learning rate is too large; values far from 0 in the inputs and an
 * initialization that is too wide do it as well.
 */
public final class TrainingDivergedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The epoch, counted from 1. */
  private final int epoch;

  /** The batch in the epoch, counted from 1. */
  private final int batch;

  /** What is not finite. */
  private final String layer;

  /**
   * A training run that diverged.
   *
   * @param network the network's name
   * @param epoch the epoch, counted from 1; 0 outside of a training loop
   * @param batch the batch in the epoch, counted from 1
   * @param layer the first layer, in order, whose output is not finite; or the parameter tensor
   *     that is not, {@code "gradient of"} one, {@code "input"} or {@code "loss"}
   * @param loss the loss of the batch
   */
  public TrainingDivergedException(
      String network, int epoch, int batch, String layer, double loss) {
    super(
        ("%sTrainer: training diverged in epoch %d, batch %d: '%s' is no longer finite (loss %s)."
                + " Try a smaller learning rate, for example a tenth.")
            .formatted(network, epoch, batch, layer, loss));
    this.epoch = epoch;
    this.batch = batch;
    this.layer = layer;
  }

  /**
   * The epoch in which it happened.
   *
   * @return the epoch, counted from 1; 0 outside of a training loop
   */
  public int epoch() {
    return epoch;
  }

  /**
   * The batch at which it was noticed.
   *
   * @return the batch in the epoch, counted from 1
   */
  public int batch() {
    return batch;
  }

  /**
   * Where it was noticed first.
   *
   * @return the first layer, in order, whose output is not finite; or the parameter tensor that is
   *     not, {@code "gradient of"} one, {@code "input"} or {@code "loss"}
   */
  public String layer() {
    return layer;
  }
}
