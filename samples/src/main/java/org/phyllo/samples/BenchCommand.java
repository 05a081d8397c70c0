package org.phyllo.samples;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.samples.bench.Settings;
import org.phyllo.samples.bench.StepTimer;
import org.phyllo.samples.bench.Timing;
import org.phyllo.samples.bench.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures training steps. */
@Command(
    name = "bench",
    header = "Measures how long a training step takes.",
    description = {
      "",
      "A step chooses and gathers a batch, runs forward, backward and the update.",
      "",
      "  iris  4-16-3 tanh, batch 32, SGD",
      "  two   784-50-10 relu, batch 100, SGD",
      "  mlp   784-512-512-10 relu, batch 128, Adam",
      "  lenet LeNet-5, two convolutions of 28x28 pixels, batch 128, Adam",
      "  tiny  4-32-16-4 tanh, batch 10,000, Adam",
      "  deep  six convolutions of 3x3 with dropout, 28x28 pixels, batch 100, Adam",
      "",
      "What to learn from it: what a step costs, what a second thread and the Vector "
          + "API bring, and that neither changes the result: with --steps the checksum of "
          + "the weights is always the same.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo bench two --threads 1,2",
      "  phyllo bench two --steps 100 --engine plain",
      "",
      "What comes out: a line of JSON for each workload and number of threads, times "
          + "in microseconds. gflops counts matrix products only."
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 256;
  private static final int MOST_STEPS = 10_000_000;

  @Parameters(
      paramLabel = "WORKLOAD",
      arity = "1..*",
      description = "What to measure: iris, two, mlp, lenet, tiny or deep; several in turn.")
  private List<Workload> workloads;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description =
          "How many threads; several numbers are measured one after the other. Default: 1.")
  private List<Integer> threads = List.of(1);

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Exactly so many steps from the seed, cold, instead of --seconds.")
  private @Nullable Integer steps;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() {
    check();
    for (Workload workload : workloads) {
      for (int number : threads) {
        Settings settings = options.settings(number);
        try (StepTimer timer = new StepTimer(workload, settings)) {
          Timing timing = steps == null ? timer.measure(options.seconds()) : timer.run(steps);
          System.out.println(json(workload, settings, timing, timer.checksum()));
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    for (int number : threads) {
      options.require(
          number >= 1 && number <= MOST_THREADS, "--threads " + number, "1 to " + MOST_THREADS);
    }
    if (steps != null) {
      options.require(steps >= 1 && steps <= MOST_STEPS, "--steps " + steps, "1 to " + MOST_STEPS);
    }
    options.check();
  }

  private static String json(Workload workload, Settings settings, Timing timing, String checksum) {
    return String.format(
        Locale.ROOT,
        "{\"workload\": \"%s\", \"engine\": \"phyllo\", \"mode\": \"%s\", \"threads\": %d,"
            + " \"batch\": %d, \"best_us\": %.2f, \"median_us\": %.2f,"
            + " \"best_us_per_sample\": %.4f, \"gflops\": %.1f,"
            + " \"allocated_bytes_per_step\": %.1f, \"checksum\": \"%s\"}",
        workload.name().toLowerCase(Locale.ROOT),
        settings.engine().name().toLowerCase(Locale.ROOT),
        settings.threads(),
        workload.batch(),
        timing.best(),
        timing.median(),
        timing.best() / workload.batch(),
        workload.operations() / timing.best() / 1e3,
        timing.allocatedBytes(),
        checksum);
  }
}
