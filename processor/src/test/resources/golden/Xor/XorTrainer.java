package golden;

import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;

/**
 * Trains network Xor into a {@link XorModel}.
 */
final class XorTrainer extends Trainer<XorModel> {
  private XorTrainer(TrainerBuilder<XorModel, XorTrainer> builder) {
    super(builder);
  }

  /**
   * Starts a training run's settings.
   *
   * @return a builder with all defaults
   */
  static TrainerBuilder<XorModel, XorTrainer> builder() {
    return builder(XorModel.network(), XorModel::new, XorTrainer::new);
  }
}
