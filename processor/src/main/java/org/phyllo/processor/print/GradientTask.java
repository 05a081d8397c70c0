package org.phyllo.processor.print;

import java.util.List;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.plan.GradientPlan;

/** Which rows and which channels, iterations of the first outer loop, are a task's. */
record GradientTask(GradientPlan plan) {
  /** Declares where they begin, or which one it is. */
  void declare(Code code) {
    if (plan.tasks() == 1) {
      return;
    }
    if (!plan.outer().isEmpty()) {
      Index channel = plan.outer().getFirst();
      String part = plan.rowTasks() == 1 ? "task" : "task / " + plan.rowTasks();
      if (hasOneChannel()) {
        code.statement("int " + channel.name() + " = " + part);
      } else if (channel.size() > plan.channelsOfTask()) {
        code.statement("int " + from(channel) + " = " + part + " * " + plan.channelsOfTask());
      }
    }
    if (plan.rowTasks() > 1) {
      String part = plan.tasks() == plan.rowTasks() ? "task" : "task % " + plan.rowTasks();
      code.statement("int " + from(plan.rows()) + " = " + part + " * " + plan.rowsOfTask());
    }
  }

  /**
   * Opens the loops over channels and within them.
   *
   * @return the number of blocks to close
   */
  int openChannels(Code code) {
    List<Index> loops = plan.outer();
    if (!loops.isEmpty() && plan.tasks() > 1) {
      Index channel = loops.getFirst();
      loops = loops.subList(1, loops.size());
      if (!hasOneChannel()) {
        String end = end(channel, plan.channelsOfTask(), channel.size());
        code.open(
            NestPrinter.forLoop(channel.name(), first(channel, plan.channelsOfTask()), end, 1));
        loops.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
        return 1 + loops.size();
      }
    }
    loops.forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    return loops.size();
  }

  /** The first row of a task, where there are several. */
  String firstRow() {
    return from(plan.rows());
  }

  /** Opens a loop over the rows up to a limit. */
  void openRows(int limit, int step, Code code) {
    Index rows = plan.rows();
    String end = end(rows, plan.rowsOfTask(), limit);
    code.open(NestPrinter.forLoop(rows.name(), first(rows, plan.rowsOfTask()), end, step));
  }

  /** Opens a block for the task that has the last rows. */
  void openIfLast(Code code) {
    code.open("if (%s == %d)".formatted(from(plan.rows()), lastFirst()));
  }

  private int lastFirst() {
    return (plan.rowTasks() - 1) * plan.rowsOfTask();
  }

  private boolean hasOneChannel() {
    return plan.channelsOfTask() == 1;
  }

  private static String first(Index index, int part) {
    return part >= index.size() ? "0" : from(index);
  }

  private static String end(Index index, int part, int limit) {
    if (part >= index.size()) {
      return "" + limit;
    }
    String end = from(index) + " + " + part;
    return index.size() % part == 0 && limit == index.size()
        ? end
        : "Math.min(" + end + ", " + limit + ")";
  }

  /** Where a part of an index begins. */
  static String from(Index index) {
    return "from" + Character.toUpperCase(index.name().charAt(0)) + index.name().substring(1);
  }
}
