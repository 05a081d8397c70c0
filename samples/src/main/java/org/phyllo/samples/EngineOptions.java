package org.phyllo.samples;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Engine;
import org.phyllo.samples.bench.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all measurements can be told: what runs, and on which numbers. */
class EngineOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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

  final Settings settings(int threads) {
    return new Settings(engine == null ? Engine.best() : engine, threads, seed);
  }

  /** Ends with a message unless all options are right. */
  void check() {
    if (engine != null) {
      require(
          engine.available(),
          "--engine vector can't run here",
          "java --add-modules jdk.incubator.vector");
    }
  }

  /** Ends with a message unless something holds. */
  final void require(boolean right, String what, String expected) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), what + ", expected " + expected);
    }
  }
}
