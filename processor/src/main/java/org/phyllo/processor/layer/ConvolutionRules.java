package org.phyllo.processor.layer;

import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;

/** What convolutions of images and of sequences have in common. */
final class ConvolutionRules {
  private ConvolutionRules() {}

  static void check(LayerDeclaration declaration, Report report) {
    Rules rules = new Rules(declaration, report);
    rules.size("filters");
    rules.size("groups");
    Sides.check(declaration, "kernel", 1, report);
    Sides.check(declaration, "stride", 1, report);
    Sides.check(declaration, "padding", 0, report);
    Sides.check(declaration, "dilation", 1, report);
    rules.deviation(declaration.attribute("init").asEnum(Initializer.class), "deviation");
  }

  /**
   * The layer, or empty if something is wrong.
   *
   * @param rank sizes that the source must have: 3 for images, 2 for sequences
   */
  static Optional<Layer> resolve(
      LayerDeclaration declaration, Source source, int rank, Report report) {
    Rules rules = new Rules(declaration, report);
    Attribute filters = declaration.attribute("filters");
    Attribute groups = declaration.attribute("groups");
    Optional<Sides> kernel = Sides.of(declaration.attribute("kernel"), 1);
    Optional<Sides> stride = Sides.of(declaration.attribute("stride"), 1);
    Optional<Sides> padding = Sides.of(declaration.attribute("padding"), 0);
    Optional<Sides> dilation = Sides.of(declaration.attribute("dilation"), 1);
    if (!rules.hasRank(source, rank)
        || !Rules.isSize(filters)
        || !Rules.isSize(groups)
        || kernel.isEmpty()
        || stride.isEmpty()
        || padding.isEmpty()
        || dilation.isEmpty()
        || !dividesAll(declaration, groups, source, report)) {
      return Optional.empty();
    }
    Sides k = kernel.get();
    Window columns =
        new Window(k.width(), stride.get().width(), padding.get().width(), dilation.get().width());
    Window rows =
        rank == 2
            ? new Window(1, 1, 0, 1)
            : new Window(
                k.height(), stride.get().height(), padding.get().height(), dilation.get().height());
    Windows windows = new Windows(rows, columns);
    if (!windows.check(declaration, "kernel", source, report)) {
      return Optional.empty();
    }
    Activation activation = declaration.attribute("activation").asEnum(Activation.class);
    Convolution layer =
        new Convolution(
            source,
            filters.asInt(),
            groups.asInt(),
            windows,
            activation,
            declaration.attribute("bias").asBoolean(),
            Rules.resolve(declaration.attribute("init").asEnum(Initializer.class), activation),
            declaration.attribute("deviation").asDouble());
    return rules.isNotTooLarge(layer, windows, source, filters)
        ? Optional.of(layer)
        : Optional.empty();
  }

  private static boolean dividesAll(
      LayerDeclaration declaration, Attribute groups, Source source, Report report) {
    int channels = source.shape().sizes().get(0);
    int filters = declaration.attribute("filters").asInt();
    if (channels % groups.asInt() == 0 && filters % groups.asInt() == 0) {
      return true;
    }
    report.add(
        Diagnostic.GROUPS,
        groups.location(),
        declaration,
        groups.asInt(),
        channels,
        source.written(),
        filters,
        largestDivisor(groups.asInt(), channels, filters));
    return false;
  }

  private static int largestDivisor(int most, int channels, int filters) {
    int groups = Math.min(most, Math.min(channels, filters));
    while (channels % groups != 0 || filters % groups != 0) {
      groups--;
    }
    return groups;
  }
}
