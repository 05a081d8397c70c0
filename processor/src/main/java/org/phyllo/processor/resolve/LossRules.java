package org.phyllo.processor.resolve;

import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Attributes;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** Checks a loss with its settings, and that it fits the layer that it is computed on. */
final class LossRules {
  /** How messages name what has the loss: {@code Network 'Digits'}, {@code Output 'digit'}. */
  private final String owner;

  private final Attributes settings;
  private final Attribute attribute;
  private final Loss loss;
  private final Report report;

  /**
   * @param settings the annotation that has the loss and its settings
   * @param attribute the loss
   */
  LossRules(String owner, Attributes settings, Attribute attribute, Report report) {
    this.owner = owner;
    this.settings = settings;
    this.attribute = attribute;
    this.loss = attribute.asEnum(Loss.class);
    this.report = report;
  }

  void checkSettings() {
    settings.find("huberDelta").ifPresent(this::checkDelta);
    settings
        .find("weight")
        .filter(w -> !isPositive(w))
        .ifPresent(w -> report.add(Diagnostic.LOSS_WEIGHT, w.location(), owner, w.asDouble()));
    settings.find("labelSmoothing").filter(this::isUsed).ifPresent(this::checkSmoothing);
    settings.find("classWeights").ifPresent(this::isUsed);
  }

  private void checkDelta(Attribute delta) {
    if (loss != Loss.HUBER && delta.explicit()) {
      report.add(Diagnostic.HUBER_DELTA_UNUSED, delta.location(), owner, delta.asDouble(), loss);
    } else if (!isPositive(delta)) {
      report.add(Diagnostic.HUBER_DELTA, delta.location(), owner, delta.asDouble());
    }
  }

  private static boolean isPositive(Attribute number) {
    return number.asDouble() > 0 && number.asDouble() < Double.POSITIVE_INFINITY;
  }

  private boolean isUsed(Attribute attribute) {
    boolean used = loss == Loss.SOFTMAX_CROSS_ENTROPY;
    if (!used && attribute.explicit()) {
      String name = attribute.value() instanceof List ? "class weights" : "label smoothing";
      report.add(Diagnostic.LOSS_ATTRIBUTE_UNUSED, attribute.location(), owner, name, loss);
    }
    return used;
  }

  private void checkSmoothing(Attribute smoothing) {
    double value = smoothing.asDouble();
    if (!(value >= 0 && value < 1)) {
      report.add(Diagnostic.LABEL_SMOOTHING, smoothing.location(), owner, value);
    }
  }

  /**
   * Checks the layer that the loss is computed on.
   *
   * @param role how messages name it: {@code last layer}
   * @param output its shape, if it can be said
   */
  void checkLayer(String role, LayerDeclaration layer, Optional<Shape> output) {
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && output.isPresent()) {
      checkScores(role, layer, output.get());
    }
    Optional<Activation> applied =
        switch (loss) {
          case SOFTMAX_CROSS_ENTROPY -> Optional.of(Activation.SOFTMAX);
          case SIGMOID_CROSS_ENTROPY -> Optional.of(Activation.SIGMOID);
          case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> Optional.empty();
        };
    for (Attribute of : layer.kind().stream().flatMap(k -> k.all().stream()).toList()) {
      if (applied.isPresent() && of.value().equals(applied.get().name())) {
        report.add(
            Diagnostic.LOSS_APPLIES_ACTIVATION,
            of.location(),
            loss,
            applied.get(),
            role,
            layer.name());
      }
    }
  }

  private void checkScores(String role, LayerDeclaration layer, Shape output) {
    if (output.sizes().size() > 1 || output.size() < 2) {
      report.add(
          Diagnostic.LOSS_SHAPE,
          attribute.location(),
          role,
          layer.name(),
          output,
          output.sizes().size() > 1
              ? "Add a Dense layer with one unit for each class."
              : "Use SIGMOID_CROSS_ENTROPY for a single yes/no output.");
      return;
    }
    Optional<Attribute> given = settings.find("classWeights").filter(w -> !w.asList().isEmpty());
    if (given.isPresent()) {
      checkClassWeights(given.get().asList(), given.get(), layer, output.size());
    }
  }

  private void checkClassWeights(
      List<Attribute> weights, Attribute attribute, LayerDeclaration layer, int classes) {
    if (weights.size() != classes) {
      report.add(
          Diagnostic.CLASS_WEIGHTS,
          attribute.location(),
          owner,
          "of " + weights.size() + " numbers",
          layer.name(),
          classes,
          classes + " numbers, one for each");
    }
    for (Attribute weight : weights) {
      if (!isPositive(weight)) {
        report.add(
            Diagnostic.CLASS_WEIGHTS,
            weight.location(),
            owner,
            "with " + weight.asDouble(),
            layer.name(),
            classes,
            "each a positive, finite number such as 2");
      }
    }
  }

  /** An output with this loss, whose settings are right. */
  ResolvedOutput resolve(Tensor output) {
    return new ResolvedOutput(
        output.name(),
        output.shape(),
        loss,
        settings.find("weight").map(Attribute::asDouble).orElse(1.0),
        settings.get("huberDelta").asDouble(),
        settings.get("labelSmoothing").asDouble(),
        settings.get("classWeights").asList().stream().map(Attribute::asDouble).toList());
  }
}
