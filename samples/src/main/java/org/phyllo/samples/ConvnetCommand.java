package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.Mnist;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.samples.network.DigitsConvnetTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a convolutional network on varied images of MNIST. */
@Command(
    name = "convnet",
    header = "Reads MNIST with convolutions and varied images, to 99.4 %%.",
    description = {
      "",
      "The network is 16 filters of 5x5, pooling, 48 filters of 5x5, pooling, then 128 "
          + "and 10 units. A run takes some minutes.",
      "",
      "What to learn from it: every epoch shows each image a little shifted, turned, "
          + "scaled and distorted, in a way of its own. So there is nothing to know by "
          + "heart: training and test accuracy stay close together to the end, where those "
          + "of --no-augment part.",
      ""
    },
    footer = {
      "",
      "Defaults: adam with learning rate 0.002, cosine schedule, batches of 64, 15 epochs.",
      "",
      "Examples:",
      "  phyllo convnet --data mnist",
      "  phyllo convnet --data mnist --no-augment --out out/as-they-are",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/convnet or --out; "
          + "units.png shows the filters of the first layer, variants.png how ten images (on "
          + "the left) look in the first ten epochs. The last line:",
      "  test accuracy 0.9944 (9944 of 10000), trained 15.0 epochs in 91.5 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class ConvnetCommand implements Callable<Integer> {
  /** Twice Adam's usual rate, as there are few epochs, at the end of which it is zero. */
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.002, ScheduleKind.COSINE, 64, 15);

  private static final int KERNEL = 5;

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
    var builder = DigitsConvnetTrainer.builder();
    options.apply(builder, DEFAULTS);
    new TrainingRun(
            DigitsCommand.nameOf(data),
            Mnist.fromFolder(data),
            asTheyAre ? null : Augmentation.ofDigits(),
            options.out(Path.of("out", "convnet")),
            LenetCommand.drawing(KERNEL))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
