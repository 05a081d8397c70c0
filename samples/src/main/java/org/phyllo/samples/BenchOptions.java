package org.phyllo.samples;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Engine;
import org.phyllo.samples.bench.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all measurements can be told. */
final class BenchOptions {
  private static final int MOST_SECONDS = 3600;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long to measure, after the time to warm up. Default: ${DEFAULT-VALUE}.")
  private double seconds = 4;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "plain or vector. Default: the fastest here.")
  private @Nullable Engine engine;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides data and first weights. Default: ${DEFAULT-VALUE}.")
  private long seed;

  double seconds() {
    return seconds;
  }

  Settings settings(int threads) {
    return new Settings(engine == null ? Engine.best() : engine, threads, seed);
  }

  /** Ends with a message unless all options are right. */
  void check() {
    require(seconds > 0 && seconds <= MOST_SECONDS, "--seconds " + seconds, "0 to " + MOST_SECONDS);
    if (engine != null) {
      require(
          engine.available(),
          "--engine vector can't run here",
          "java --add-modules jdk.incubator.vector");
    }
  }

  void require(boolean right, String what, String expected) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), what + ", expected " + expected);
    }
  }
}
