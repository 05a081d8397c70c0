package org.phyllo.samples;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Engine;
import org.phyllo.samples.bench.Settings;
import org.phyllo.samples.bench.StepTimer;
import org.phyllo.samples.bench.Timing;
import org.phyllo.samples.bench.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final int MOST_SECONDS = 3600;

  @Spec private CommandSpec spec;

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
      names = "--seconds",
      paramLabel = "S",
      description = "How long to measure, after the time to warm up. Default: ${DEFAULT-VALUE}.")
  private double seconds = 4;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Instead: exactly so many steps from the seed, cold.")
  private @Nullable Integer steps;

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

  @Override
  public Integer call() {
    check();
    Engine used = engine == null ? Engine.best() : engine;
    for (Workload workload : workloads) {
      for (int number : threads) {
        try (StepTimer timer = new StepTimer(workload, new Settings(used, number, seed))) {
          Timing timing = steps == null ? timer.measure(seconds) : timer.run(steps);
          System.out.println(json(workload, used, number, timing, timer.checksum()));
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    for (int number : threads) {
      require(number >= 1 && number <= MOST_THREADS, "--threads " + number, "1 to " + MOST_THREADS);
    }
    require(seconds > 0 && seconds <= MOST_SECONDS, "--seconds " + seconds, "0 to " + MOST_SECONDS);
    if (steps != null) {
      require(steps >= 1 && steps <= 10_000_000, "--steps " + steps, "1 to 10000000");
    }
    if (engine != null) {
      require(
          engine.available(),
          "--engine vector can't run here",
          "java --add-modules jdk.incubator.vector");
    }
  }

  private void require(boolean right, String what, String expected) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), what + ", expected " + expected);
    }
  }

  private static String json(
      Workload workload, Engine engine, int threads, Timing timing, String checksum) {
    return String.format(
        Locale.ROOT,
        "{\"workload\": \"%s\", \"engine\": \"phyllo\", \"mode\": \"%s\", \"threads\": %d,"
            + " \"batch\": %d, \"best_us\": %.2f, \"median_us\": %.2f,"
            + " \"best_us_per_sample\": %.4f, \"gflops\": %.1f,"
            + " \"allocated_bytes_per_step\": %.1f, \"checksum\": \"%s\"}",
        workload.name().toLowerCase(Locale.ROOT),
        engine.name().toLowerCase(Locale.ROOT),
        threads,
        workload.batch(),
        timing.best(),
        timing.median(),
        timing.best() / workload.batch(),
        workload.operations() / timing.best() / 1e3,
        timing.allocatedBytes(),
        checksum);
  }
}
