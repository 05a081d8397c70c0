package org.phyllo.samples;

import picocli.CommandLine.Option;

/** What measurements that repeat something in this JVM can be told besides. */
final class BenchOptions extends EngineOptions {
  private static final int MOST_SECONDS = 3600;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long to measure, after the time to warm up. Default: ${DEFAULT-VALUE}.")
  private double seconds = 4;

  double seconds() {
    return seconds;
  }

  @Override
  void check() {
    require(seconds > 0 && seconds <= MOST_SECONDS, "--seconds " + seconds, "0 to " + MOST_SECONDS);
    super.check();
  }
}
