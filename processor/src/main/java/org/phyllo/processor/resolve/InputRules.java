package org.phyllo.processor.resolve;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.layer.Limits;

/** Checks the shape of an input. */
final class InputRules {
  private InputRules() {}

  /**
   * The shape.
   *
   * @param owner how messages name what has the input
   * @return the shape, or empty if what is wrong has been reported
   */
  static Optional<Shape> shape(Object owner, Attribute input, Report report) {
    List<Attribute> sizes = input.asList();
    Shape shape = new Shape(sizes.stream().map(Attribute::asInt).toList());
    Optional<Attribute> wrong = sizes.stream().filter(s -> s.asInt() < 1).findFirst();
    if (wrong.isPresent() || (sizes.isEmpty() || sizes.size() > 3)) {
      Location place = wrong.map(Attribute::location).orElse(input.location());
      report.add(Diagnostic.INPUT_SHAPE, place, owner, shape);
      return Optional.empty();
    }
    BigInteger values =
        shape.sizes().stream()
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (values.compareTo(BigInteger.valueOf(Limits.VALUES)) > 0) {
      report.add(
          Diagnostic.TOO_LARGE,
          input.location(),
          owner,
          String.format(Locale.ROOT, "has input %s of %,d values", shape, values),
          String.format(Locale.ROOT, "a sample has at most %,d", Limits.VALUES),
          "Use a smaller input.");
      return Optional.empty();
    }
    return Optional.of(shape);
  }
}
