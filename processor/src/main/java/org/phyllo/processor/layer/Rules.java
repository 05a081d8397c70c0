package org.phyllo.processor.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.Report;

/** The rules that several kinds of layers share, checked for one declaration. */
final class Rules {
  private final LayerDeclaration declaration;
  private final List<Source> sources;
  private final Report report;
  private boolean broken;

  Rules(LayerDeclaration declaration, List<Source> sources, Report report) {
    this.declaration = declaration;
    this.sources = sources;
    this.report = report;
  }

  /** Whether a rule has been broken, and reported. */
  boolean broken() {
    return broken;
  }

  /** The layer if no rule was broken. */
  Optional<Layer> check(Supplier<Layer> layer) {
    return broken ? Optional.empty() : Optional.of(layer.get());
  }

  void oneSource() {
    if (sources.size() != 1) {
      report(
          Diagnostic.SOURCE_COUNT,
          declaration.fromLocation(),
          declaration,
          sources.size() + " tensors",
          "exactly one",
          "Join them in an @Add or @Concat layer first.");
    }
  }

  void severalSources() {
    if (sources.size() < 2) {
      report(
          Diagnostic.SOURCE_COUNT,
          declaration.fromLocation(),
          declaration,
          "only '" + sources.get(0).name() + "'",
          "at least two tensors",
          "Name them, for example @Layer(value = "
              + declaration.order().asInt()
              + ", from = {\"a\", \"b\"}).");
    }
  }

  void positive(String attribute) {
    Attribute size = declaration.attribute(attribute);
    if (size.asInt() < 1) {
      report(
          Diagnostic.SIZE_NOT_POSITIVE, size.location(), declaration, attribute, size.asInt());
    }
  }

  void deviation(Initializer init, String attribute) {
    Attribute deviation = declaration.attribute(attribute);
    double value = deviation.asDouble();
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      report(Diagnostic.DEVIATION, deviation.location(), declaration, value);
    } else if (deviation.explicit() && init != Initializer.NORMAL) {
      report(Diagnostic.DEVIATION_UNUSED, deviation.location(), declaration, value, init);
    }
  }

  /** Arrays are indexed by ints, so no variable may have more values than that. */
  void fits(String what, long count, Location location, String wayOut) {
    if (count > Integer.MAX_VALUE) {
      report(
          Diagnostic.TOO_LARGE, location, declaration, count, what, Integer.MAX_VALUE, wayOut);
    }
  }

  void report(Diagnostic diagnostic, Location location, Object... arguments) {
    broken = true;
    report.add(diagnostic, location, arguments);
  }

  /** What {@code AUTO} means in front of an activation. */
  static Initializer resolve(Initializer init, Activation activation) {
    if (init != Initializer.AUTO) {
      return init;
    }
    return switch (activation) {
      case RELU, LEAKY_RELU, ELU, GELU, SILU, SOFTPLUS -> Initializer.HE_NORMAL;
      case IDENTITY, STEP, SIGMOID, TANH, SOFTMAX -> Initializer.XAVIER_NORMAL;
    };
  }
}
