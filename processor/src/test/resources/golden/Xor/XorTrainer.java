package golden;

import org.phyllo.runtime.Trainer;

/**
 * Trains network Xor into a {@link XorModel}.
 */
final class XorTrainer extends Trainer<XorModel> {
  private XorTrainer(Trainer.Builder<XorModel, XorTrainer> builder) {
    super(builder);
  }

  /**
   * Starts a training run's settings.
   *
   * @return a builder with all defaults
   */
  static Trainer.Builder<XorModel, XorTrainer> builder() {
    return builder(XorModel.network(), XorModel::new, XorTrainer::new);
  }
}
