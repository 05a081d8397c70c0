package org.phyllo.processor.layer;

import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;

/** What pooling layers have in common. */
final class PoolRules {
  private PoolRules() {}

  /** Makes the layer of a kind. */
  interface Pooling {
    Layer of(Source source, Windows windows, Activation activation);
  }

  static void check(LayerDeclaration declaration, Report report) {
    Sides.check(declaration, "value", 1, report);
    if (!isDefault(declaration.attribute("stride"))) {
      Sides.check(declaration, "stride", 1, report);
    }
    Sides.check(declaration, "padding", 0, report);
  }

  private static boolean isDefault(Attribute stride) {
    return !stride.explicit() && stride.asList().isEmpty();
  }

  /** Whether an attribute has a number for a height that a sequence does not have. */
  private static boolean hasTwoSides(LayerDeclaration declaration, Source source, Report report) {
    boolean two = false;
    for (String name : List.of("value", "stride", "padding")) {
      Attribute attribute = declaration.attribute(name);
      if (attribute.asList().size() == 2) {
        report.add(
            Diagnostic.SIDES_OF_SEQUENCE,
            attribute.location(),
            declaration,
            name,
            source.written(),
            source.shape(),
            name,
            attribute.asList().getLast().asInt());
        two = true;
      }
    }
    return two;
  }

  static Optional<Layer> resolve(
      LayerDeclaration declaration, Source source, Pooling pooling, Report report) {
    Optional<Sides> size = Sides.of(declaration.attribute("value"), 1);
    Attribute strides = declaration.attribute("stride");
    Optional<Sides> stride = isDefault(strides) ? size : Sides.of(strides, 1);
    Optional<Sides> padding = Sides.of(declaration.attribute("padding"), 0);
    if (!new Rules(declaration, report).hasPlaces(source)
        || size.isEmpty()
        || stride.isEmpty()
        || padding.isEmpty()) {
      return Optional.empty();
    }
    boolean sequence = source.shape().sizes().size() == 2;
    if (sequence && hasTwoSides(declaration, source, report)) {
      return Optional.empty();
    }
    Sides s = sequence ? new Sides(1, size.get().width()) : size.get();
    Sides steps = sequence ? new Sides(1, stride.get().width()) : stride.get();
    Sides p = sequence ? new Sides(0, padding.get().width()) : padding.get();
    if (2 * (long) p.height() > s.height() || 2 * (long) p.width() > s.width()) {
      report.add(
          Diagnostic.POOL_PADDING,
          declaration.attribute("padding").location(),
          declaration,
          Windows.written(p.height(), p.width(), source.shape()),
          Windows.written(s.height(), s.width(), source.shape()),
          (sequence ? s.width() : Math.min(s.height(), s.width())) / 2);
      return Optional.empty();
    }
    Windows windows =
        new Windows(
            new Window(s.height(), steps.height(), p.height(), 1),
            new Window(s.width(), steps.width(), p.width(), 1));
    if (!windows.check(declaration, "value", source, report)) {
      return Optional.empty();
    }
    windows
        .leftOut(Image.of(source.shape()))
        .ifPresent(
            rest ->
                report.warn(
                    Diagnostic.WINDOW_LEAVES_REMAINDER,
                    declaration.attribute("value").location(),
                    declaration,
                    windows.size(source.shape()),
                    Windows.written(steps.height(), steps.width(), source.shape()),
                    rest,
                    source.written(),
                    source.shape()));
    Activation activation = declaration.attribute("activation").asEnum(Activation.class);
    return Optional.of(pooling.of(source, windows, activation));
  }
}
