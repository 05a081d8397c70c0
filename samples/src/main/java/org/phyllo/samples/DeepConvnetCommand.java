package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phyllo.data.Mnist;
import org.phyllo.samples.network.DeepMnistTrainer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the book's deep convolutional network on MNIST. */
@Command(
    name = "deep-convnet",
    header = "Reads MNIST with the deep network of the book, to 99.5 %%.",
    description = {
      "",
      "The network is the last one of the book \"Deep Learning from Scratch\": three times "
          + "two convolutions of 3x3 and pooling, of 16, 32 and 64 filters, then 50 and 10 "
          + "units, with dropout behind each. A run takes six to eight minutes.",
      "",
      "What to learn from it: two filters of 3x3, one after the other, see as much as one "
          + "of 5x5, with fewer weights and a relu more between them. And dropout, which "
          + "leaves out half of the last units in every step, keeps the network from relying "
          + "on any one of them: test accuracy still rises when nearly all images of training "
          + "are known.",
      ""
    },
    footer = {
      "",
      "Defaults: adam with learning rate 0.001, cosine schedule, batches of 128, 20 epochs.",
      "",
      "Example:",
      "  phyllo deep-convnet --data mnist",
      "",
      "What comes out: the same files as from 'phyllo digits', in out/deep-convnet or --out; "
          + "units.png shows the filters of the first layer. The last line:",
      "  test accuracy 0.9952 (9952 of 10000), trained 20.0 epochs in 357.4 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class DeepConvnetCommand implements Callable<Integer> {
  /**
   * The book's epochs and learning rate, which here falls to zero. Its batches of 100 are seven
   * times sixteen samples, the last with four; 128 are eight, which two threads divide.
   */
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.ADAM, 0.001, ScheduleKind.COSINE, 128, 20);

  private static final int KERNEL = 3;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with the four files of MNIST, or others of the same format and size.")
  private Path data;

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = DeepMnistTrainer.builder();
    options.apply(builder, DEFAULTS);
    new TrainingRun(
            DigitsCommand.nameOf(data),
            Mnist.fromFolder(data),
            options.out(Path.of("out", "deep-convnet")),
            LenetCommand.drawing(KERNEL))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
