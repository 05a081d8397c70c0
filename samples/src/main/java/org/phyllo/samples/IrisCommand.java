package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.phyllo.data.Iris;
import org.phyllo.data.TrainTest;
import org.phyllo.samples.network.IrisTrainer;
import org.phyllo.samples.picture.WeightsPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a small network on Fisher's iris flowers. */
@Command(
    name = "iris",
    header = "Tells three species of iris by four lengths.",
    description = {
      "",
      "Fisher's 150 flowers of 1936: length and width of sepals and petals, in "
          + "centimeters. The network is 4-16-3 with tanh.",
      "",
      "What to learn from it: a data set of numbers instead of images; why they are "
          + "standardized first (mean 0, deviation 1); and what it means to test on 30 "
          + "flowers only: each one counts for 3.3 %%.",
      ""
    },
    footer = {
      "",
      "Defaults: momentum, batches of 16, 60 epochs.",
      "",
      "Examples:",
      "  phyllo iris",
      "  phyllo iris --optimizer sgd --learning-rate 0.5 --epochs 200",
      "",
      "What comes out: model, log, curves, confusion matrix and the hidden units' "
          + "weights, in out/iris or --out. The last line:",
      "  test accuracy 0.9667 (29 of 30), trained 60.0 epochs in 0.2 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class IrisCommand implements Callable<Integer> {
  private static final TrainingOptions.Defaults DEFAULTS =
      new TrainingOptions.Defaults(OptimizerKind.MOMENTUM, 16, 60);
  private static final List<String> LENGTHS =
      List.of("sepal length", "sepal width", "petal length", "petal width");

  @Mixin private TrainingOptions options;

  @Override
  public Integer call() throws IOException {
    var builder = IrisTrainer.builder();
    options.apply(builder, DEFAULTS);
    TrainTest flowers = Iris.dataset().standardized();
    Path out = options.out(Path.of("out", "iris"));
    new TrainingRun(
            "iris flowers",
            flowers,
            out,
            (file, title, weights) -> WeightsPicture.write(file, title, weights, LENGTHS))
        .run(builder, options.rules(DEFAULTS));
    return CommandLine.ExitCode.OK;
  }
}
