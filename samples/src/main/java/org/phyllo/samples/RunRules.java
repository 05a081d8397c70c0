package org.phyllo.samples;

import org.phyllo.data.Dataset;
import org.phyllo.data.TrainTest;

/**
 * What the options decide about a run beyond its trainer.
 *
 * @param schedule how the learning rate changes
 * @param patience how many epochs may bring no lower loss before the run ends; 0 for any number
 * @param seed decides which samples are held out, and how images are deformed
 */
record RunRules(ScheduleKind schedule, int patience, long seed) {
  private static final double HELD_OUT = 0.1;

  /**
   * Whether the run itself depends on how well it goes. That must not be told by the test set,
   * whose accuracy would then look better than it is, so a part of the training set is held out.
   */
  boolean holdsOut() {
    return patience > 0 || schedule.watches();
  }

  /** Sets a tenth of the training samples aside. */
  TrainTest holdOut(Dataset training) {
    return training.split(HELD_OUT, seed);
  }
}
