package org.phyllo.processor.layer;

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

  static Optional<Layer> resolve(
      LayerDeclaration declaration, Source source, Pooling pooling, Report report) {
    Optional<Sides> size = Sides.of(declaration.attribute("value"), 1);
    Attribute strides = declaration.attribute("stride");
    Optional<Sides> stride = isDefault(strides) ? size : Sides.of(strides, 1);
    Optional<Sides> padding = Sides.of(declaration.attribute("padding"), 0);
    if (!new Rules(declaration, report).hasRank(source, 3)
        || size.isEmpty()
        || stride.isEmpty()
        || padding.isEmpty()) {
      return Optional.empty();
    }
    Sides s = size.get();
    Sides p = padding.get();
    if (2 * (long) p.height() > s.height() || 2 * (long) p.width() > s.width()) {
      report.add(
          Diagnostic.POOL_PADDING,
          declaration.attribute("padding").location(),
          declaration,
          p.height() + "x" + p.width(),
          s.height() + "x" + s.width(),
          Math.min(s.height(), s.width()) / 2);
      return Optional.empty();
    }
    Windows windows =
        new Windows(
            new Window(s.height(), stride.get().height(), p.height(), 1),
            new Window(s.width(), stride.get().width(), p.width(), 1));
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
                    s.height() + "x" + s.width(),
                    stride.get().height() + "x" + stride.get().width(),
                    rest,
                    source.written(),
                    source.shape()));
    Activation activation = declaration.attribute("activation").asEnum(Activation.class);
    return Optional.of(pooling.of(source, windows, activation));
  }
}
