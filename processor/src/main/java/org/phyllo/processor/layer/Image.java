package org.phyllo.processor.layer;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/**
 * Channels of height times width values: where a value lies, and copies with a border around them.
 * A sequence is an image of height 1.
 */
record Image(int channels, int height, int width) {
  /**
   * The image that a tensor is: {@code [channels, height, width]} or {@code [channels, length]}.
   */
  static Image of(Shape shape) {
    List<Integer> sizes = shape.sizes();
    return sizes.size() == 3
        ? new Image(sizes.get(0), sizes.get(1), sizes.get(2))
        : new Image(sizes.get(0), 1, sizes.get(1));
  }

  Shape shape() {
    return Shape.of(channels, height, width);
  }

  Image with(int otherHeight, int otherWidth) {
    return new Image(channels, otherHeight, otherWidth);
  }

  /** The position of a channel, a row and a column. */
  Affine at(Affine channel, Affine row, Affine column) {
    return channel.times(height * width).plus(row.times(width)).plus(column);
  }

  Affine at(Index channel, Index row, Index column) {
    return at(Affine.of(channel), Affine.of(row), Affine.of(column));
  }

  /** Fills a variable with a constant. */
  static List<Statement> fill(Variable variable, double value) {
    Index i = new Index("i", variable.size());
    return List.of(new Loop(i, Store.set(variable.at(i), Expression.literal(value))));
  }

  /**
   * Copies {@code from}, this image, into a larger one, {@code top} rows and {@code left} columns
   * in.
   */
  List<Statement> copyInto(Image larger, int top, int left, Variable from, Variable to) {
    Index c = new Index("c", channels);
    Index y = new Index("y", height);
    Index x = new Index("x", width);
    Affine place = larger.at(Affine.of(c), Affine.of(y).plus(top), Affine.of(x).plus(left));
    return loops(
        List.of(c, y, x), List.of(Store.set(to.at(place), Expression.load(from.at(at(c, y, x))))));
  }

  /** Statements within loops, the first index outermost. */
  static List<Statement> loops(List<Index> indices, List<Statement> body) {
    List<Statement> nest = new ArrayList<>(body);
    for (Index index : indices.reversed()) {
      nest = List.of(new Loop(index, nest));
    }
    return nest;
  }
}
