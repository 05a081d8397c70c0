package org.phyllo.processor.layer;

import java.util.Optional;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** A window that slides over an image, along its rows and its columns. */
record Windows(Window rows, Window columns) {
  /** What the windows see of one channel: an output of as many rows and columns. */
  Image output(Image input, int channels) {
    return new Image(
        channels, (int) rows.count(input.height()), (int) columns.count(input.width()));
  }

  /** What the windows see of each channel of an image or a sequence. */
  Shape pooled(Shape input) {
    Image image = Image.of(input);
    Image output = output(image, image.channels());
    return isSequence(input) ? Shape.of(output.channels(), output.width()) : output.shape();
  }

  /** How messages and formulas write the windows' size: {@code 2x3}, on a sequence {@code 3}. */
  String size(Shape input) {
    return written(rows.size(), columns.size(), input);
  }

  /** How they write a size of each side. */
  static String written(int height, int width, Shape input) {
    return isSequence(input) ? "" + width : height + "x" + width;
  }

  private static boolean isSequence(Shape input) {
    return input.sizes().size() == 2;
  }

  /**
   * Checks that the windows fit onto a layer's input and leave no part of it out.
   *
   * @param size the attribute that is the window's size
   * @return whether they fit
   */
  boolean check(LayerDeclaration declaration, String size, Source source, Report report) {
    Image image = Image.of(source.shape());
    if (!fitsPadded(declaration, image, report)) {
      return false;
    }
    if (rows.count(image.height()) < 1 || columns.count(image.width()) < 1) {
      boolean sequence = isSequence(source.shape());
      report.add(
          Diagnostic.KERNEL_TOO_LARGE,
          declaration.attribute(size).location(),
          declaration,
          sequence ? "" + columns.span() : rows.span() + "x" + columns.span(),
          source.written(),
          source.shape(),
          wayOut(size, image, sequence));
      return false;
    }
    return true;
  }

  /** Whether the padded input, which is in memory too, is within the limits. */
  private boolean fitsPadded(LayerDeclaration declaration, Image image, Report report) {
    long height = image.height() + 2L * rows.padding();
    long width = image.width() + 2L * columns.padding();
    if (height * width <= Limits.VALUES / image.channels()) {
      return true;
    }
    report.add(
        Diagnostic.TOO_LARGE,
        declaration.attribute("padding").location(),
        declaration,
        "pads its input to [%d, %d, %d]".formatted(image.channels(), height, width),
        "a sample has at most " + Rules.count(Limits.VALUES) + " values",
        "Use less padding.");
    return false;
  }

  private String wayOut(String size, Image image, boolean sequence) {
    String attribute = size.equals("value") ? "a size" : size;
    if (sequence) {
      return "Use %s <= %d, or more padding.".formatted(attribute, fitting(columns, image.width()));
    }
    int most = Math.min(fitting(rows, image.height()), fitting(columns, image.width()));
    return "Use %s <= %d, or more padding.".formatted(attribute, most);
  }

  private static int fitting(Window window, int input) {
    return (int) ((input + 2L * window.padding() - 1) / window.dilation() + 1);
  }

  /** The rows or columns that no window covers, for a warning. */
  Optional<String> leftOut(Image image) {
    long rest = Math.max(0, rows.remainder(image.height()) - rows.padding());
    long side = Math.max(0, columns.remainder(image.width()) - columns.padding());
    if (rest == 0 && side == 0) {
      return Optional.empty();
    }
    return Optional.of(
        rest == 0
            ? count(side, "column")
            : side == 0
                ? count(rest, "row")
                : count(rest, "row") + " and " + count(side, "column"));
  }

  private static String count(long number, String what) {
    return number == 1 ? "the last " + what : "the last " + number + " " + what + "s";
  }
}
