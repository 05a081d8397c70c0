package golden;

import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;

/**
 * Trains network TwoLayers into a {@link TwoLayersModel}.
 */
public final class TwoLayersTrainer extends Trainer<TwoLayersModel> {
  private TwoLayersTrainer(TrainerBuilder<TwoLayersModel, TwoLayersTrainer> builder) {
    super(builder);
  }

  /**
   * Starts a training run's settings.
   *
   * @return a builder with all defaults
   */
  public static TrainerBuilder<TwoLayersModel, TwoLayersTrainer> builder() {
    return builder(TwoLayersModel.network(), TwoLayersModel::new, TwoLayersTrainer::new);
  }
}
