package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.plan.GradientPlan;
import org.phyllo.processor.plan.MemoryPlan;

/** Prints the sums over a batch's samples that give a parameter its gradient. */
final class GradientPrinter {
  static final String BLOCKS =
      "for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK)";

  /**
   * One loop over all blocks, whose few groups of samples would not be worth a loop of their own.
   */
  private static final String GROUPS = "for (int sample = 0; sample < samples; sample += 16)";

  private static final String COLUMN =
      "int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane";

  private final Dialect dialect;
  private final MemoryPlan memory;
  private final KernelMethods methods;
  private final boolean scalar;

  GradientPrinter(Dialect dialect, MemoryPlan memory, KernelMethods methods) {
    this.dialect = dialect;
    this.memory = memory;
    this.methods = methods;
    this.scalar = dialect == ScalarDialect.FLOAT;
  }

  void print(GradientPlan plan) {
    switch (plan.form()) {
      case LANES_ALONG_COLUMNS -> new ColumnGradientPrinter(dialect, memory, methods, plan).print();
      case LANES_ALONG_SAMPLES -> {
        if (scalar) {
          partialSums(plan);
        } else {
          sampleTiles(plan);
        }
      }
    }
  }

  /** The call of a task, where {@code task} counts from the plan's first. */
  static String call(GradientPlan plan, String task) {
    return plan.nest().name()
        + (alongSamples(plan) ? "(g, w, lanes, samples" : "(g, w, samples")
        + (plan.tasks() == 1 ? ")" : ", " + task + ")");
  }

  static String parameters(GradientPlan plan) {
    return "float[] g, float[] w, "
        + (alongSamples(plan) ? "float[] lanes, " : "")
        + "int samples"
        + (plan.tasks() == 1 ? "" : ", int task");
  }

  private static boolean alongSamples(GradientPlan plan) {
    return plan.form() == GradientPlan.Form.LANES_ALONG_SAMPLES;
  }

  private void sampleTiles(GradientPlan plan) {
    Code code = new Code();
    code.statement("int padded = (samples + 15) & -16");
    int columns = plan.places();
    int rows = plan.rows().size();
    int height = plan.tile().height();
    int width = plan.tile().width();
    int whole = rows - rows % height;
    String u = plan.rows().name();
    openTask(plan, code);
    if (plan.tasks() > 1) {
      code.statement("int " + u + " = " + rowTask(plan) + " * " + plan.tile().height());
      if (whole == rows) {
        sampleColumnLoop(plan, code, height, width, u);
      } else {
        code.open("if (" + u + " < " + whole + ")");
        sampleColumnLoop(plan, code, height, width, u);
        code.next("else");
        sampleColumnLoop(plan, code, rows - whole, width, u);
        code.close();
      }
    } else {
      if (whole == height) {
        sampleColumnLoop(plan, code, height, width, "0");
      } else {
        code.open(NestPrinter.forLoop(u, whole, height));
        sampleColumnLoop(plan, code, height, width, u);
        code.close();
      }
      if (whole < rows) {
        sampleColumnLoop(plan, code, rows - whole, width, "" + whole);
      }
    }
    closeTask(plan, code);
    methods.add(plan.nest().name(), plan.nest().comment(), parameters(plan), code);
    for (int h : rows % height == 0 ? List.of(height) : List.of(height, rows % height)) {
      for (int w : columns % width == 0 ? List.of(width) : List.of(width, columns % width)) {
        sampleTile(plan, h, w);
      }
    }
  }

  /** Tasks run through the first outer loop, and within it through tiles of rows. */
  private static void openTask(GradientPlan plan, Code code) {
    List<Index> loops = plan.outer();
    if (plan.tasks() > 1 && !loops.isEmpty()) {
      int rowTasks = Math.ceilDiv(plan.rows().size(), plan.tile().height());
      String first = rowTasks == 1 ? "task" : "task / " + rowTasks;
      code.statement("int " + loops.get(0).name() + " = " + first);
      loops = loops.subList(1, loops.size());
    }
    loops.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
  }

  private static String rowTask(GradientPlan plan) {
    int rowTasks = Math.ceilDiv(plan.rows().size(), plan.tile().height());
    return plan.outer().isEmpty() ? "task" : rowTasks == 1 ? "0" : "task % " + rowTasks;
  }

  private static void closeTask(GradientPlan plan, Code code) {
    int byTask = plan.tasks() > 1 && !plan.outer().isEmpty() ? 1 : 0;
    code.close(plan.outer().size() - byTask);
  }

  private static String outerArguments(GradientPlan plan) {
    return plan.outer().stream().map(i -> i.name() + ", ").collect(Collectors.joining());
  }

  private static String outerParameters(GradientPlan plan) {
    return plan.outer().stream().map(i -> "int " + i.name() + ", ").collect(Collectors.joining());
  }

  private static void sampleColumnLoop(
      GradientPlan plan, Code code, int height, int width, String row) {
    String name = plan.nest().name() + "Tile" + height + "x";
    String arguments = "(g, w, lanes, padded, " + outerArguments(plan) + row;
    if (plan.columns().isEmpty()) {
      code.statement(name + width + arguments + ")");
      return;
    }
    String k = plan.columns().get().name();
    int columns = plan.places();
    int whole = columns - columns % width;
    if (plan.taps().isPresent()) {
      code.statement(name + width + arguments + ")");
    } else if (whole == width) {
      code.statement(name + width + arguments + ", 0)");
    } else {
      code.open(NestPrinter.forLoop(k, whole, width));
      code.statement(name + width + arguments + ", " + k + ")");
      code.close();
    }
    if (whole < columns) {
      code.statement(name + (columns - whole) + arguments + ", " + whole + ")");
    }
  }

  /**
   * Sixteen partial sums of each parameter, written side by side, then added up. Where vectors are
   * shorter, the samples are passed over once for every part of the sixteen.
   */
  private void sampleTile(GradientPlan plan, int height, int width) {
    Code code = new Code();
    Bases bases = Bases.in(code);
    KernelFrame frame = KernelFrame.of(memory).from(bases);
    Tile tile = new Tile(dialect, code, plan.contract(), height, width);
    code.open("for (int lane = 0; lane < 16; lane += LANES)");
    tile.declare((_, _) -> dialect.broadcast("0f"));
    code.open(GROUPS);
    code.statement(COLUMN);
    List<Index> reduced = plan.contract().reduced();
    int unrolled = plan.unrolled();
    int loops = unrolled > 1 ? 1 : reduced.size();
    if (unrolled > 1) {
      FlatLoop.open(code, reduced, unrolled);
    } else {
      reduced.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    }
    KernelFrame inLoops = frame.from(bases.within());
    for (int i = 0; i < unrolled; i++) {
      KernelFrame there = unrolled == 1 ? inLoops : inLoops.ahead(reduced.getLast(), i);
      tile.accumulate(
          r -> dialect.load(there.ahead(plan.rows(), r).element(plan.contract().left())),
          c ->
              dialect.load(
                  inColumn(there, plan, c).element(plan.contract().right().orElseThrow())));
    }
    code.close(loops);
    code.close();
    for (int i = 0; i < height * width; i++) {
      String place = i == 0 ? "lane" : 16 * i + " + lane";
      code.statement(dialect.store("lanes[" + place + "]", false, tile.sum(i / width, i % width)));
    }
    code.close();
    for (int i = 0; i < height * width; i++) {
      KernelFrame place = inColumn(frame.ahead(plan.rows(), i / width), plan, i % width);
      code.statement(
          place.element(plan.store().target())
              + " = "
              + stored(plan, place, "addLanes(lanes, " + 16 * i + ")"));
    }
    String parameters =
        "float[] g, float[] w, float[] lanes, int samples, "
            + outerParameters(plan)
            + "int "
            + plan.rows().name()
            + plan.columns()
                .filter(_ -> plan.taps().isEmpty())
                .map(c -> ", int " + c.name())
                .orElse("");
    methods.add(plan.nest().name() + "Tile" + height + "x" + width, "", parameters, code);
  }

  /** What is stored of a sum, given as Java. */
  private static String stored(GradientPlan plan, KernelFrame place, String sum) {
    if (plan.store().value().equals(Expression.local(plan.contract().name()))) {
      return sum;
    }
    Frame frame =
        new Frame() {
          @Override
          public String element(Access access) {
            return place.element(access);
          }

          @Override
          public String index(Index index) {
            return place.index(index);
          }

          @Override
          public String local(String name) {
            return sum;
          }
        };
    return ScalarDialect.FLOAT.value(plan.store().value(), frame);
  }

  private static KernelFrame inColumn(KernelFrame frame, GradientPlan plan, int column) {
    if (plan.columns().isEmpty()) {
      return frame;
    }
    Index columns = plan.columns().get();
    return plan.taps()
        .map(t -> frame.at(t, column / columns.size()).at(columns, column % columns.size()))
        .orElseGet(() -> frame.ahead(columns, column));
  }

  /** The plain form of the sixteen partial sums: four at a time, added as the vectors add them. */
  private void partialSums(GradientPlan plan) {
    Code code = new Code();
    code.statement("int padded = (samples + 15) & -16");
    Index row = plan.rows();
    openTask(plan, code);
    if (plan.tasks() > 1) {
      int rows = row.size();
      String first = rowTask(plan).equals("0") ? "0" : rowTask(plan) + " * " + plan.tile().height();
      code.statement("int first = " + first);
      code.statement("int end = Math.min(first + %d, %d)".formatted(plan.tile().height(), rows));
      code.open(
          "for (int %s = first; %s < end; %s++)".formatted(row.name(), row.name(), row.name()));
    } else {
      code.open(NestPrinter.forLoop(row.name(), row.size(), 1));
    }
    plan.taps().ifPresent(t -> code.open(NestPrinter.forLoop(t.name(), t.size(), 1)));
    plan.columns().ifPresent(c -> code.open(NestPrinter.forLoop(c.name(), c.size(), 1)));
    KernelFrame frame = KernelFrame.of(memory);
    String arguments =
        outerArguments(plan)
            + row.name()
            + Stream.of(plan.taps(), plan.columns())
                .flatMap(Optional::stream)
                .map(i -> ", " + i.name())
                .collect(Collectors.joining());
    code.statement("float total = 0f");
    code.open("for (int lane = 0; lane < 16; lane += 4)");
    code.statement("total += " + plan.nest().name() + "Lanes(w, padded, lane, " + arguments + ")");
    code.close();
    code.statement(frame.element(plan.store().target()) + " = " + stored(plan, frame, "total"));
    plan.columns().ifPresent(_ -> code.close());
    plan.taps().ifPresent(_ -> code.close());
    code.close();
    closeTask(plan, code);
    methods.add(plan.nest().name(), plan.nest().comment(), parameters(plan), code);
    fourSums(plan);
  }

  private KernelFrame column(int number) {
    KernelFrame frame = KernelFrame.of(memory);
    return number == 0 ? frame : frame.further("" + number);
  }

  private void fourSums(GradientPlan plan) {
    Code code = new Code();
    for (int i = 0; i < 4; i++) {
      code.statement("float sum" + i + " = 0f");
    }
    code.open(GROUPS);
    code.statement(COLUMN);
    List<Index> reduced = plan.contract().reduced();
    reduced.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    for (int i = 0; i < 4; i++) {
      KernelFrame frame = column(i);
      String sum = "sum" + i;
      String left = frame.element(plan.contract().left());
      code.statement(
          plan.contract()
              .right()
              .map(r -> sum + " = " + dialect.fma(left, frame.element(r), sum))
              .orElse(sum + " += " + left));
    }
    code.close(reduced.size());
    code.close();
    code.statement("return (sum0 + sum2) + (sum1 + sum3)");
    methods.addReturning(
        plan.nest().name() + "Lanes",
        "float[] w, int samples, int lane, "
            + outerParameters(plan)
            + "int "
            + plan.rows().name()
            + Stream.of(plan.taps(), plan.columns())
                .flatMap(Optional::stream)
                .map(i -> ", int " + i.name())
                .collect(Collectors.joining()),
        code);
  }
}
