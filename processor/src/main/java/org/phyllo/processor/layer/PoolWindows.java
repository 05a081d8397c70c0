package org.phyllo.processor.layer;

import java.util.List;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Variable;

/** The windows of a pooling layer: their loops, what each sees, and a border around the input. */
final class PoolWindows {
  private final Image in;
  private final Image padded;
  private final Windows windows;
  private final Image out;
  private final Index c;
  private final Index y;
  private final Index x;
  private final Index a;
  private final Index b;

  PoolWindows(Image in, Windows windows) {
    this.in = in;
    this.windows = windows;
    this.padded =
        in.with(
            in.height() + 2 * windows.rows().padding(),
            in.width() + 2 * windows.columns().padding());
    this.out = windows.output(in, in.channels());
    this.c = new Index("c", out.channels());
    this.y = new Index("y", out.height());
    this.x = new Index("x", out.width());
    this.a = new Index("a", windows.rows().size());
    this.b = new Index("b", windows.columns().size());
  }

  boolean isPadded() {
    return windows.rows().padding() > 0 || windows.columns().padding() > 0;
  }

  /** The source, within a border of {@code fill} if there is padding. */
  Variable source(LayerScope scope, double fill) {
    Variable source = scope.source(0);
    if (!isPadded()) {
      return source;
    }
    Variable bordered = scope.activation("Padded", padded.shape());
    scope.forward(
        "Border",
        bordered.name() + " " + padded.shape() + " = what padding counts as",
        Image.fill(bordered, fill));
    scope.forward(
        "Padded",
        bordered.name() + ", inside, = " + source.name() + " " + in.shape(),
        in.copyInto(
            padded, windows.rows().padding(), windows.columns().padding(), source, bordered));
    return bordered;
  }

  /** The window's position in the output. */
  Affine place() {
    return out.at(c, y, x);
  }

  /** The first value that a window sees. */
  Affine first() {
    return padded.at(
        Affine.of(c),
        Affine.of(y).times(windows.rows().stride()),
        Affine.of(x).times(windows.columns().stride()));
  }

  /** The value at hand of the loops within a window. */
  Affine seen() {
    return padded.at(
        Affine.of(c),
        Affine.of(y).times(windows.rows().stride()).plus(Affine.of(a)),
        Affine.of(x).times(windows.columns().stride()).plus(Affine.of(b)));
  }

  /** Loops over the values that a window sees. */
  Statement within(Statement... body) {
    return new Loop(a, new Loop(b, body));
  }

  /** Loops over all windows. */
  List<Statement> all(List<Statement> body) {
    return Image.loops(List.of(c, y, x), body);
  }

  /** What windows give back to the values that they have seen. */
  interface Scatter {
    /**
     * The statements for one window.
     *
     * @param dX what to store to, at {@link #seen}
     * @param accumulate whether to add to what is there
     */
    List<Statement> into(Variable dX, boolean accumulate);
  }

  /** Gives a source its gradient. */
  void backward(LayerScope scope, String comment, Scatter scatter) {
    LayerScope.SourceGradient dSource = scope.sourceGradient(0);
    Variable dX = dSource.variable();
    String sign = dSource.accumulate() ? " += " : " = ";
    if (isPadded()) {
      Variable bordered = scope.gradient("Padded", padded.shape());
      dSource.nest(
          "Zero", bordered.name() + " " + padded.shape() + " = 0", Image.fill(bordered, 0));
      dSource.nest("Padded", bordered.name() + " += " + comment, all(scatter.into(bordered, true)));
      dSource.nest(
          "Input",
          dX.name() + " " + in.shape() + sign + bordered.name() + ", inside",
          inside(bordered, dX, dSource.accumulate()));
      return;
    }
    boolean eachOnce = tiles(windows.rows(), in.height()) && tiles(windows.columns(), in.width());
    boolean accumulate = dSource.accumulate() || !eachOnce;
    if (accumulate && !dSource.accumulate()) {
      dSource.nest("Zero", dX.name() + " " + in.shape() + " = 0", Image.fill(dX, 0));
    }
    dSource.nest(
        "Input",
        dX.name() + " " + in.shape() + (accumulate ? " += " : " = ") + comment,
        all(scatter.into(dX, accumulate)));
  }

  /** Whether every value of a side is seen by exactly one window. */
  private static boolean tiles(Window window, int length) {
    return window.size() == window.stride() && length % window.size() == 0;
  }

  private List<Statement> inside(Variable bordered, Variable dX, boolean accumulate) {
    Index i = new Index("y", in.height());
    Index j = new Index("x", in.width());
    Affine from =
        padded.at(
            Affine.of(c),
            Affine.of(i).plus(windows.rows().padding()),
            Affine.of(j).plus(windows.columns().padding()));
    return Image.loops(
        List.of(c, i, j),
        new Block()
            .store(
                dX.at(in.at(c, i, j)),
                accumulate,
                org.phyllo.processor.ir.Expression.load(bordered.at(from)))
            .statements());
  }
}
