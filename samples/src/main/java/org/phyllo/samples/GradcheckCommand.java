package org.phyllo.samples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.phyllo.runtime.GradientCheck;
import org.phyllo.runtime.GradientReport;
import org.phyllo.runtime.GradientReport.Comparison;
import org.phyllo.samples.SampleNetworks.Sample;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the gradients of the samples' networks. */
@Command(
    name = "gradcheck",
    header = "Checks a network's backpropagation.",
    description = {
      "",
      "Does each weight's gradient say how the loss changes when that weight is changed a little?",
      "",
      "What to learn from it: the reference, plain loops over double, is compared "
          + "with central differences, (loss(w + h) - loss(w - h)) / 2h; the fast code over "
          + "float with the reference. In a project of yours one line of a test does the "
          + "same: GradientCheck.check(XModel.network());",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo gradcheck Digits50Relu",
      "  phyllo gradcheck all",
      "",
      "What comes out: for each tensor the worst relative error of each way to "
          + "compute it; exit code 1 if a gradient is wrong. The last line:",
      "  gradients right: 1 network, worst 5.1e-09 by central differences, 1.4e-06 in",
      "  float"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class GradcheckCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NETWORK",
      description = "A network by its name, or all of them: all. A wrong name lists them.")
  private String network;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides weights, inputs and targets. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "The size of the batch, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int samples = 5;

  @Override
  public Integer call() {
    if (samples < 1 || samples > 1000) {
      throw new ParameterException(
          spec.commandLine(), "--samples " + samples + ", expected 1 to 1000");
    }
    List<Sample> chosen = chosen();
    double worstDifference = 0;
    double worstFloat = 0;
    int wrong = 0;
    for (Sample sample : chosen) {
      GradientReport report = GradientCheck.run(sample.network(), seed, samples);
      print(report);
      wrong += report.passed() ? 0 : 1;
      for (Comparison comparison : report.comparisons()) {
        if (isFloat(comparison)) {
          worstFloat = Math.max(worstFloat, comparison.error());
        } else {
          worstDifference = Math.max(worstDifference, comparison.error());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "gradients %s: %d network%s, worst %.1e by central differences, %.1e in float%n",
        wrong == 0 ? "right" : "WRONG in " + wrong,
        chosen.size(),
        chosen.size() == 1 ? "" : "s",
        worstDifference,
        worstFloat);
    return wrong == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private List<Sample> chosen() {
    if (network.equalsIgnoreCase(ALL)) {
      return SampleNetworks.ALL;
    }
    return List.of(
        SampleNetworks.named(network)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no network '%s', expected all or one of %s"
                            .formatted(network, String.join(", ", SampleNetworks.names())))));
  }

  private static boolean isFloat(Comparison comparison) {
    return comparison.expectedSource().contains("reference");
  }

  /** A line per tensor, a column per way to compute it, with the worst of its errors. */
  private static void print(GradientReport report) {
    Map<String, Map<String, Double>> errors = new LinkedHashMap<>();
    for (Comparison comparison : report.comparisons()) {
      String column = isFloat(comparison) ? comparison.actualSource() : "differences";
      errors
          .computeIfAbsent(comparison.tensor(), tensor -> new LinkedHashMap<>())
          .merge(column, comparison.error(), Math::max);
    }
    System.out.println(report.network() + ", worst relative errors:");
    errors.forEach(
        (tensor, columns) -> {
          StringBuilder line = new StringBuilder(String.format("  %-30s", tensor));
          columns.forEach(
              (column, error) ->
                  line.append(String.format(Locale.ROOT, "  %s %.1e", column, error)));
          System.out.println(line);
        });
    if (!report.passed()) {
      System.out.println("  WRONG: " + report.worst());
    }
  }
}
