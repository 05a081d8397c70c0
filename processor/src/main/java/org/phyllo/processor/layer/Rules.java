package org.phyllo.processor.layer;

import java.util.List;
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

  /** Whether a source has as many sizes as a kind needs: 3 for an image, 2 for a sequence. */
  boolean hasRank(Source source, int rank) {
    if (source.shape().sizes().size() == rank) {
      return true;
    }
    report.add(
        Diagnostic.SOURCE_RANK,
        declaration.fromLocation(),
        declaration,
        rank == 3 ? "images [channels, height, width]" : "sequences [channels, length]",
        source.written(),
        source.shape(),
        rank == 3 && source.shape().sizes().size() == 2
            ? "Use @Conv1d for sequences."
            : "Put it before the layer that flattens, or give the network an input of "
                + rank
                + " sizes.");
    return false;
  }

  /** Whether a source is an image or a sequence. */
  boolean hasPlaces(Source source) {
    return source.shape().sizes().size() == 2 || hasRank(source, 3);
  }

  /** Whether a convolution's sizes are within the limits. */
  boolean isNotTooLarge(Layer layer, Windows windows, Source source, Attribute filters) {
    Image out = windows.output(Image.of(source.shape()), 1);
    long values = (long) filters.asInt() * out.height() * out.width();
    long weights =
        (long) filters.asInt()
            * Image.of(source.shape()).channels()
            * windows.rows().size()
            * windows.columns().size();
    if (values <= Limits.VALUES && weights <= Limits.PARAMETERS) {
      return leadsBack(windows, source, filters);
    }
    boolean tooWide = values > Limits.VALUES;
    report.add(
        Diagnostic.TOO_LARGE,
        filters.location(),
        declaration,
        tooWide ? "has " + count(values) + " outputs" : "has " + count(weights) + " weights",
        tooWide
            ? "a sample has at most " + count(Limits.VALUES) + " values"
            : "a network has at most " + count(Limits.PARAMETERS) + " parameters",
        "Use fewer filters.");
    return false;
  }

  /** Outputs get a border as wide as a window, for the way back to the inputs at the edge. */
  private boolean leadsBack(Windows windows, Source source, Attribute filters) {
    Image in = Image.of(source.shape());
    long bordered =
        filters.asInt() * windows.rows().reach(in.height()) * windows.columns().reach(in.width());
    if (bordered <= Limits.BORDERED_VALUES) {
      return true;
    }
    report.add(
        Diagnostic.TOO_LARGE,
        filters.location(),
        declaration,
        "has " + count(bordered) + " outputs with the border that their gradients need",
        "a sample has at most " + count(Limits.BORDERED_VALUES),
        "Use fewer filters, or a smaller window.");
    return false;
  }

  /** Whether sources have one shape; reports it if not. */
  static boolean sameShapes(
      LayerDeclaration declaration, List<Source> sources, String does, String what, Report report) {
    Source first = sources.get(0);
    for (Source other : sources) {
      if (!other.shape().equals(first.shape())) {
        report.add(
            Diagnostic.SOURCE_SHAPES_DIFFER,
            declaration.fromLocation(),
            declaration,
            does,
            first.written(),
            first.shape(),
            other.written(),
            other.shape(),
            what);
        return false;
      }
    }
    return true;
  }

  static boolean isEpsilon(Attribute epsilon) {
    return epsilon.asDouble() > 0 && epsilon.asDouble() < Double.POSITIVE_INFINITY;
  }

  static void epsilon(LayerDeclaration declaration, Report report) {
    Attribute epsilon = declaration.attribute("epsilon");
    if (!isEpsilon(epsilon)) {
      report.add(Diagnostic.EPSILON, epsilon.location(), declaration, epsilon.asDouble());
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
