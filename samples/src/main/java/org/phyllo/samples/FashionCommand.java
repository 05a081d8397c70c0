package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.FashionMnist;
import org.phyllo.samples.network.FashionConvnetTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a convolutional network on Fashion-MNIST. */
@Command(
    name = "fashion",
    header = "Tells ten kinds of clothing by a picture, to 91 %% and more.",
    description = {
      "",
      "Fashion-MNIST has as many images as MNIST, of the same size, of things instead of "
          + "digits. The network is 24 filters of 3x3, pooling, 48 filters of 3x3, pooling, "
          + "then 128 and 10 units with dropout between them. A run takes a few minutes.",
      "",
      "What to learn from it: the same kind of network errs ten times as often as on "
          + "digits, and where: confusion.png has most of the red around shirts, which look "
          + "like T-shirts, pullovers and coats to people too.",
      ""
    },
    footer = {
      "",
      "Defaults: adam with learning rate 0.002, cosine schedule, batches of 64, 10 epochs.",
      "",
      "Examples:",
      "  phyllo fashion --data fashion-mnist",
      "  phyllo fashion --data /usr/share/datasets/fashion-mnist",
      "The second is where the package dataset-fashion-mnist of Debian and Ubuntu puts it.",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/fashion or --out; "
          + "units.png shows the filters of the first layer. The last line:",
      "  test accuracy 0.9150 (9150 of 10000), trained 10.0 epochs in 180.0 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class FashionCommand implements Callable<Integer> {
  /** Twice Adam's usual rate, as there are few epochs, at the end of which it is zero. */
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.002, ScheduleKind.COSINE, 64, 10);

  private static final int KERNEL = 3;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the four files of Fashion-MNIST.")
  private Path data;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = FashionConvnetTrainer.builder();
    options.apply(builder, DEFAULTS);
    new TrainingRun(
            "Fashion-MNIST",
            FashionMnist.fromFolder(data),
            options.out(Path.of("out", "fashion")),
            LenetCommand.drawing(KERNEL))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
