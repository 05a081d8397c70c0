package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.plan.MemoryPlan;
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
    TiledNest.of(nest).ifPresentOrElse(this::printTiled, () -> printPlain(nest));
  }

  private void printPlain(Nest nest) {
    Code code = new Code();
    KernelFrame frame = KernelFrame.of(memory);
    code.statement("int end = at + samples");
    List<Index> loops = new ArrayList<>();
    List<Statement> body = elementwise(nest.body(), loops);
    // Where elements have nothing to do with each other samples go innermost: neighbors in memory.
    loops.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    Dialect form = nest.looksUp() ? ScalarDialect.FLOAT : dialect;
    code.open(sampleLoop(form));
    new NestPrinter(form, frame, code).print(body);
    code.close();
    loops.forEach(_ -> code.close());
    methods.add(nest.name(), nest.comment(), parameters(nest), code);
  }

  private static String sampleLoop(Dialect form) {
    String step = form.lanes().equals("1") ? "++" : " += " + form.lanes();
    return "for (int s = at; s < end; s" + step + ")";
  }

  /** Takes off the loops around what is not one more loop: all locals are inside of them. */
  private static List<Statement> elementwise(List<Statement> nest, List<Index> loops) {
    List<Statement> body = nest;
    while (body.size() == 1 && body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    return body;
  }

  private void printTiled(TiledNest nest) {
    int rows = nest.row().size();
    int height = TiledNest.height(rows);
    Code code = new Code();
    code.statement("int end = at + samples").statement("int s = at");
    String lanes = dialect.lanes();
    boolean scalar = lanes.equals("1");
    String last = scalar ? "s + 1" : "s + " + lanes;
    String step = scalar ? "2" : "2 * " + lanes;
    code.open("for (; " + last + " < end; s += " + step + ")");
    rowLoops(nest, height, TiledNest.COLUMNS, code);
    code.close();
    code.open("if (s < end)");
    rowLoops(nest, height, 1, code);
    code.close();
    methods.add(nest.nest().name(), nest.nest().comment(), parameters(nest.nest()), code);
    for (int width = TiledNest.COLUMNS; width > 0; width--) {
      printTile(nest, height, width);
      if (rows % height != 0) {
        printTile(nest, rows % height, width);
      }
    }
  }

  private void rowLoops(TiledNest nest, int height, int width, Code code) {
    for (Index outer : nest.outer()) {
      code.open(NestPrinter.forLoop(outer.name(), outer.size(), 1));
    }
    int rows = nest.row().size();
    String row = nest.row().name();
    int whole = rows - rows % height;
    if (whole == height) {
      code.statement(call(nest, height, width, "0"));
    } else {
      code.open(NestPrinter.forLoop(row, whole, height));
      code.statement(call(nest, height, width, row));
      code.close();
    }
    if (whole < rows) {
      code.statement(call(nest, rows - whole, width, "" + whole));
    }
    nest.outer().forEach(_ -> code.close());
  }

  private static String name(TiledNest nest, int height, int width) {
    return nest.nest().name() + "Tile" + height + "x" + width;
  }

  private static String call(TiledNest nest, int height, int width, String row) {
    StringBuilder call = new StringBuilder(name(nest, height, width)).append("(p, w, s");
    nest.outer().forEach(i -> call.append(", ").append(i.name()));
    return call.append(", ").append(row).append(")").toString();
  }

  private void printTile(TiledNest nest, int height, int width) {
    StringBuilder parameters = new StringBuilder("float[] p, float[] w, int s");
    nest.outer().forEach(i -> parameters.append(", int ").append(i.name()));
    parameters.append(", int ").append(nest.row().name());
    Code code = new Code();
    Tile tile = new Tile(dialect, code, nest.contract(), height, width);
    KernelFrame frame = KernelFrame.of(memory);
    Expression initial = nest.contract().initial();
    Expression left = Expression.load(nest.contract().left());
    Expression right = Expression.load(nest.contract().right().orElseThrow());
    tile.declare(row -> dialect.value(initial, frame.ahead(nest.row(), row)));
    nest.contract().reduced().forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    tile.accumulate(
        row -> dialect.value(left, frame.ahead(nest.row(), row)),
        column -> dialect.value(right, frame.atColumn(column(column))));
    nest.contract().reduced().forEach(_ -> code.close());
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        Frame place = frame.atColumn(column(column)).ahead(nest.row(), row);
        new NestPrinter(dialect, place.inTile(tile.position(row, column)), code)
            .print(nest.epilogue());
      }
    }
    methods.add(name(nest, height, width), "", parameters.toString(), code);
  }

  private String column(int number) {
    return number == 0 ? "s" : dialect.lanes().equals("1") ? "s + " + number : "s + LANES";
  }
}
