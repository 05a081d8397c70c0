package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.Mnist;
import org.phyllo.samples.network.LeNet5Trainer;
import org.phyllo.samples.picture.UnitsPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a convolutional network on MNIST. */
@Command(
    name = "lenet",
    header = "Reads MNIST with convolutions, LeNet-5, to 99 %%.",
    description = {
      "",
      "The network is LeNet-5: 6 filters of 5x5, pooling, 16 filters of 5x5, pooling, "
          + "then 120, 84 and 10 units.",
      "",
      "What to learn from it: a filter is a small pattern, searched for at every place "
          + "of the image with the same few weights. So this network errs as seldom as the "
          + "one of 'phyllo deep-digits' with a twelfth of its weights, and doesn't need "
          + "shifted images to learn that a digit's place makes no difference.",
      ""
    },
    footer = {
      "",
      "Defaults: adam with learning rate 0.003, cosine schedule, batches of 128, 5 epochs.",
      "",
      "Examples:",
      "  phyllo lenet --data mnist",
      "  phyllo lenet --data fashion-mnist --epochs 10 --out out/fashion",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/lenet or --out; "
          + "units.png shows the filters of the first layer. The last line:",
      "  test accuracy 0.9911 (9911 of 10000), trained 5.0 epochs in 8.4 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class LenetCommand implements Callable<Integer> {
  /** Three times Adam's usual rate, as there are few epochs, at the end of which it is zero. */
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.003, ScheduleKind.COSINE, 128, 5);

  private static final int KERNEL = 5;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the four files of MNIST, or others of the same format and size.")
  private Path data;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = LeNet5Trainer.builder();
    options.apply(builder, DEFAULTS);
    Path out = options.out(Path.of("out", "lenet"));
    new TrainingRun(DigitsCommand.nameOf(data), Mnist.fromFolder(data), out, drawing(KERNEL))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }

  /** Draws filters of a first convolution. */
  static TrainingRun.UnitsDrawing drawing(int kernel) {
    return (file, title, weights) ->
        UnitsPicture.writeFilters(file, title, weights, kernel, kernel);
  }
}
