package org.phyllo.samples;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.EarlyStopping;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.optimizer.Optimizer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that every training command takes, and its own defaults for them. */
final class TrainingOptions {
  private static final int MOST_THREADS = 256;

  /** All of MNIST; memory for a batch is allocated whether or not there are so many samples. */
  private static final int LARGEST_BATCH = 60_000;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "How weights follow their gradients: sgd, momentum, nesterov, adagrad, rmsprop, adam or"
              + " adamw.")
  private @Nullable OptimizerKind optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description =
          "How far. Default, unless said below: 0.1 with sgd, 0.05 with momentum and nesterov,"
              + " 0.01 with adagrad, 0.001 with the others.")
  private @Nullable Double learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "How the learning rate changes on the way: constant; step, a tenth after each third"
              + " of the epochs; exponential, down to a hundredth; cosine, down to zero;"
              + " one-cycle, up and then down to zero; plateau, a tenth after 3 epochs without a"
              + " lower loss. Default, unless said below: constant.")
  private @Nullable ScheduleKind schedule;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description =
          "Pull weights, not biases, towards zero. Default: 0.01 with adamw, otherwise none. Not"
              + " for adagrad and rmsprop.")
  private @Nullable Double weightDecay;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples between two updates of the weights.")
  private @Nullable Integer batch;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each training sample is seen.")
  private @Nullable Integer epochs;

  @Option(
      names = "--early-stopping",
      paramLabel = "N",
      description =
          "End after N epochs without a lower loss, and keep the weights of the best epoch. This"
              + " and plateau look at a tenth of the training samples, which is held out.")
  private @Nullable Integer patience;

  @Option(
      names = "--init-deviation",
      paramLabel = "D",
      description =
          "Draw the first weights with this standard deviation. Default: He's for relu,"
              + " Xavier's for sigmoid and tanh.")
  private @Nullable Double initDeviation;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same weights, on every machine. Default: 0.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: as many as the network is worth. Doesn't change the result.")
  private int threads;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "plain (loops) or vector (the JDK's Vector API). Default: the faster one that runs"
              + " here. Doesn't change the result.")
  private @Nullable Engine engine;

  @Option(names = "--fast", description = "A dry run: a single batch, but all that comes after it.")
  private boolean fast;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for model, log and pictures.")
  private @Nullable Path out;

  /** What a command does when its user says nothing. */
  record Defaults(
      OptimizerKind optimizer, double learningRate, ScheduleKind schedule, int batch, int epochs) {
    /** With the optimizer's usual learning rate throughout. */
    Defaults(OptimizerKind optimizer, int batch, int epochs) {
      this(optimizer, optimizer.usualRate, ScheduleKind.CONSTANT, batch, epochs);
    }

    private double learningRate(OptimizerKind chosen) {
      return chosen == optimizer ? learningRate : chosen.usualRate;
    }
  }

  /** Sets up a trainer. */
  void apply(TrainerBuilder<?, ?> builder, Defaults defaults) {
    check();
    try {
      int allEpochs = epochs == null ? defaults.epochs : epochs;
      builder
          .optimizer(optimizer(defaults))
          .schedule(rules(defaults).schedule().over(allEpochs))
          .batchSize(batch == null ? defaults.batch : batch)
          .epochs(allEpochs)
          .seed(seed)
          .threads(threads);
      if (patience != null) {
        builder.earlyStopping(EarlyStopping.onLoss(patience));
      }
      if (initDeviation != null) {
        builder.initialDeviation(initDeviation);
      }
      if (engine != null) {
        builder.engine(engine);
      }
      if (fast) {
        builder.fast();
      }
    } catch (IllegalArgumentException e) {
      throw wrong(Failures.sentence(e));
    }
  }

  /** What the trainer doesn't decide. */
  RunRules rules(Defaults defaults) {
    return new RunRules(
        schedule == null ? defaults.schedule : schedule, patience == null ? 0 : patience, seed);
  }

  private Optimizer optimizer(Defaults defaults) {
    OptimizerKind kind = optimizer == null ? defaults.optimizer : optimizer;
    if (weightDecay != null && !kind.decaysWeights()) {
      throw wrong(
          "--weight-decay %s with %s, expected one of sgd, momentum, nesterov, adam, adamw"
              .formatted(weightDecay, kind.name().toLowerCase(Locale.ROOT)));
    }
    return kind.with(
        learningRate == null ? defaults.learningRate(kind) : learningRate, weightDecay);
  }

  private void check() {
    require("--threads", threads, threads >= 0, "at least 0");
    require("--threads", threads, threads <= MOST_THREADS, "at most " + MOST_THREADS);
    require("--batch", batch, batch == null || batch >= 1, "at least 1");
    require("--batch", batch, batch == null || batch <= LARGEST_BATCH, "at most " + LARGEST_BATCH);
    require("--epochs", epochs, epochs == null || epochs >= 1, "at least 1");
    require(
        "--learning-rate",
        learningRate,
        learningRate == null || (Double.isFinite(learningRate) && learningRate > 0),
        "a finite number greater than 0");
    require("--early-stopping", patience, patience == null || patience >= 1, "at least 1");
    require(
        "--weight-decay",
        weightDecay,
        weightDecay == null || (Double.isFinite(weightDecay) && weightDecay >= 0),
        "a finite number from 0 up");
    require(
        "--init-deviation",
        initDeviation,
        initDeviation == null || (Double.isFinite(initDeviation) && initDeviation >= 0),
        "a finite number from 0 up");
  }

  private void require(String option, @Nullable Number value, boolean right, String expected) {
    if (!right) {
      throw wrong(option + " " + value + ", expected " + expected);
    }
  }

  Path out(Path usual) {
    return out == null ? usual : out;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
