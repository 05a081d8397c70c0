package org.phyllo.samples;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.phyllo.samples.bench.CallTimer;
import org.phyllo.samples.bench.Settings;
import org.phyllo.samples.bench.Timing;
import org.phyllo.samples.bench.Workload;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures predictions. */
@Command(
    name = "bench-infer",
    header = "Measures how long a prediction takes.",
    description = {
      "",
      "A call predicts the outputs of a batch of samples, on one thread and into an",
      "array that is used again. The networks are those of bench.",
      "",
      "What to learn from it: what one sample costs by itself and in company, and "
          + "that company doesn't change it: the checksum of the outputs is the same "
          + "with every engine. They are checked against the network's reference in "
          + "double.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo bench-infer lenet",
      "  phyllo bench-infer iris two --batch 1,32,256 --engine plain",
      "",
      "What comes out: a line of JSON for each workload and batch, times in "
          + "microseconds a call. gflops counts matrix products only."
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class BenchInferCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 65_536;

  @Parameters(
      paramLabel = "WORKLOAD",
      arity = "1..*",
      description = "What to measure: iris, two, mlp, lenet, tiny or deep; several in turn.")
  private List<Workload> workloads;

  @Option(
      names = "--batch",
      paramLabel = "N",
      split = ",",
      description =
          "How many samples; several numbers are measured one after the other. Default: 1,256.")
  private List<Integer> batches = List.of(1, 256);

  @Mixin private BenchOptions options;

  @Override
  public Integer call() {
    for (int batch : batches) {
      options.require(
          batch >= 1 && batch <= MOST_SAMPLES, "--batch " + batch, "1 to " + MOST_SAMPLES);
    }
    options.check();
    Settings settings = options.settings(1);
    for (Workload workload : workloads) {
      for (int batch : batches) {
        CallTimer timer = new CallTimer(workload, settings, batch);
        Timing timing = timer.measure(options.seconds());
        System.out.println(json(workload, settings, batch, timer, timing));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static String json(
      Workload workload, Settings settings, int batch, CallTimer timer, Timing timing) {
    return String.format(
        Locale.ROOT,
        "{\"workload\": \"%s\", \"engine\": \"phyllo\", \"mode\": \"%s\", \"threads\": %d,"
            + " \"batch\": %d, \"best_us\": %.4f, \"median_us\": %.4f, \"gflops\": %.1f,"
            + " \"allocated_bytes_per_call\": %.1f, \"checksum\": \"%s\"}",
        workload.name().toLowerCase(Locale.ROOT),
        settings.engine().name().toLowerCase(Locale.ROOT),
        settings.threads(),
        batch,
        timing.best(),
        timing.median(),
        timer.operations() / timing.best() / 1e3,
        timing.allocatedBytes(),
        timer.checksum());
  }
}
