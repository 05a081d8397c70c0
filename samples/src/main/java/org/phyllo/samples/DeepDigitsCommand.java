package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.Mnist;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.samples.network.MnistThreeLayersTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network with two hidden layers on MNIST. */
@Command(
    name = "deep-digits",
    header = "Reads MNIST with three layers of weights, to 98.9 %%.",
    description = {
      "",
      "The network is 784-512-256-10 with ReLU. A run takes a minute or two.",
      "",
      "What to learn from it: what a second hidden layer and more units buy (one "
          + "hidden layer of 50 units reaches about 97 %%) and cost. A network of this size "
          + "knows its training set by heart in the end: with --no-augment its training "
          + "accuracy goes to 100 %%, its test loss rises again. Such layers don't know which "
          + "pixels are neighbors, so a digit a pixel farther left is a new image to them: "
          + "therefore each epoch shifts every image by up to a pixel.",
      ""
    },
    footer = {
      "",
      "Defaults: momentum, cosine schedule, batches of 128, 15 epochs.",
      "",
      "Examples:",
      "  phyllo deep-digits --data mnist",
      "  phyllo deep-digits --data mnist --no-augment --out out/as-they-are",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/deep-digits or "
          + "--out; and variants.png, how ten images (on the left) look in the first ten "
          + "epochs. The last line:",
      "  test accuracy 0.9895 (9895 of 10000), trained 15.0 epochs in 60.0 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class DeepDigitsCommand implements Callable<Integer> {
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(
          OptimizerKind.MOMENTUM, OptimizerKind.MOMENTUM.usualRate, ScheduleKind.COSINE, 128, 15);

  /** As far as digits of 28x28 pixels, centered by their mass, are still out of place. */
  private static final Augmentation SHIFTS = Augmentation.none().shift(1);

  private static final int SIDE = 28;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the four files of MNIST, or others of the same format and size.")
  private Path data;

  @Option(
      names = "--no-augment",
      description = "Train on the images as they are, the same in every epoch.")
  private boolean asTheyAre;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = MnistThreeLayersTrainer.builder();
    options.apply(builder, DEFAULTS);
    new TrainingRun(
            DigitsCommand.nameOf(data),
            Mnist.fromFolder(data),
            asTheyAre ? null : SHIFTS,
            options.out(Path.of("out", "deep-digits")),
            DigitsCommand.drawing(SIDE))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
