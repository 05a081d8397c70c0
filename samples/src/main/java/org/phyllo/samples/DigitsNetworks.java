package org.phyllo.samples;

import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.samples.network.Digits100ReluTrainer;
import org.phyllo.samples.network.Digits100SigmoidTrainer;
import org.phyllo.samples.network.Digits25ReluTrainer;
import org.phyllo.samples.network.Digits25SigmoidTrainer;
import org.phyllo.samples.network.Digits50ReluTrainer;
import org.phyllo.samples.network.Digits50SigmoidTrainer;
import org.phyllo.samples.network.Mnist100ReluTrainer;
import org.phyllo.samples.network.Mnist100SigmoidTrainer;
import org.phyllo.samples.network.Mnist25ReluTrainer;
import org.phyllo.samples.network.Mnist25SigmoidTrainer;
import org.phyllo.samples.network.Mnist50ReluTrainer;
import org.phyllo.samples.network.Mnist50SigmoidTrainer;

/**
 * From the options of {@code digits} to a declared network. A network's shapes are compiled into
 * its code, so each combination is a class of its own.
 */
final class DigitsNetworks {
  private DigitsNetworks() {}

  /** The numbers of hidden units that there are networks for. */
  enum Hidden {
    H25,
    H50,
    H100;

    /** The member for a number of units. */
    static Hidden of(int units) {
      return switch (units) {
        case 25 -> H25;
        case 50 -> H50;
        case 100 -> H100;
        default -> throw new IllegalArgumentException(units + ", expected 25, 50 or 100");
      };
    }
  }

  /** The hidden layer's activations that there are networks for. */
  enum HiddenActivation {
    SIGMOID,
    RELU
  }

  /** A network for 8x8 pixels. */
  static TrainerBuilder<?, ?> small(Hidden hidden, HiddenActivation activation) {
    return switch (activation) {
      case SIGMOID ->
          switch (hidden) {
            case H25 -> Digits25SigmoidTrainer.builder();
            case H50 -> Digits50SigmoidTrainer.builder();
            case H100 -> Digits100SigmoidTrainer.builder();
          };
      case RELU ->
          switch (hidden) {
            case H25 -> Digits25ReluTrainer.builder();
            case H50 -> Digits50ReluTrainer.builder();
            case H100 -> Digits100ReluTrainer.builder();
          };
    };
  }

  /** A network for 28x28 pixels. */
  static TrainerBuilder<?, ?> large(Hidden hidden, HiddenActivation activation) {
    return switch (activation) {
      case SIGMOID ->
          switch (hidden) {
            case H25 -> Mnist25SigmoidTrainer.builder();
            case H50 -> Mnist50SigmoidTrainer.builder();
            case H100 -> Mnist100SigmoidTrainer.builder();
          };
      case RELU ->
          switch (hidden) {
            case H25 -> Mnist25ReluTrainer.builder();
            case H50 -> Mnist50ReluTrainer.builder();
            case H100 -> Mnist100ReluTrainer.builder();
          };
    };
  }
}
