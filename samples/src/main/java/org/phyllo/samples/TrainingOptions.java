package org.phyllo.samples;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
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
      description = "How weights follow their gradients: sgd, momentum or adam.")
  private @Nullable OptimizerKind optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description =
          "How far. Default, unless said below: 0.1 with sgd, 0.05 with momentum, 0.001 with"
              + " adam.")
  private @Nullable Double learningRate;

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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for model, log and pictures.")
  private @Nullable Path out;

  /** What a command does when its user says nothing. */
  record Defaults(OptimizerKind optimizer, double learningRate, int batch, int epochs) {
    /** With the optimizer's usual learning rate. */
    Defaults(OptimizerKind optimizer, int batch, int epochs) {
      this(optimizer, optimizer.usualRate, batch, epochs);
    }

    private double learningRate(OptimizerKind chosen) {
      return chosen == optimizer ? learningRate : chosen.usualRate;
    }
  }

  /** Sets up a trainer. */
  <M extends Model, T extends Trainer<M>> Trainer.Builder<M, T> apply(
      Trainer.Builder<M, T> builder, Defaults defaults) {
    check();
    try {
      OptimizerKind kind = optimizer == null ? defaults.optimizer : optimizer;
      double rate = learningRate == null ? defaults.learningRate(kind) : learningRate;
      builder
          .optimizer(kind.withLearningRate(rate))
          .batchSize(batch == null ? defaults.batch : batch)
          .epochs(epochs == null ? defaults.epochs : epochs)
          .seed(seed)
          .threads(threads);
      if (initDeviation != null) {
        builder.initialDeviation(initDeviation);
      }
      if (engine != null) {
        builder.engine(engine);
      }
      return builder;
    } catch (IllegalArgumentException e) {
      throw wrong(Failures.sentence(e));
    }
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
