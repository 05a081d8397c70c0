package org.phyllo.processor.resolve;

import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** Checks a loss, and that it fits the last layer. */
final class LossRules {
  private final NetworkDeclaration network;
  private final Attribute attribute;
  private final Loss loss;
  private final Report report;

  LossRules(NetworkDeclaration network, Attribute attribute, Loss loss, Report report) {
    this.network = network;
    this.attribute = attribute;
    this.loss = loss;
    this.report = report;
  }

  void checkDelta() {
    Optional<Attribute> delta = network.network().find("huberDelta");
    if (delta.isEmpty()) {
      return;
    }
    double value = delta.get().asDouble();
    if (loss != Loss.HUBER && delta.get().explicit()) {
      report.add(Diagnostic.HUBER_DELTA_UNUSED, delta.get().location(), network, value, loss);
    } else if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      report.add(Diagnostic.HUBER_DELTA, delta.get().location(), network, value);
    }
  }

  /**
   * Checks the last layer.
   *
   * @param output its shape, if it can be said
   */
  void checkLast(LayerDeclaration last, Optional<Shape> output) {
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && output.isPresent()) {
      checkScores(last, output.get());
    }
    Optional<Activation> applied =
        switch (loss) {
          case SOFTMAX_CROSS_ENTROPY -> Optional.of(Activation.SOFTMAX);
          case SIGMOID_CROSS_ENTROPY -> Optional.of(Activation.SIGMOID);
          case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> Optional.empty();
        };
    for (Attribute of : last.kind().stream().flatMap(k -> k.all().stream()).toList()) {
      if (applied.isPresent() && of.value().equals(applied.get().name())) {
        report.add(
            Diagnostic.LOSS_APPLIES_ACTIVATION, of.location(), loss, applied.get(), last.name());
      }
    }
  }

  private void checkScores(LayerDeclaration last, Shape output) {
    if (output.sizes().size() > 1) {
      report.add(
          Diagnostic.LOSS_SHAPE,
          attribute.location(),
          last.name(),
          output,
          "Add a Dense layer with one unit for each class.");
    } else if (output.size() < 2) {
      report.add(
          Diagnostic.LOSS_SHAPE,
          attribute.location(),
          last.name(),
          output,
          "Use SIGMOID_CROSS_ENTROPY for a single yes/no output.");
    }
  }
}
