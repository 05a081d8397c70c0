package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.IndexValue;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.PerfectNest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.RankUpdates;
import org.phyllo.processor.plan.TiledNest;

/** Prints nests that run for every sample of a block. */
final class SampleNestPrinter {
  static final String PARAMETERS = "float[] p, float[] w, int at, int samples";

  private final Dialect dialect;
  private final MemoryPlan memory;
  private final KernelMethods methods;

  SampleNestPrinter(Dialect dialect, MemoryPlan memory, KernelMethods methods) {
    this.dialect = dialect;
    this.memory = memory;
    this.methods = methods;
  }

  /** The call of a nest's method. */
  static String call(Nest nest) {
    return nest.name()
        + (nest.readsParameters() ? "(p, " : "(")
        + (nest.readsSums() ? "g, " : "")
        + "w, at, samples)";
  }

  private static String parameters(Nest nest) {
    return (nest.readsParameters() ? "float[] p, " : "")
        + (nest.readsSums() ? "float[] g, " : "")
        + "float[] w, int at, int samples";
  }

  void print(Nest nest) {
    Optional<TiledNest> tiled = TiledNest.of(nest, memory.isWide());
    Optional<RankUpdates> updates = tiled.flatMap(RankUpdates::of);
    if (updates.isPresent()) {
      printUpdates(updates.get());
    } else {
      boolean inScalars = dialect.lanes().equals("1");
      tiled
          .map(t -> inScalars ? t.inScalars() : t)
          .ifPresentOrElse(this::printTiled, () -> printPlain(nest));
    }
  }

  private void printUpdates(RankUpdates updates) {
    RankUpdatePrinter printer = new RankUpdatePrinter(dialect, memory, methods, updates);
    Nest nest = updates.tiled().nest();
    Code code = new Code();
    code.statement("int end = at + samples");
    vectorLoops(code, vectors -> printer.printCalls(vectors, code));
    methods.add(nest.name(), nest.comment(), parameters(nest), code);
    printer.printMethods();
  }

  private void printPlain(Nest nest) {
    Code code = new Code();
    // All locals are inside of these loops.
    PerfectNest perfect = PerfectNest.of(nest.body());
    List<Index> loops = perfect.loops();
    List<Statement> body = perfect.body();
    Dialect form = nest.looksUp() ? ScalarDialect.FLOAT : dialect;
    KernelFrame frame = KernelFrame.of(memory);
    boolean inVectors = !form.lanes().equals("1");
    if (inVectors && loops.size() == 1 && isFlat(body, loops.getFirst())) {
      frame = openFlat(loops.getFirst(), form, code);
    } else {
      code.statement("int end = at + samples");
      // Where elements have nothing to do with each other samples go innermost: neighbors in
      // memory.
      loops.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
      code.open(sampleLoop("at", form));
    }
    new NestPrinter(form, frame, code).print(body);
    code.close();
    code.close(loops.size());
    methods.add(nest.name(), nest.comment(), parameters(nest), code);
  }

  /** Whether places next to each other in memory are all that it reads and writes. */
  private static boolean isFlat(List<Statement> body, Index index) {
    return Stream.concat(Walk.reads(body), Walk.writes(body)).allMatch(a -> isFlat(a, index))
        && Walk.expressions(body).noneMatch(IndexValue.class::isInstance);
  }

  private static boolean isFlat(Access access, Index index) {
    return access.variable().perSample()
        && access.lookup().isEmpty()
        && access.index().terms().equals(Affine.of(index).terms());
  }

  /**
   * Opens a loop over rows and one over a row's samples. A full block is a single row: HotSpot's
   * code for a loop takes as long to begin as for an iteration or two, which is all that the
   * samples of a block take in vectors.
   *
   * @return a frame in which the row is where {@code s} is
   */
  private KernelFrame openFlat(Index index, Dialect form, Code code) {
    code.comment("A full block is a single row: its values lie side by side.");
    code.statement("boolean full = samples == BLOCK");
    code.statement("int step = full ? %d * BLOCK : BLOCK".formatted(index.size()));
    code.open("for (int row = at; row < at + %d * BLOCK; row += step)".formatted(index.size()));
    code.statement("int end = row + (full ? step : samples)");
    code.open(sampleLoop("row", form));
    return KernelFrame.of(memory).with(index, "0");
  }

  private static String sampleLoop(String first, Dialect form) {
    String step = form.lanes().equals("1") ? "++" : " += " + form.lanes();
    return "for (int s = " + first + "; s < end; s" + step + ")";
  }

  private void printTiled(TiledNest nest) {
    Code code = new Code();
    code.statement("int end = at + samples");
    if (nest.column().isPresent() || nest.tile().width() == 1) {
      code.open(sampleLoop("at", dialect));
      columnLoops(nest, code);
      code.close();
    } else {
      vectorLoops(
          code,
          vectors -> {
            int height = vectors == 1 ? nest.heightAlone() : nest.tile().height();
            rowLoops(nest, height, vectors, "", code);
          });
    }
    methods.add(nest.nest().name(), nest.nest().comment(), parameters(nest.nest()), code);
    tiles(nest).distinct().forEach(tile -> printTile(nest, tile));
  }

  /**
   * A method for some rows and columns.
   *
   * @param start the first column where the tile is at the edge of an image, and sees less of it
   */
  private record Piece(int height, int width, OptionalInt start) {
    String name(TiledNest nest) {
      String tile = nest.nest().name() + "Tile" + height + "x" + width;
      return start.isPresent() ? tile + "At" + start.getAsInt() : tile;
    }
  }

  /** The tiles that a nest is divided into, those at the edges too. */
  private static Stream<Piece> tiles(TiledNest nest) {
    int height = nest.tile().height();
    int width = nest.tile().width();
    if (nest.column().isEmpty()) {
      return Stream.concat(
          pieces(nest, height, width, OptionalInt.empty()),
          pieces(nest, nest.heightAlone(), 1, OptionalInt.empty()));
    }
    int columns = nest.column().get().size();
    return IntStream.iterate(0, start -> start < columns, start -> start + width)
        .boxed()
        .flatMap(
            start -> {
              int some = Math.min(width, columns - start);
              return pieces(nest, height, some, edge(nest, start, some));
            });
  }

  /** The place of a tile, if it is at an edge. */
  private static OptionalInt edge(TiledNest nest, int start, int width) {
    return nest.isWithin(start, width) ? OptionalInt.empty() : OptionalInt.of(start);
  }

  private static Stream<Piece> pieces(TiledNest nest, int height, int width, OptionalInt start) {
    int rest = nest.row().size() % height;
    Piece whole = new Piece(height, width, start);
    return rest == 0 ? Stream.of(whole) : Stream.of(whole, new Piece(rest, width, start));
  }

  /** Columns are vectors of samples: two at a time, and perhaps one that is left. */
  private void vectorLoops(Code code, IntConsumer body) {
    String lanes = dialect.lanes();
    boolean scalar = lanes.equals("1");
    code.statement("int s = at");
    code.open(
        "for (; %s < end; s += %s)"
            .formatted(scalar ? "s + 1" : "s + " + lanes, scalar ? "2" : "2 * " + lanes));
    body.accept(2);
    code.close();
    code.open("if (s < end)");
    body.accept(1);
    code.close();
  }

  /** Columns are an index of the nest's, if there are several. */
  private static void columnLoops(TiledNest nest, Code code) {
    int height = nest.tile().height();
    int width = nest.tile().width();
    if (nest.column().isEmpty()) {
      rowLoops(nest, height, width, "", code);
      return;
    }
    Index column = nest.column().get();
    int columns = column.size();
    for (Index outer : nest.outer()) {
      code.open(NestPrinter.forLoop(outer.name(), outer.size(), 1));
    }
    for (int start = 0; start < columns; start += width) {
      int some = Math.min(width, columns - start);
      OptionalInt edge = edge(nest, start, some);
      int end = start;
      while (edge.isEmpty() && end + width <= columns && nest.isWithin(end, width)) {
        end += width;
      }
      if (end - start > width) {
        code.open(
            "for (int %1$s = %2$d; %1$s < %3$d; %1$s += %4$d)"
                .formatted(column.name(), start, end, width));
        rows(nest, new Piece(height, width, edge), column.name(), code);
        code.close();
        start = end - width;
      } else {
        rows(nest, new Piece(height, some, edge), "" + start, code);
      }
    }
    code.close(nest.outer().size());
  }

  private static void rowLoops(TiledNest nest, int height, int width, String column, Code code) {
    for (Index outer : nest.outer()) {
      code.open(NestPrinter.forLoop(outer.name(), outer.size(), 1));
    }
    rows(nest, new Piece(height, width, OptionalInt.empty()), column, code);
    code.close(nest.outer().size());
  }

  private static void rows(TiledNest nest, Piece piece, String column, Code code) {
    int rows = nest.row().size();
    String row = nest.row().name();
    int whole = rows - rows % piece.height();
    if (whole == piece.height()) {
      code.statement(call(nest, piece, column, "0"));
    } else {
      code.open(NestPrinter.forLoop(row, whole, piece.height()));
      code.statement(call(nest, piece, column, row));
      code.close();
    }
    if (whole < rows) {
      Piece rest = new Piece(rows - whole, piece.width(), piece.start());
      code.statement(call(nest, rest, column, "" + whole));
    }
  }

  private static String call(TiledNest nest, Piece piece, String column, String row) {
    StringBuilder call = new StringBuilder(piece.name(nest)).append("(p, w, s");
    nest.outer().forEach(i -> call.append(", ").append(i.name()));
    if (!column.isEmpty()) {
      call.append(", ").append(column);
    }
    return call.append(", ").append(row).append(")").toString();
  }

  private void printTile(TiledNest nest, Piece piece) {
    int height = piece.height();
    int width = piece.width();
    StringBuilder parameters = new StringBuilder("float[] p, float[] w, int s");
    nest.outer().forEach(i -> parameters.append(", int ").append(i.name()));
    nest.column().ifPresent(i -> parameters.append(", int ").append(i.name()));
    parameters.append(", int ").append(nest.row().name());
    Code code = new Code();
    Tile tile = new Tile(dialect, code, nest.contract(), height, width);
    Bases bases = Bases.in(code);
    KernelFrame frame = KernelFrame.of(memory).from(bases);
    Expression initial = nest.contract().initial();
    Expression left = Expression.load(nest.contract().left());
    Expression right = Expression.load(nest.contract().right().orElseThrow());
    tile.declare((row, _) -> dialect.value(initial, frame.ahead(nest.row(), row)));
    Optional<Index> tap = nest.tap();
    List<FlatLoop> loops = FlatLoop.around(tap, nest.contract(), methods);
    loops.forEach(l -> l.open(nest.contract(), frame, code));
    KernelFrame inLoops = frame.in(loops).from(bases.within());
    for (int i = 0; i < tap.map(Index::size).orElse(1); i++) {
      KernelFrame there = tap.isPresent() ? inLoops.at(tap.get(), i) : inLoops;
      tile.accumulate(
          row -> dialect.value(left, there.ahead(nest.row(), row)),
          column -> dialect.value(right, inColumn(there, nest, column)),
          nest.columns(piece.start().orElse(0), width, i, piece.start().isPresent()));
    }
    code.close(loops.size());
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        KernelFrame place = inColumn(frame, nest, column).ahead(nest.row(), row);
        new NestPrinter(dialect, place.inTile(tile.position(row, column)), code)
            .print(nest.epilogue());
      }
    }
    methods.add(piece.name(nest), "", parameters.toString(), code);
  }

  /** A column is a vector of samples further, or an iteration of the columns' index. */
  private KernelFrame inColumn(KernelFrame frame, TiledNest nest, int number) {
    if (nest.column().isPresent()) {
      return frame.ahead(nest.column().get(), number);
    }
    if (number == 0) {
      return frame;
    }
    return frame.further(dialect.lanes().equals("1") ? "" + number : "LANES");
  }
}
