package org.phyllo.processor.print;

import java.util.List;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.RowTiles;

/**
 * Prints how training computes a contraction of the network's input from its rows: {@code Panels}
 * packs the weights, a {@code Tile} computes sums of some samples, sixteen of which {@code Columns}
 * turns into columns, and {@code End} makes results of them.
 */
final class RowTilePrinter {
  private static final String ARRAYS = "float[] q, float[] x, int[] rows";

  /** Whose names don't look like a tensor's locals, which end in a number. */
  private static final List<String> ROWS = List.of("firstRow", "secondRow", "thirdRow", "lastRow");

  private final VectorDialect dialect;
  private final MemoryPlan memory;
  private final KernelMethods methods;
  private final RowTiles tiles;
  private final String name;

  RowTilePrinter(VectorDialect dialect, MemoryPlan memory, KernelMethods methods, RowTiles tiles) {
    this.dialect = dialect;
    this.memory = memory;
    this.methods = methods;
    this.tiles = tiles;
    this.name = tiles.nest().name();
  }

  /** The call in a stage, for as many of a block's columns as there are samples. */
  static String call(RowTiles tiles) {
    return tiles.nest().name() + "InRows(p, q, x, rows, w, at, count, samples)";
  }

  /** The call that packs the weights. */
  static String packCall(RowTiles tiles) {
    return tiles.nest().name() + "Panels(p, q)";
  }

  /**
   * Adds all methods.
   *
   * @param isFirst whether no other contraction of the input runs before
   */
  void print(boolean isFirst, SampleNestPrinter nests) {
    printSamples(isFirst);
    tiles.widths().forEach(this::printTile);
    printColumns();
    tiles.ending().ifPresent(nests::print);
    printPanels();
  }

  /** Samples behind the last one's tile, up to sixteen, get sums of the first ones. */
  private void printSamples(boolean isFirst) {
    int group = RowTiles.SAMPLES;
    int padded = tiles.padded();
    String sums = memory.rowSums().constant();
    Code code = new Code();
    code.open("if (LANES < 16)");
    if (isFirst) {
      code.statement(KernelsPrinter.INPUT_COLUMNS);
    }
    code.statement(SampleNestPrinter.call(tiles.nest()));
    code.statement("return");
    code.close();
    code.statement("int first = " + KernelsPrinter.FIRST_SAMPLE);
    code.open("for (int s = 0; s < count; s += 16)");
    code.open("for (int i = 0; i < 16; i += " + group + ")");
    code.statement("int to = " + sums + " + i * " + padded);
    code.open("if (s + i < count)");
    tiles.runs().forEach(run -> printRun(run, code));
    code.next("else");
    code.comment("Columns without a sample, which have to be numbers.");
    code.statement("System.arraycopy(q, %s, q, to, %d)".formatted(sums, group * padded));
    code.close().close();
    String result = memory.slot(tiles.result().variable()).constant();
    code.statement(name + "Columns16(q, w, at + " + result + " + s)");
    code.close();
    tiles.ending().ifPresent(end -> code.statement(SampleNestPrinter.call(end)));
    String comment =
        tiles.nest().comment() + ", from rows of input where vectors have sixteen lanes";
    String parameters = "float[] p, " + ARRAYS + ", float[] w, int at, int count, int samples";
    methods.add(name + "InRows", comment, parameters, code);
  }

  private void printRun(RowTiles.Run run, Code code) {
    String u = tiles.tiled().row().name();
    boolean isLoop = run.panels() > 1;
    if (isLoop) {
      code.open(NestPrinter.forLoop(u, "" + run.firstUnit(), "" + run.end(), run.width()));
    }
    String unit = isLoop ? u : "" + run.firstUnit();
    code.statement(tileName(run.width()) + "(q, x, rows, first + s + i, to, " + unit + ")");
    if (isLoop) {
      code.close();
    }
  }

  private String tileName(int width) {
    return name + "InRowsTile" + RowTiles.SAMPLES + "x" + width / 16;
  }

  private void printTile(int width) {
    int vectors = width / 16;
    int inputs = tiles.inputs();
    String u = tiles.tiled().row().name();
    Code code = new Code();
    int start = memory.inRow(tiles.input().variable());
    for (int row = 0; row < RowTiles.SAMPLES; row++) {
      code.statement(
          "int %s = rows[sample%s]%s"
              .formatted(ROWS.get(row), KernelsPrinter.ahead(row), KernelsPrinter.ahead(start)));
    }
    Tile tile = new Tile(dialect, code, tiles.contract(), RowTiles.SAMPLES, vectors);
    tile.declare(
        (_, column) ->
            tiles
                .bias()
                .map(b -> memory.packed(b).constant() + " + " + u + further(column))
                .map(position -> dialect.load("q[" + position + "]"))
                .orElse(dialect.broadcast("0f")));
    String k = tiles.reduced().name();
    String weights = tiles.weights().name() + "At";
    code.open(NestPrinter.forLoop(k, inputs, 1));
    code.statement(
        "int %s = %s + %s * %d + %s * %d"
            .formatted(weights, memory.packed(tiles.weights()).constant(), u, inputs, k, width));
    tile.accumulate(
        row -> dialect.broadcast("x[" + ROWS.get(row) + " + " + k + "]"),
        column -> dialect.load("q[" + weights + further(column) + "]"));
    code.close();
    for (int row = 0; row < RowTiles.SAMPLES; row++) {
      for (int column = 0; column < vectors; column++) {
        String place = "to + " + u + KernelsPrinter.ahead(row * tiles.padded()) + further(column);
        code.statement(dialect.store("q[" + place + "]", false, tile.sum(row, column)));
      }
    }
    String parameters = ARRAYS + ", int sample, int to, int " + u;
    methods.add(tileName(width), "", parameters, code);
  }

  private static String further(int vector) {
    return vector == 0 ? "" : " + " + SingleFrame.several(vector);
  }

  private void printColumns() {
    Code code = new Code();
    String sums = memory.rowSums().constant();
    code.open(
        "for (int row = %1$s, column = columns; row < %1$s + %2$d; row++, column += BLOCK)"
            .formatted(sums, tiles.units()));
    for (int sample = 0; sample < 16; sample++) {
      String row = "row" + KernelsPrinter.ahead(sample * tiles.padded());
      code.statement("w[column%s] = q[%s]".formatted(KernelsPrinter.ahead(sample), row));
    }
    code.close();
    methods.add(name + "Columns16", "", "float[] q, float[] w, int columns", code);
  }

  private void printPanels() {
    int inputs = tiles.inputs();
    int units = tiles.units();
    int whole = units - units % 16;
    String to = memory.packed(tiles.weights()).constant();
    String from = memory.slot(tiles.weights()).constant();
    Code code = new Code();
    code.open("if (LANES < 16)").statement("return").close();
    for (RowTiles.Run run : tiles.runs()) {
      int width = run.width();
      boolean isLoop = run.panels() > 1;
      String panel = isLoop ? "panel" : "" + run.firstUnit();
      if (isLoop) {
        code.open(NestPrinter.forLoop(panel, "" + run.firstUnit(), "" + run.end(), width));
      }
      String end =
          isLoop
              ? "Math.min(panel + %d, %d)".formatted(width, whole)
              : "" + Math.min(run.end(), whole);
      String place = to + (panel.equals("0") ? "" : " + %s * %d".formatted(panel, inputs - 1));
      if (run.firstUnit() < whole) {
        code.open("for (int u = %s; u < %s; u += 16)".formatted(panel, end));
        code.statement(
            "%sPanels16(p, %s + u * %d, q, %s + u, %d)"
                .formatted(name, from, inputs, place, width));
        code.close();
      }
      if (isLoop) {
        code.close();
      }
    }
    if (whole < units) {
      RowTiles.Run run = tiles.runs().getLast();
      int panel = run.end() - run.width();
      String start = to + KernelsPrinter.ahead(panel * (inputs - 1) + whole);
      code.open(
          "for (int k = 0, column = %s; k < %d; k++, column += %d)"
              .formatted(start, inputs, run.width()));
      for (int unit = whole; unit < units; unit++) {
        String column = "column" + KernelsPrinter.ahead(unit - whole);
        code.statement("q[%s] = p[%s + %d + k]".formatted(column, from, unit * inputs));
      }
      code.close();
    }
    tiles
        .bias()
        .ifPresent(
            b ->
                code.statement(
                    "System.arraycopy(p, %s, q, %s, %d)"
                        .formatted(memory.slot(b).constant(), memory.packed(b).constant(), units)));
    String comment =
        "Packs %s: for each input the values of a panel's units lie side by side."
            .formatted(tiles.weights().name());
    methods.add(name + "Panels", comment, "float[] p, float[] q", code);
    if (whole > 0) {
      printPanels16();
    }
  }

  /** Written out: one unit after the other would take several times as long. */
  private void printPanels16() {
    int inputs = tiles.inputs();
    Code code = new Code();
    code.open(
        "for (int weight = weights, column = to; weight < weights + %d; weight++, column += width)"
            .formatted(inputs));
    for (int unit = 0; unit < 16; unit++) {
      String weight = "weight" + KernelsPrinter.ahead(unit * inputs);
      code.statement("q[column%s] = p[%s]".formatted(KernelsPrinter.ahead(unit), weight));
    }
    code.close();
    String parameters = "float[] p, int weights, float[] q, int to, int width";
    methods.add(name + "Panels16", "", parameters, code);
  }
}
