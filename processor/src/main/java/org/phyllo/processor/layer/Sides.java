package org.phyllo.processor.layer;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;

/** An attribute that is one number for both sides of an image, or {height, width}. */
record Sides(int height, int width) {
  /** The value, or empty if it is not one. */
  static Optional<Sides> of(Attribute attribute, int least) {
    List<Attribute> values = values(attribute);
    boolean right =
        (values.size() == 1 || values.size() == 2)
            && values.stream().allMatch(v -> v.asInt() >= least && v.asInt() <= Limits.VALUES);
    return right
        ? Optional.of(new Sides(values.get(0).asInt(), values.getLast().asInt()))
        : Optional.empty();
  }

  private static List<Attribute> values(Attribute attribute) {
    return attribute.value() instanceof Integer ? List.of(attribute) : attribute.asList();
  }

  /** Reports what {@link #of} would not take. */
  static void check(LayerDeclaration declaration, String name, int least, Report report) {
    Attribute attribute = declaration.attribute(name);
    List<Attribute> values = values(attribute);
    if (values.isEmpty() || values.size() > 2) {
      report.add(
          Diagnostic.SIDES, attribute.location(), declaration, values.size(), name, name, name);
    }
    for (Attribute value : values) {
      if (value.asInt() < least) {
        report.add(
            Diagnostic.SIDE_TOO_SMALL, value.location(), declaration, name, value.asInt(), least);
      } else if (value.asInt() > Limits.VALUES) {
        report.add(
            Diagnostic.TOO_LARGE,
            value.location(),
            declaration,
            "has " + name + " = " + value.asInt(),
            "a sample has at most " + Rules.count(Limits.VALUES) + " values",
            "Use " + name + " <= " + Limits.VALUES + ".");
      }
    }
  }
}
