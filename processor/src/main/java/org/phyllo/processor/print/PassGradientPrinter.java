package org.phyllo.processor.print;

import org.phyllo.processor.ir.Index;
import org.phyllo.processor.plan.GradientPlan;
import org.phyllo.processor.plan.MemoryPlan;

/**
 * Prints gradients of weights whose tasks pass over the samples once, sixteen at a time, and over
 * strips of their images: lanes along the samples, and the sums of all tiles in memory while
 * another one is at work.
 */
final class PassGradientPrinter {
  private final Dialect dialect;
  private final MemoryPlan memory;
  private final KernelMethods methods;
  private final GradientPlan plan;
  private final GradientTask task;

  /** Where the strip of an image begins, if it isn't all of it. */
  private final String strip;

  PassGradientPrinter(
      Dialect dialect, MemoryPlan memory, KernelMethods methods, GradientPlan plan) {
    this.dialect = dialect;
    this.memory = memory;
    this.methods = methods;
    this.plan = plan;
    this.task = new GradientTask(plan);
    this.strip = GradientPrinter.strip(plan);
  }

  void print() {
    Code code = new Code();
    task.declare(code);
    code.statement("Arrays.fill(lanes, 0, " + 16 * sums() + ", 0f)");
    code.open("for (int sample = 0; sample < samples; sample += 16)");
    code.statement("int column = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK");
    if (!strip.isEmpty()) {
      String end = "" + plan.contract().reduced().getFirst().size();
      code.open(NestPrinter.forLoop(strip, "0", end, plan.strip()));
    }
    tiles(code);
    code.close(strip.isEmpty() ? 1 : 2);
    addUp(code);
    String parameters = GradientPrinter.parameters(plan);
    methods.add(plan.nest().name(), plan.nest().comment(), parameters, code);
    GradientPrinter.sizes(plan).forEach(this::printTile);
  }

  private int sums() {
    int inner = plan.outer().stream().skip(1).mapToInt(Index::size).reduce(1, (a, b) -> a * b);
    return plan.channelsOfTask() * inner * plan.rowsOfTask() * plan.places();
  }

  private void tiles(Code code) {
    int rows = plan.rows().size();
    int height = plan.tile().height();
    int rest = rows % height;
    code.statement("int sum = 0");
    int loops = task.openChannels(code);
    if (plan.rowTasks() == 1 && rows - rest == height) {
      tile(height, "0", code);
    } else {
      task.openRows(rows - rest, height, code);
      tile(height, plan.rows().name(), code);
      code.close();
    }
    if (rest > 0 && plan.rowTasks() == 1) {
      tile(rest, "" + (rows - rest), code);
    } else if (rest > 0) {
      task.openIfLast(code);
      tile(rest, "" + (rows - rest), code);
      code.close();
    }
    code.close(loops);
  }

  private void tile(int height, String row, Code code) {
    String arguments =
        "(w, lanes, sum, column, "
            + (strip.isEmpty() ? "" : strip + ", ")
            + GradientPrinter.outerArguments(plan)
            + row;
    GradientPrinter.columnLoop(plan, code, height, arguments, (_, _) -> {});
    code.statement("sum += " + 16 * height * plan.places());
  }

  /** The gradients, in the order in which the sums lie. */
  private void addUp(Code code) {
    code.statement(GradientPrinter.addUp(sums()));
    code.statement("int sum = 0");
    int loops = task.openChannels(code);
    task.openRows(plan.rows().size(), 1, code);
    int taps = GradientPrinter.openPlaces(plan, code);
    KernelFrame frame = KernelFrame.of(memory);
    String gradient = GradientPrinter.stored(plan, frame, GradientPrinter.SUM);
    code.statement(frame.element(plan.store().target()) + " = " + gradient);
    code.close(2 + taps + loops);
  }

  private void printTile(GradientPrinter.Size size) {
    int height = size.height();
    int width = size.width();
    Code code = new Code();
    Bases bases = Bases.in(code);
    Tile tile = new Tile(dialect, code, plan.contract(), height, width);
    code.open("for (int lane = 0; lane < 16; lane += LANES)");
    code.statement("int s = column + lane");
    boolean isPart = plan.taps().isEmpty() && plan.places() > plan.tile().width();
    String first = isPart ? "16 * " + plan.columns().orElseThrow().name() + " + " : "";
    code.statement("int sumAt = sums + " + first + "lane");
    tile.declare((row, place) -> dialect.load(sum(row, place)));
    KernelFrame frame = KernelFrame.of(memory).from(bases);
    GradientPrinter.multiplyAdds(plan, tile, frame, bases, dialect, methods, code);
    for (int row = 0; row < height; row++) {
      for (int place = 0; place < width; place++) {
        code.statement(dialect.store(sum(row, place), false, tile.sum(row, place)));
      }
    }
    code.close();
    String parameters =
        "float[] w, float[] lanes, int sums, int column, "
            + (strip.isEmpty() ? "" : "int " + strip + ", ")
            + GradientPrinter.tileParameters(plan);
    methods.add(size.method(plan), "", parameters, code);
  }

  /** Where the lanes of a tile's sum are. */
  private String sum(int row, int place) {
    int distance = 16 * (row * plan.places() + place);
    return "lanes[" + (distance == 0 ? "sumAt" : "sumAt + " + distance) + "]";
  }
}
