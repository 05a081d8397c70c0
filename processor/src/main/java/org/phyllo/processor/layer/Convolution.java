package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/** A convolution of an image, or of a sequence as an image of height 1. */
record Convolution(
    Source source,
    int filters,
    int groups,
    Windows windows,
    Activation activation,
    boolean bias,
    Initializer initializer,
    double deviation)
    implements Layer {

  private Image input() {
    return Image.of(source.shape());
  }

  private Image output() {
    return windows.output(input(), filters);
  }

  private boolean isSequence() {
    return source.shape().sizes().size() == 2;
  }

  private int kernel() {
    return windows.rows().size() * windows.columns().size();
  }

  private int channelsEach() {
    return input().channels() / groups;
  }

  @Override
  public Shape shape() {
    return isSequence() ? Shape.of(filters, output().width()) : output().shape();
  }

  private Shape weightShape() {
    int height = windows.rows().size();
    int width = windows.columns().size();
    return isSequence()
        ? Shape.of(filters, channelsEach(), width)
        : Shape.of(filters, channelsEach(), height, width);
  }

  @Override
  public List<Parameter> parameters() {
    int fanIn = channelsEach() * kernel();
    int fanOut = filters / groups * kernel();
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("weight", weightShape(), initializer, deviation, fanIn, fanOut));
    if (bias) {
      parameters.add(
          new Parameter("bias", Shape.of(filters), Initializer.ZEROS, deviation, fanIn, fanOut));
    }
    return parameters;
  }

  @Override
  public long multiplyAdds() {
    return (long) output().shape().size() * channelsEach() * kernel();
  }

  @Override
  public String formula() {
    String sum = "weight " + weightShape() + " * " + source;
    return ActivationStage.formula(activation, bias ? sum + " + bias " + Shape.of(filters) : sum);
  }

  @Override
  public void lower(LayerScope scope) {
    new Passes(scope).lower();
  }

  /** The nests of one layer. */
  private final class Passes {
    private final LayerScope scope;
    private final Image in = input();
    private final Image out = output();
    private final Window rows = windows.rows();
    private final Window columns = windows.columns();

    // A filter is number f of group g, a channel number c of it.
    private final Index g = new Index("group", groups);
    private final Index f = new Index("f", filters / groups);
    private final Index c = new Index("c", channelsEach());
    private final Index y = new Index("y", out.height());
    private final Index x = new Index("x", out.width());
    private final Index a = new Index("a", rows.size());
    private final Index b = new Index("b", columns.size());

    private final Affine filter = one(g).times(f.size()).plus(one(f));
    private final Affine channel = one(g).times(c.size()).plus(one(c));

    Passes(LayerScope scope) {
      this.scope = scope;
    }

    /** The index, or its only value. */
    private static Affine one(Index index) {
      return index.size() == 1 ? Affine.constant(0) : Affine.of(index);
    }

    private static List<Index> several(Index... indices) {
      return List.of(indices).stream().filter(i -> i.size() > 1).toList();
    }

    private Affine weightAt(Affine row, Affine column) {
      return filter
          .times(c.size() * kernel())
          .plus(one(c).times(kernel()))
          .plus(row.times(columns.size()))
          .plus(column);
    }

    void lower() {
      Variable padded = padded();
      Image paddedImage =
          in.with(in.height() + 2 * rows.padding(), in.width() + 2 * columns.padding());
      Affine row = one(y).times(rows.stride()).plus(one(a).times(rows.dilation()));
      Affine column = one(x).times(columns.stride()).plus(one(b).times(columns.dilation()));
      Affine seen = paddedImage.at(channel, row, column);

      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      block.add(
          new Contract(
              "sum",
              several(c, a, b),
              bias ? load(scope.parameter("bias").at(filter)) : literal(0),
              scope.parameter("weight").at(weightAt(one(a), one(b))),
              Optional.of(padded.at(seen))));
      activated.store(block, out.at(filter, one(y), one(x)), local("sum"));
      scope.forward(
          "",
          scope.name() + " " + shape() + " = " + formula(),
          Image.loops(withRow(g, f, y, x), block.statements()));
      activated.finishForward();

      Variable dSum = activated.backward();
      backwardParameters(padded, seen, dSum);
      backwardInput(scope.sourceGradient(0), dSum);
    }

    /** A tile has rows, be it one: loops of filters stay. */
    private List<Index> withRow(Index... indices) {
      return List.of(indices).stream().filter(i -> i.size() > 1 || i.equals(f)).toList();
    }

    /** The source with zeros around it. */
    private Variable padded() {
      Variable source = scope.source(0);
      if (rows.padding() == 0 && columns.padding() == 0) {
        return source;
      }
      Image larger = in.with(in.height() + 2 * rows.padding(), in.width() + 2 * columns.padding());
      Variable padded = scope.activation("Padded", larger.shape());
      scope.forward("Border", padded.name() + " " + larger.shape() + " = 0", Image.fill(padded, 0));
      scope.forward(
          "Padded",
          padded.name() + ", inside, = " + source.name() + " " + in.shape(),
          in.copyInto(larger, rows.padding(), columns.padding(), source, padded));
      return padded;
    }

    private void backwardParameters(Variable padded, Affine seen, Variable dSum) {
      Variable dWeight = scope.dParameter("weight");
      Affine at = out.at(filter, one(y), one(x));
      Contract products =
          new Contract("sum", several(y, x), literal(0), dSum.at(at), Optional.of(padded.at(seen)));
      scope.backward(
          "Weight",
          dWeight.name()
              + " "
              + weightShape()
              + " = "
              + dSum.name()
              + " * "
              + source
              + ", summed over places and the batch",
          Nest.Scope.BATCH,
          Image.loops(
              withRow(g, f, c, a, b),
              List.of(products, Store.set(dWeight.at(weightAt(one(a), one(b))), local("sum")))));
      if (bias) {
        Variable dBias = scope.dParameter("bias");
        Index all = new Index("f", filters);
        Contract sum =
            new Contract(
                "sum",
                several(y, x),
                literal(0),
                dSum.at(out.at(Affine.of(all), one(y), one(x))),
                Optional.empty());
        scope.backward(
            "Bias",
            dBias.name() + " = " + dSum.name() + ", summed over places and the batch",
            Nest.Scope.BATCH,
            Image.loops(List.of(all), List.of(sum, Store.set(dBias.at(all), local("sum")))));
      }
    }

    /**
     * Each input value collects from the outputs that have seen it. With a stride there are as many
     * kinds of places, along each side, as the stride says: those of one kind were seen by the same
     * weights.
     */
    private void backwardInput(LayerScope.SourceGradient dSource, Variable dSum) {
      List<Phase> rowPhases = Phase.all(rows, in.height());
      List<Phase> columnPhases = Phase.all(columns, in.width());
      Border rowBorder = Border.of(rowPhases, out.height());
      Border columnBorder = Border.of(columnPhases, out.width());
      Variable gradients = dSum;
      Image image = out;
      if (!rowBorder.isNone() || !columnBorder.isNone()) {
        image =
            out.with(
                out.height() + rowBorder.before() + rowBorder.behind(),
                out.width() + columnBorder.before() + columnBorder.behind());
        gradients = scope.gradient("SumPadded", image.shape());
        dSource.nest(
            "Border", gradients.name() + " " + image.shape() + " = 0", Image.fill(gradients, 0));
        dSource.nest(
            "Padded",
            gradients.name() + ", inside, = " + dSum.name() + " " + out.shape(),
            out.copyInto(image, rowBorder.before(), columnBorder.before(), dSum, gradients));
      }
      int kinds = rowPhases.size() * columnPhases.size();
      for (Phase row : rowPhases) {
        for (Phase column : columnPhases) {
          String suffix = "Input" + (kinds == 1 ? "" : row.first() + "" + column.first());
          dSource.nest(
              suffix,
              comment(dSource, dSum, row, column, kinds),
              inputNest(dSource, gradients, image, row, column, rowBorder, columnBorder));
        }
      }
    }

    private String comment(
        LayerScope.SourceGradient dSource, Variable dSum, Phase row, Phase column, int kinds) {
      String which =
          kinds == 1
              ? ""
              : ", of rows %d, %d, ... and columns %d, %d, ..."
                  .formatted(
                      row.first(),
                      row.first() + rows.stride(),
                      column.first(),
                      column.first() + columns.stride());
      return "%s %s %s weight^T * %s%s"
          .formatted(
              dSource.variable().name(),
              in.shape(),
              dSource.accumulate() ? "+=" : "=",
              dSum.name(),
              which);
    }

    private List<Statement> inputNest(
        LayerScope.SourceGradient dSource,
        Variable gradients,
        Image image,
        Phase row,
        Phase column,
        Border rowBorder,
        Border columnBorder) {
      Index i = new Index("y", row.count());
      Index j = new Index("x", column.count());
      Index rowTap = new Index("a", Math.max(1, row.taps()));
      Index columnTap = new Index("b", Math.max(1, column.taps()));
      Affine place =
          in.at(
              channel,
              one(i).times(rows.stride()).plus(row.first()),
              one(j).times(columns.stride()).plus(column.first()));
      List<Index> loops =
          List.of(g, c, i, j).stream().filter(k -> k.size() > 1 || k.equals(c)).toList();
      boolean seen = row.taps() > 0 && column.taps() > 0;
      if (!seen) {
        return Image.loops(
            loops,
            List.of(new Store(dSource.variable().at(place), dSource.accumulate(), literal(0))));
      }
      Affine weight =
          weightAt(
              one(rowTap).times(row.tapStep()).plus(row.firstTap()),
              one(columnTap).times(column.tapStep()).plus(column.firstTap()));
      Affine from =
          image.at(
              filter,
              one(i).plus(one(rowTap).times(-row.back())).plus(row.offset() + rowBorder.before()),
              one(j)
                  .plus(one(columnTap).times(-column.back()))
                  .plus(column.offset() + columnBorder.before()));
      Contract sum =
          new Contract(
              "sum",
              several(f, rowTap, columnTap),
              literal(0),
              scope.parameter("weight").at(weight),
              Optional.of(gradients.at(from)));
      return Image.loops(
          loops,
          List.of(
              sum, new Store(dSource.variable().at(place), dSource.accumulate(), local("sum"))));
    }
  }

  /**
   * The places {@code first, first + stride, ...} of a side and who has seen them: place number
   * {@code i} was seen through tap {@code firstTap + t * tapStep} by output {@code i + offset - t *
   * back}, {@code t} from 0 to {@code taps - 1}.
   */
  private record Phase(
      int first, int count, int firstTap, int tapStep, int taps, int offset, int back) {

    static List<Phase> all(Window window, int input) {
      List<Phase> phases = new ArrayList<>();
      for (int first = 0; first < Math.min(window.stride(), input); first++) {
        phases.add(of(window, input, first));
      }
      return phases;
    }

    private static Phase of(Window window, int input, int first) {
      int stride = window.stride();
      int count = Math.ceilDiv(input - first, stride);
      List<Integer> taps = new ArrayList<>();
      for (int tap = 0; tap < window.size(); tap++) {
        if (Math.floorMod(first + window.padding() - tap * window.dilation(), stride) == 0) {
          taps.add(tap);
        }
      }
      if (taps.isEmpty()) {
        return new Phase(first, count, 0, 0, 0, 0, 0);
      }
      int firstTap = taps.get(0);
      int step = taps.size() > 1 ? taps.get(1) - firstTap : 1;
      int offset = Math.floorDiv(first + window.padding() - firstTap * window.dilation(), stride);
      int back = taps.size() > 1 ? step * window.dilation() / stride : 0;
      return new Phase(first, count, firstTap, step, taps.size(), offset, back);
    }

    int least() {
      return taps == 0 ? 0 : offset - (taps - 1) * back;
    }

    int most() {
      return taps == 0 ? 0 : offset + count - 1;
    }
  }

  /** How many outputs before the first and behind the last the phases look at: zeros. */
  private record Border(int before, int behind) {
    static Border of(List<Phase> phases, int outputs) {
      int least = phases.stream().mapToInt(Phase::least).min().orElse(0);
      int most = phases.stream().mapToInt(Phase::most).max().orElse(0);
      return new Border(Math.max(0, -least), Math.max(0, most - outputs + 1));
    }

    boolean isNone() {
      return before == 0 && behind == 0;
    }
  }
}
