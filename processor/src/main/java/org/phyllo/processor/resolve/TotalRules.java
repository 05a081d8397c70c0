package org.phyllo.processor.resolve;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.layer.Limits;

/** Checks a network's size in all, each layer being small enough by itself. */
final class TotalRules {
  private TotalRules() {}

  static void check(NetworkDeclaration declaration, ResolvedNetwork network, Report report) {
    if (network.layers().size() > Limits.LAYERS) {
      report.add(
          Diagnostic.TOO_LARGE,
          declaration.network().location(),
          declaration,
          "has " + network.layers().size() + " layers",
          "it can have at most " + Limits.LAYERS,
          "Use fewer layers.");
    }
    if (network.parameterCount() > Limits.PARAMETERS) {
      report(
          declaration,
          network,
          ResolvedLayer::parameterCount,
          network.parameterCount(),
          "parameters",
          Limits.PARAMETERS,
          report);
      return;
    }
    ToLongFunction<ResolvedLayer> size = l -> l.layer().shape().size();
    long values = network.inputSize() + network.layers().stream().mapToLong(size).sum();
    if (values > Limits.VALUES) {
      report(declaration, network, size, values, "values a sample", Limits.VALUES, report);
    }
  }

  private static void report(
      NetworkDeclaration declaration,
      ResolvedNetwork network,
      ToLongFunction<ResolvedLayer> size,
      long total,
      String what,
      int most,
      Report report) {
    ResolvedLayer largest =
        network.layers().stream().max(Comparator.comparingLong(size)).orElseThrow();
    report.add(
        Diagnostic.TOO_LARGE,
        declaration.network().location(),
        declaration,
        String.format(Locale.ROOT, "has %,d %s in all", total, what),
        String.format(Locale.ROOT, "it can have at most %,d", most),
        String.format(
            Locale.ROOT,
            "Use smaller layers: '%s' has %,d.",
            largest.name(),
            size.applyAsLong(largest)));
  }
}
