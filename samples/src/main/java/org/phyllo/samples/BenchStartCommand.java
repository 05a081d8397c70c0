package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.phyllo.samples.bench.Settings;
import org.phyllo.samples.bench.StartTimer;
import org.phyllo.samples.bench.Timing;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the start of a program that predicts. */
@Command(
    name = "bench-start",
    header = "Measures the start of a JVM up to its first prediction.",
    description = {
      "",
      "Saves a LeNet-5 and starts JVMs one after the other that load it, predict an",
      "image and end. The time is from the JVM's start to the prediction, as seen by",
      "this program.",
      "",
      "What to learn from it: what a short-lived program pays, and what the Vector "
          + "API adds to its start: code is interpreted until HotSpot compiles it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo bench-start",
      "  phyllo bench-start --engine plain --runs 20",
      "  phyllo bench-start --jvm=-XX:TieredStopAtLevel=1",
      "",
      "What comes out: a line of JSON, times in milliseconds."
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class BenchStartCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 10_000;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many JVMs to start. Default: ${DEFAULT-VALUE}.")
  private int runs = 10;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "An option for the JVMs that are started; may be repeated.")
  private List<String> jvm = List.of();

  @Mixin private EngineOptions options;

  @Override
  public Integer call() throws IOException {
    options.require(runs >= 1 && runs <= MOST_RUNS, "--runs " + runs, "1 to " + MOST_RUNS);
    options.check();
    Settings settings = options.settings(1);
    Path file = Files.createTempFile("lenet5", ".safetensors");
    try {
      Timing timing = new StartTimer(file, settings, jvm).measure(runs);
      System.out.printf(
          Locale.ROOT,
          "{\"workload\": \"lenet\", \"engine\": \"phyllo\", \"mode\": \"%s\", \"runs\": %d,"
              + " \"best_ms\": %.1f, \"median_ms\": %.1f}%n",
          settings.engine().name().toLowerCase(Locale.ROOT),
          runs,
          timing.best() / 1e3,
          timing.median() / 1e3);
    } finally {
      Files.delete(file);
    }
    return CommandLine.ExitCode.OK;
  }
}
