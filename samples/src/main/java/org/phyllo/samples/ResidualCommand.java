package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.UciDigits;
import org.phyllo.samples.network.ResidualDigitsTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a residual network of blocks on the bundled digits. */
@Command(
    name = "residual",
    header = "Reads digits with 20 layers of weights, declared on a page.",
    description = {
      "",
      "A convolution, nine times a block of two convolutions whose result is added to "
          + "what they read, and ten units. The block is a class of its own, included "
          + "with times = 9; the images of 8x8 pixels come along.",
      "",
      "What to learn from it: so deep a network trains as readily as a flat one, since "
          + "every sum hands the gradient on to the layers before it unchanged, and since "
          + "batch normalization keeps every layer's values of ordinary size.",
      ""
    },
    footer = {
      "",
      "Defaults: adam with learning rate 0.005, cosine schedule, batches of 64, 15 epochs.",
      "",
      "Example:",
      "  phyllo residual",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/residual or --out; "
          + "units.png shows the filters of the first layer. The last line:",
      "  test accuracy 0.9833 (353 of 359), trained 15.0 epochs in 60.0 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class ResidualCommand implements Callable<Integer> {
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.005, ScheduleKind.COSINE, 64, 15);

  private static final int KERNEL = 3;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = ResidualDigitsTrainer.builder();
    options.apply(builder, DEFAULTS);
    new TrainingRun(
            "UCI digits",
            UciDigits.dataset(),
            options.out(Path.of("out", "residual")),
            LenetCommand.drawing(KERNEL))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
