package org.phyllo.processor.layer;

import java.util.Locale;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;

/** The rules that several kinds of layers share, checked for one declaration. */
final class Rules {
  private final LayerDeclaration declaration;
  private final Report report;

  Rules(LayerDeclaration declaration, Report report) {
    this.declaration = declaration;
    this.report = report;
  }

  /** Whether an attribute is a number of values that a tensor can have. */
  static boolean isSize(Attribute size) {
    return size.asInt() >= 1 && size.asInt() <= Limits.VALUES;
  }

  void size(String attribute) {
    Attribute size = declaration.attribute(attribute);
    if (size.asInt() < 1) {
      report.add(
          Diagnostic.SIZE_NOT_POSITIVE, size.location(), declaration, attribute, size.asInt());
    } else if (!isSize(size)) {
      report.add(
          Diagnostic.TOO_LARGE,
          size.location(),
          declaration,
          "has " + attribute + " = " + size.asInt(),
          "a sample has at most " + count(Limits.VALUES) + " values",
          "Use " + attribute + " <= " + Limits.VALUES + ".");
    }
  }

  void deviation(Initializer init, String attribute) {
    Attribute deviation = declaration.attribute(attribute);
    double value = deviation.asDouble();
    if (deviation.explicit() && init != Initializer.NORMAL) {
      report.add(Diagnostic.DEVIATION_UNUSED, deviation.location(), declaration, value, init);
    } else if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      report.add(Diagnostic.DEVIATION, deviation.location(), declaration, value);
    }
  }

  /** How messages write a large number. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
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
