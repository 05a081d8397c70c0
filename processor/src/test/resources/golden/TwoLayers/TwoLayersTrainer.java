package golden;

import org.phyllo.runtime.Trainer;

/**
 * Trains network TwoLayers into a {@link TwoLayersModel}.
 */
public final class TwoLayersTrainer extends Trainer<TwoLayersModel> {
  private TwoLayersTrainer(Trainer.Builder<TwoLayersModel, TwoLayersTrainer> builder) {
    super(builder);
  }

  /**
   * Starts a training run's settings.
   *
   * @return a builder with all defaults
   */
  public static Trainer.Builder<TwoLayersModel, TwoLayersTrainer> builder() {
    return builder(TwoLayersModel.network(), TwoLayersModel::new, TwoLayersTrainer::new);
  }
}
