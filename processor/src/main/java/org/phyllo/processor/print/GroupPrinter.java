package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.plan.SingleMemory;
import org.phyllo.processor.plan.SingleNest;
import org.phyllo.processor.plan.SinglePlan;
import org.phyllo.processor.print.SingleTile.Columns;

/**
 * Prints how a group of samples is predicted with lanes along the units: as single samples, but for
 * tiles, whose rows are the samples.
 */
final class GroupPrinter {
  /** Where in what a tile of single samples reads the part of one here begins. */
  private static final String PART = "part";

  /** Of all methods: a layer {@code bGroup}'s, of single samples, has others than {@code b}'s. */
  static final String PARAMETERS = "float[] q, float[] x, int from, float[] w";

  private final SinglePlan plan;
  private final SingleMemory memory;
  private final VectorDialect dialect;
  private final KernelMethods methods;
  private final Index sample;

  /**
   * @param methods where those of the group go
   */
  GroupPrinter(SinglePlan plan, VectorDialect dialect, KernelMethods methods) {
    this.plan = plan;
    this.memory = plan.memory();
    this.dialect = dialect;
    this.methods = methods;
    this.sample = new Index("sample", plan.groupSamples());
  }

  /** Prints all methods but the one that calls the others. */
  void print() {
    plan.nests().forEach(this::print);
  }

  /** The body of that one. */
  Code forward() {
    List<String> calls = plan.nests().stream().map(n -> call(name(n), "")).toList();
    return methods.inParts("forwardGroup", PARAMETERS, calls);
  }

  private void print(SingleNest nest) {
    Code code = new Code();
    if (nest.tile().isPresent()) {
      tiles(nest, nest.lane().orElseThrow(), nest.tile().get(), code);
    } else {
      code.open(NestPrinter.forLoop(sample.name(), sample.size(), 1));
      SingleFrame frame = SingleFrame.of(memory, nest.lane()).inGroup(sample);
      SinglePrinter.printUntiled(nest, dialect, frame, code);
      code.close();
    }
    methods.add(name(nest), nest.nest().comment(), PARAMETERS, code);
  }

  /** Weights lie as tiles of single samples read them; those of a group share what one reads. */
  private void tiles(SingleNest nest, Index lane, SingleNest.Tile tile, Code code) {
    String u = lane.name();
    code.statement("int " + u + " = 0");
    for (int panel : tile.panels().widths()) {
      String width = SingleFrame.several(panel);
      code.open(
          "for (; %s + %s <= %d; %s += %s)".formatted(u, width, tile.panels().padded(), u, width));
      List<List<Integer>> choices = SinglePlan.groupTiles(tile.panels(), panel);
      for (int choice = 0; choice < choices.size(); choice++) {
        if (choices.size() > 1) {
          code.open(choice == 0 ? "if (LANES == 16)" : "if (LANES < 16)");
        }
        int part = 0;
        for (int vectors : choices.get(choice)) {
          String place = part == 0 ? "0" : SingleFrame.several(part);
          String more = ", " + u + (vectors < panel ? ", " + place : "");
          code.statement(call(tile(nest, vectors, panel), more));
          part += vectors;
        }
        if (choices.size() > 1) {
          code.close();
        }
      }
      choices.stream()
          .flatMap(List::stream)
          .distinct()
          .forEach(vectors -> printTile(nest, vectors, panel));
      code.close();
    }
  }

  private void printTile(SingleNest nest, int vectors, int panel) {
    boolean isPart = vectors < panel;
    Columns columns = isPart ? new Columns(panel, vectors, Optional.of(PART)) : Columns.all(panel);
    SingleTile tile =
        new SingleTile(
            nest,
            SingleFrame.of(memory, nest.lane()).inGroup(sample),
            (frame, row) -> frame.at(sample, row),
            sample.size(),
            columns);
    String parameters = PARAMETERS + ", int " + nest.lane().orElseThrow().name();
    methods.add(
        tile(nest, vectors, panel),
        "",
        isPart ? parameters + ", int " + PART : parameters,
        tile.body(dialect, methods));
  }

  private static String name(SingleNest nest) {
    return nest.nest().name() + "Group";
  }

  private String tile(SingleNest nest, int vectors, int panel) {
    String tile = name(nest) + "Tile" + sample.size() + "x" + vectors;
    return vectors < panel ? tile + "Of" + panel : tile;
  }

  private static String call(String name, String more) {
    return name + "(q, x, from, w" + more + ")";
  }
}
