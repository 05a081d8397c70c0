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

  /** What the lanes of a sum have been added up to. */
  static final String SUM = "lanes[sum]";

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
        } else if (plan.isInPasses()) {
          new PassGradientPrinter(dialect, memory, methods, plan).print();
        } else {
          sampleTiles(plan);
        }
      }
    }
  }

  /** The call of a task, where {@code task} counts from the plan's first. */
  static String call(GradientPlan plan, String task) {
    return plan.nest().name()
        + (plan.readsRows() ? "(g, x, rows, w, " : "(g, w, ")
        + (alongSamples(plan) ? "lanes, samples" : "samples")
        + (plan.tasks() == 1 ? ")" : ", " + task + ")");
  }

  static String parameters(GradientPlan plan) {
    return (plan.readsRows()
            ? "float[] g, float[] x, int[] rows, float[] w, "
            : "float[] g, float[] w, ")
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
    GradientTask task = new GradientTask(plan);
    task.declare(code);
    int loops = task.openChannels(code);
    int rows = plan.rows().size();
    int height = plan.tile().height();
    int rest = rows % height;
    if (plan.rowTasks() == 1) {
      if (rows - rest == height) {
        rowTile(plan, code, height, "0");
      } else {
        task.openRows(rows - rest, height, code);
        rowTile(plan, code, height, plan.rows().name());
        code.close();
      }
      if (rest > 0) {
        rowTile(plan, code, rest, "" + (rows - rest));
      }
    } else if (rest == 0) {
      rowTile(plan, code, height, task.firstRow());
    } else {
      task.openIfLast(code);
      rowTile(plan, code, rest, "" + (rows - rest));
      code.next("else");
      rowTile(plan, code, height, task.firstRow());
      code.close();
    }
    code.close(loops);
    methods.add(plan.nest().name(), plan.nest().comment(), parameters(plan), code);
    sizes(plan).forEach(size -> sampleTile(plan, size));
  }

  private void rowTile(GradientPlan plan, Code code, int height, String row) {
    String arguments = "(w, lanes, padded, " + outerArguments(plan) + row;
    columnLoop(
        plan,
        code,
        height,
        arguments,
        (width, column) -> addUp(plan, code, height, row, width, column));
  }

  /** Adds up the lanes of a tile, and stores its gradients. */
  private void addUp(
      GradientPlan plan, Code code, int height, String row, int width, String column) {
    boolean isAlone = plan.columns().isEmpty();
    String next = isAlone ? ", sum++" : "";
    code.statement(addUp(height * width));
    String end = row.equals("0") ? "" + height : row + " + " + height;
    code.open("for (int row = %s, sum = 0; row < %s; row++%s)".formatted(row, end, next));
    KernelFrame frame = KernelFrame.of(memory).with(plan.rows(), "row");
    int blocks = isAlone ? 1 : 2;
    if (plan.taps().isPresent()) {
      blocks += openPlaces(plan, code);
    } else if (!isAlone) {
      String last = column.equals("0") ? "" + width : column + " + " + width;
      code.open("for (int column = %s; column < %s; column++, sum++)".formatted(column, last));
      frame = frame.with(plan.columns().get(), "column");
    }
    code.statement(frame.element(plan.store().target()) + " = " + stored(plan, frame, SUM));
    code.close(blocks);
  }

  /** A statement that adds up the lanes of so many sums. */
  static String addUp(int sums) {
    return "LaneSums.addUp(lanes, " + sums + ")";
  }

  /**
   * Opens loops over taps and all columns.
   *
   * @return the number of taps' loops
   */
  static int openPlaces(GradientPlan plan, Code code) {
    plan.taps().ifPresent(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    Index columns = plan.columns().orElseThrow();
    code.open(
        "for (int %1$s = 0; %1$s < %2$d; %1$s++, sum++)".formatted(columns.name(), columns.size()));
    return plan.taps().isPresent() ? 1 : 0;
  }

  /** What follows the call of a tile of a width, at a column. */
  @FunctionalInterface
  interface After {
    void tile(int width, String column);
  }

  /** The size of a tile that has a method. */
  record Size(int height, int width) {
    String method(GradientPlan plan) {
      return plan.nest().name() + "Tile" + height + "x" + width;
    }
  }

  /** The sizes of all tiles. */
  static List<Size> sizes(GradientPlan plan) {
    int height = plan.tile().height();
    int width = plan.tile().width();
    int lower = plan.rows().size() % height;
    int narrower = plan.places() % width;
    return Stream.of(
            new Size(height, width),
            new Size(height, narrower),
            new Size(lower, width),
            new Size(lower, narrower))
        .filter(s -> s.height() > 0 && s.width() > 0)
        .toList();
  }

  static String outerArguments(GradientPlan plan) {
    return plan.outer().stream().map(i -> i.name() + ", ").collect(Collectors.joining());
  }

  private static String outerParameters(GradientPlan plan) {
    return plan.outer().stream().map(i -> "int " + i.name() + ", ").collect(Collectors.joining());
  }

  /** Where a tile is: the outer loops, its first row, and its first column unless it has all. */
  static String tileParameters(GradientPlan plan) {
    return outerParameters(plan)
        + "int "
        + plan.rows().name()
        + plan.columns()
            .filter(_ -> plan.taps().isEmpty())
            .map(c -> ", int " + c.name())
            .orElse("");
  }

  /**
   * Calls the tiles of a height in all columns.
   *
   * @param arguments the opening parenthesis and all arguments but the column
   */
  static void columnLoop(GradientPlan plan, Code code, int height, String arguments, After after) {
    int width = plan.tile().width();
    String tile = new Size(height, width).method(plan) + arguments;
    if (plan.columns().isEmpty() || plan.taps().isPresent()) {
      code.statement(tile + ")");
      after.tile(width, "0");
      return;
    }
    String k = plan.columns().get().name();
    int columns = plan.places();
    int whole = columns - columns % width;
    if (whole == width) {
      code.statement(tile + ", 0)");
      after.tile(width, "0");
    } else {
      code.open(NestPrinter.forLoop(k, whole, width));
      code.statement(tile + ", " + k + ")");
      after.tile(width, k);
      code.close();
    }
    if (whole < columns) {
      String narrower = new Size(height, columns - whole).method(plan);
      code.statement(narrower + arguments + ", " + whole + ")");
      after.tile(columns - whole, "" + whole);
    }
  }

  /**
   * Sixteen partial sums of each parameter, written side by side. Where vectors are shorter, the
   * samples are passed over once for every part of the sixteen.
   */
  private void sampleTile(GradientPlan plan, Size size) {
    int height = size.height();
    int width = size.width();
    Code code = new Code();
    Bases bases = Bases.in(code);
    KernelFrame frame = KernelFrame.of(memory).from(bases);
    Tile tile = new Tile(dialect, code, plan.contract(), height, width);
    code.open("for (int lane = 0; lane < 16; lane += LANES)");
    tile.declare((_, _) -> dialect.broadcast("0f"));
    code.open(GROUPS);
    code.statement(COLUMN);
    multiplyAdds(plan, tile, frame, bases, dialect, methods, code);
    code.close();
    for (int i = 0; i < height * width; i++) {
      String place = i == 0 ? "lane" : 16 * i + " + lane";
      code.statement(dialect.store("lanes[" + place + "]", false, tile.sum(i / width, i % width)));
    }
    code.close();
    String parameters = "float[] w, float[] lanes, int samples, " + tileParameters(plan);
    methods.add(size.method(plan), "", parameters, code);
  }

  /** The variable that says where the strip of an image in a pass begins; empty if it has all. */
  static String strip(GradientPlan plan) {
    boolean isPart =
        plan.isInPasses() && plan.strip() < plan.contract().reduced().getFirst().size();
    return isPart ? GradientTask.from(plan.contract().reduced().getFirst()) : "";
  }

  /** The loops over the places of an image, and in them what they add to the sums of a tile. */
  static void multiplyAdds(
      GradientPlan plan,
      Tile tile,
      KernelFrame frame,
      Bases bases,
      Dialect dialect,
      KernelMethods methods,
      Code code) {
    List<Index> reduced = plan.contract().reduced();
    int unrolled = plan.unrolled();
    List<FlatLoop> loops =
        unrolled > 1
            ? List.of(new FlatLoop(reduced, methods))
            : reduced.stream().map(i -> new FlatLoop(List.of(i), methods)).toList();
    String strip = strip(plan);
    if (!strip.isEmpty()) {
      loops.getFirst().open(code, unrolled, strip, plan.strip());
    }
    loops.stream().skip(strip.isEmpty() ? 0 : 1).forEach(l -> l.open(code, unrolled));
    KernelFrame inLoops = frame.in(loops).from(bases.within());
    for (int i = 0; i < unrolled; i++) {
      KernelFrame there = unrolled == 1 ? inLoops : inLoops.ahead(reduced.getLast(), i);
      tile.accumulate(
          r -> dialect.load(there.ahead(plan.rows(), r).element(plan.contract().left())),
          c ->
              dialect.load(
                  inColumn(there, plan, c).element(plan.contract().right().orElseThrow())));
    }
    code.close(loops.size());
  }

  /** What is stored of a sum, given as Java. */
  static String stored(GradientPlan plan, KernelFrame place, String sum) {
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
    GradientTask task = new GradientTask(plan);
    task.declare(code);
    int loops = task.openChannels(code);
    task.openRows(row.size(), 1, code);
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
    code.close(loops);
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
