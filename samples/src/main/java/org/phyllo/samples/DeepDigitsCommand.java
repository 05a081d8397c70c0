package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.Mnist;
import org.phyllo.samples.network.MnistThreeLayersTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network with two hidden layers on MNIST. */
@Command(
    name = "deep-digits",
    header = "Reads MNIST with three layers of weights, to 98.3 % and more.",
    description = {
      "",
      "The network is 784-512-256-10 with ReLU. A run takes a minute or two.",
      "",
      "What to learn from it: what a second hidden layer and more units buy (one "
          + "hidden layer of 50 units reaches about 97 %) and cost; and that a network of "
          + "this size knows its training set by heart in the end: its training accuracy "
          + "goes to 100 %, its test loss doesn't fall any more.",
      ""
    },
    footer = {
      "",
      "Defaults: momentum, batches of 128, 15 epochs.",
      "",
      "Example:",
      "  phyllo deep-digits --data mnist",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/deep-digits or "
          + "--out. The last line:",
      "  test accuracy 0.9838 (9838 of 10000), trained 15.0 epochs in 60.0 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class DeepDigitsCommand implements Callable<Integer> {
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.MOMENTUM, 128, 15);
  private static final int SIDE = 28;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the four files of MNIST, or others of the same format and size.")
  private Path data;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = MnistThreeLayersTrainer.builder();
    options.apply(builder, DEFAULTS);
    Path out = options.out(Path.of("out", "deep-digits"));
    new TrainingRun(
            DigitsCommand.nameOf(data), Mnist.fromFolder(data), out, DigitsCommand.drawing(SIDE))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
