package org.phyllo.runtime;

/** The self-test of learning one batch by heart: how far it has come, and when it has failed. */
final class Overfitting {
  /** Updates until it counts as failed; networks that can learn at all need some hundred. */
  static final int STEPS = 3_000;

  /** The share of the first loss that counts as none. */
  private static final double GOAL = 0.01;

  private final String network;
  private final int samples;
  private double first = Double.NaN;
  private double last = Double.NaN;
  private int steps;

  Overfitting(String network, int samples) {
    this.network = network;
    this.samples = samples;
  }

  void add(double loss) {
    first = steps == 0 ? loss : first;
    last = loss;
    steps++;
  }

  /**
   * Whether the loss is as good as none.
   *
   * @throws IllegalStateException if it should be by now
   */
  boolean reached() {
    if (last <= GOAL * first) {
      return true;
    }
    if (steps >= STEPS) {
      throw new IllegalStateException(
          ("%sTrainer.overfit: the loss of %d samples went from %s to %s in %d updates, expected a"
                  + " hundredth of the first. Try another learning rate and more units; else look"
                  + " for equal inputs with different targets.")
              .formatted(network, samples, Texts.fixed(first, 4), Texts.fixed(last, 4), steps));
    }
    return false;
  }
}
