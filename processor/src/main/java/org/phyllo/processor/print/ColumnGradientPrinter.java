package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.plan.GradientPlan;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.Panels;

/**
 * Prints a gradient whose lanes run along its columns: register tiles of rows and vectors of
 * columns, each sum over the batch's samples in order. A task is some columns of all rows, or where
 * there are many of those, some rows of all columns.
 */
final class ColumnGradientPrinter {
  private final Dialect dialect;
  private final MemoryPlan memory;
  private final KernelMethods methods;
  private final GradientPlan plan;
  private final Index rows;
  private final Index columns;
  private final Access right;
  private final boolean scalar;

  ColumnGradientPrinter(
      Dialect dialect, MemoryPlan memory, KernelMethods methods, GradientPlan plan) {
    this.dialect = dialect;
    this.memory = memory;
    this.methods = methods;
    this.plan = plan;
    this.rows = plan.rows();
    this.columns = plan.columns().orElseThrow();
    this.right = plan.contract().right().orElseThrow();
    this.scalar = dialect == ScalarDialect.FLOAT;
  }

  void print() {
    String k = columns.name();
    Code code = new Code();
    String end = plan.tasksAreRows() ? openRows(code) : openColumns(code);
    String two = scalar ? "2" : "2 * LANES";
    code.open("for (; %1$s + %2$s <= %3$s; %1$s += %2$s)".formatted(k, two, end));
    printTiles(dialect, 2, "x2", code);
    code.close();
    if (pairsLeaveOne()) {
      if (scalar) {
        code.open("for (; %1$s < %2$s; %1$s++)".formatted(k, end));
      } else {
        code.open("for (; %1$s + LANES <= %2$s; %1$s += LANES)".formatted(k, end));
      }
      printTiles(dialect, 1, "x1", code);
      code.close();
    }
    if (!scalar && columns.size() % 16 != 0) {
      code.open("for (; %1$s < %2$s; %1$s++)".formatted(k, end));
      printTiles(ScalarDialect.FLOAT, 1, "Tail", code);
      code.close();
    }
    String parameters = GradientPrinter.parameters(plan);
    methods.add(plan.nest().name(), plan.nest().comment(), parameters, code);
  }

  /** Whether a task, whose full panels are pairs of vectors, ends with a single one. */
  private boolean pairsLeaveOne() {
    int size = columns.size();
    return scalar ? size % 2 == 1 : Panels.LANES.stream().anyMatch(l -> size / l % 2 == 1);
  }

  /** Begins a task of rows, from {@code first} to {@code last}, and returns the columns' end. */
  private String openRows(Code code) {
    int size = plan.taskRows();
    int whole = plan.wholeRows();
    code.statement("int first = task * " + size);
    boolean isEven = whole % size == 0;
    code.statement(
        "int last = "
            + (isEven ? "first + " + size : "Math.min(first + %d, %d)".formatted(size, whole)));
    code.statement("int " + columns.name() + " = 0");
    return "" + columns.size();
  }

  /** Begins a task of columns, and returns its end. */
  private String openColumns(Code code) {
    String k = columns.name();
    int size = columns.size();
    int panel = MemoryPlan.PANEL;
    if (plan.tasks() == 1) {
      code.statement("int " + k + " = 0");
      return "" + size;
    }
    code.statement("int " + k + " = task * " + panel);
    boolean isEven = size % panel == 0;
    code.statement(
        "int end = "
            + (isEven ? k + " + " + panel : "Math.min(%s + %d, %d)".formatted(k, panel, size)));
    return "end";
  }

  /** Adds calls for all of the task's rows, and the methods that are called. */
  private void printTiles(Dialect tileDialect, int width, String form, Code code) {
    int height = plan.height();
    int whole = plan.wholeRows();
    int rest = rows.size() - whole;
    String u = rows.name();
    if (plan.tasksAreRows()) {
      code.open("for (int %1$s = first; %1$s < last; %1$s += %2$d)".formatted(u, height));
      code.statement(call(height + form, u));
      code.close();
    } else if (whole == height) {
      code.statement(call(height + form, "0"));
    } else {
      code.open(NestPrinter.forLoop(u, whole, height));
      code.statement(call(height + form, u));
      code.close();
    }
    printTile(tileDialect, height, width, form);
    if (rest > 0) {
      if (plan.tasksAreRows()) {
        code.open("if (last == " + whole + ")");
      }
      code.statement(call(rest + form, "" + whole));
      if (plan.tasksAreRows()) {
        code.close();
      }
      printTile(tileDialect, rest, width, form);
    }
  }

  private String call(String form, String row) {
    String arrays = plan.readsRows() ? "g, x, rows, w" : "g, w";
    return "%sTile%s(%s, samples, %s, %s)"
        .formatted(plan.nest().name(), form, arrays, row, columns.name());
  }

  private void printTile(Dialect tileDialect, int height, int width, String form) {
    Code code = new Code();
    Bases bases = Bases.in(code);
    KernelFrame frame = KernelFrame.of(memory).from(bases);
    Tile tile = new Tile(tileDialect, code, plan.contract(), height, width);
    tile.declare((_, _) -> tileDialect.broadcast("0f"));
    String array = openSamples(code);
    KernelFrame inLoops = frame.from(bases.within());
    tile.accumulate(
        r -> tileDialect.broadcast(inLoops.ahead(rows, r).element(plan.contract().left())),
        c -> tileDialect.load(array + "[" + ahead("row", c, tileDialect) + "]"));
    code.close().close();
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        KernelFrame place = frame.ahead(rows, r);
        if (c > 0) {
          place = place.with(columns, ahead(columns.name(), c, tileDialect));
        }
        code.statement(
            tileDialect.store(place.element(plan.store().target()), false, tile.sum(r, c)));
      }
    }
    methods.add(
        plan.nest().name() + "Tile" + height + form,
        "",
        (plan.readsRows() ? "float[] g, float[] x, int[] rows, float[] w" : "float[] g, float[] w")
            + (", int samples, int " + rows.name() + ", int " + columns.name()),
        code);
  }

  /** Opens loops over the batch's samples, and returns the array that has the row of each. */
  private String openSamples(Code code) {
    if (plan.readsRows()) {
      code.open("for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS)");
      code.statement("int end = at + Math.min(samples - sample, BLOCK)");
      code.open("for (int s = at; s < end; s++, sample++)");
      List<String> row = new ArrayList<>(List.of("rows[sample]"));
      int start = memory.inRow(right.variable());
      if (start > 0) {
        row.add("" + start);
      }
      row.addAll(Positions.terms(right.index(), Iteration.HERE, ""));
      code.statement("int row = " + Positions.sum(row));
      return "x";
    }
    code.open(GradientPrinter.BLOCKS);
    code.statement("int end = at + Math.min(rest, BLOCK)");
    code.open("for (int s = at, row = " + panelRow() + ")");
    return "w";
  }

  /** The row of a block's first sample in its panel, and the step to the next one's, in a loop. */
  private String panelRow() {
    String k = columns.name();
    int panel = MemoryPlan.PANEL;
    List<String> start =
        List.of(
            "at",
            memory.panels(right.variable()).orElseThrow().constant(),
            "%s / %d * %d * BLOCK".formatted(k, panel, panel),
            k + " % " + panel);
    return Positions.sum(start) + "; s < end; s++, row += " + panel;
  }

  private static String ahead(String position, int vectors, Dialect dialect) {
    if (vectors == 0) {
      return position;
    }
    return position + " + " + (dialect.lanes().equals("1") ? "" + vectors : "LANES");
  }
}
