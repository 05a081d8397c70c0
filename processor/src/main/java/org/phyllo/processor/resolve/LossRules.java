package org.phyllo.processor.resolve;

import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;

/** Checks that a loss fits the last layer. */
final class LossRules {
  private LossRules() {}

  static void check(NetworkDeclaration network, ResolvedNetwork resolved, Report report) {
    LayerDeclaration last = network.layers().getLast();
    if (network.loss() == Loss.SOFTMAX_CROSS_ENTROPY && resolved.output().size() < 2) {
      report.add(
          Diagnostic.LOSS_SHAPE, network.lossLocation(), last.name(), resolved.output());
      return;
    }
    Optional<Activation> applied =
        switch (network.loss()) {
          case SOFTMAX_CROSS_ENTROPY -> Optional.of(Activation.SOFTMAX);
          case SIGMOID_CROSS_ENTROPY -> Optional.of(Activation.SIGMOID);
          case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> Optional.empty();
        };
    for (Attribute attribute : last.attributes().all()) {
      if (applied.isPresent() && attribute.value().equals(applied.get().name())) {
        report.add(
            Diagnostic.LOSS_APPLIES_ACTIVATION,
            attribute.location(),
            network.loss(),
            applied.get(),
            last.name(),
            applied.get());
      }
    }
  }
}
