package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.data.Mnist;
import org.phyllo.data.TrainTest;
import org.phyllo.data.UciDigits;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.samples.DigitsNetworks.Hidden;
import org.phyllo.samples.DigitsNetworks.HiddenActivation;
import org.phyllo.samples.picture.UnitsPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network with one hidden layer on handwritten digits. */
@Command(
    name = "digits",
    header = "Reads handwritten digits: one hidden layer, trained by backpropagation.",
    description = {
      "",
      "Without --data on the 1797 digits of 8x8 pixels that come along (UCI), of "
          + "which a fixed fifth of each digit is kept for testing; with --data on MNIST.",
      "",
      "What to learn from it: how loss and accuracy on the training and on the test "
          + "set part; what the number of hidden units, the activation, the optimizer, the "
          + "learning rate and the first weights change; what a hidden unit looks for; "
          + "which digits are confused; and how much of that varied images (--augment) cure.",
      ""
    },
    footer = {
      "",
      "Defaults: 100 hidden units, adam with learning rate 0.01, batches of 20, 40 "
          + "epochs, with --augment a cosine schedule; with --data 50 hidden units, momentum, "
          + "batches of 100, 15 epochs.",
      "",
      "Examples:",
      "  phyllo digits",
      "  phyllo digits --augment",
      "  phyllo digits --hidden 25 --activation sigmoid --epochs 100",
      "  phyllo digits --data mnist --optimizer sgd --init-deviation 0.01",
      "",
      "What comes out, in out/digits or out/NAME of the data or --out:",
      "  model.safetensors  the weights, for 'phyllo predict' and for PyTorch",
      "  log.csv            loss and accuracy by epoch",
      "  curves.png         the same as curves",
      "  confusion.png .txt which digit was taken for which",
      "  units.png          the weights of each hidden unit, as an image",
      "  variants.png       with --augment: ten images (left) in their first ten epochs",
      "The last line:",
      "  test accuracy 0.9861 (354 of 359), trained 40.0 epochs in 1.0 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class DigitsCommand implements Callable<Integer> {
  /** Ten times Adam's usual rate, as there are few pixels and few updates. */
  private static final TrainingOptions.Defaults SMALL =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.01, ScheduleKind.CONSTANT, 20, 40);

  /** Images that are never the same twice leave noise in the weights, unless the rate falls. */
  private static final TrainingOptions.Defaults SMALL_VARIED =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.01, ScheduleKind.COSINE, 20, 40);

  private static final TrainingOptions.Defaults LARGE =
      new TrainingOptions.Defaults(OptimizerKind.MOMENTUM, 100, 15);

  /** Of 8x8 pixels: half a pixel is as far as two on 28x28, and strokes are too few to distort. */
  private static final Augmentation SMALL_VARIANTS =
      Augmentation.none().shift(0.5).rotate(8).scale(0.94, 1.06);

  private static final int SMALL_SIDE = 8;
  private static final int LARGE_SIDE = 28;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder with the four files of MNIST, or others of the same format and size."
              + " Default: UCI's digits, which come along.")
  private @Nullable Path data;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "The number of hidden units: 25, 50 or 100.")
  private @Nullable Integer hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Of the hidden units: sigmoid or relu. Default: relu.")
  private HiddenActivation activation = HiddenActivation.RELU;

  @Option(
      names = "--augment",
      description =
          "Shift, turn and scale UCI's digits a little, in every epoch another way. For MNIST see"
              + " 'phyllo deep-digits' and 'convnet'.")
  private boolean augment;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    if (data == null) {
      TrainerBuilder<?, ?> builder = DigitsNetworks.small(hiddenOr(Hidden.H100), activation);
      TrainingOptions.Defaults defaults = augment ? SMALL_VARIED : SMALL;
      options.apply(builder, defaults);
      new TrainingRun(
              "UCI digits",
              UciDigits.dataset(),
              augment ? SMALL_VARIANTS : null,
              options.out(Path.of("out", "digits")),
              drawing(SMALL_SIDE))
          .run(builder, options.rules(defaults));
    } else {
      if (augment) {
        // 50 units have no room for more: they read MNIST no better for it
        throw new ParameterException(
            spec.commandLine(), "--augment with --data, expected one of them");
      }
      TrainerBuilder<?, ?> builder = DigitsNetworks.large(hiddenOr(Hidden.H50), activation);
      options.apply(builder, LARGE);
      TrainTest images = Mnist.fromFolder(data);
      Path out = options.out(Path.of("out").resolve(nameOf(data)));
      new TrainingRun(nameOf(data), images, out, drawing(LARGE_SIDE))
          .run(builder, options.rules(LARGE));
    }
    return CommandLine.ExitCode.OK;
  }

  private Hidden hiddenOr(Hidden usual) {
    try {
      return hidden == null ? usual : Hidden.of(hidden);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--hidden " + e.getMessage());
    }
  }

  /** The folder's own name, so that runs on different data don't overwrite each other. */
  static String nameOf(Path data) {
    Path name = data.toAbsolutePath().normalize().getFileName();
    return name == null ? "images" : name.toString();
  }

  static TrainingRun.UnitsDrawing drawing(int side) {
    return (file, title, weights) -> UnitsPicture.write(file, title, weights, side, side);
  }
}
