package org.phyllo.processor.print;

import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.ScatterPlan;

/** Prints sums over a batch whose places the data decides: one sample after the other. */
final class ScatterPrinter {
  private final MemoryPlan memory;
  private final KernelMethods methods;

  ScatterPrinter(MemoryPlan memory, KernelMethods methods) {
    this.memory = memory;
    this.methods = methods;
  }

  /** The call of a task, where {@code task} counts from the plan's first. */
  static String call(ScatterPlan plan, String task) {
    return plan.nest().name() + "(g, w, samples" + (plan.tasks() == 1 ? ")" : ", " + task + ")");
  }

  void print(ScatterPlan plan) {
    Index columns = plan.columns();
    String column = columns.name();
    Variable target = plan.store().target().variable();
    int stride = plan.lookup().stride();
    KernelFrame frame = KernelFrame.of(memory);
    String first = "0";
    String last = "" + columns.size();
    Code code = new Code();
    if (plan.tasks() > 1) {
      first = "first";
      last = "last";
      int width = ScatterPlan.TASK_COLUMNS;
      code.statement("int first = task * " + width);
      code.statement("int last = Math.min(first + %d, %d)".formatted(width, columns.size()));
    }
    String columnLoop = "for (int %1$s = %2$s; %1$s < %3$s; %1$s++)".formatted(column, first, last);
    Index row = new Index("row", target.size() / stride);
    code.open(NestPrinter.forLoop(row.name(), row.size(), 1));
    code.open(columnLoop);
    Affine position = Affine.of(row, stride).plus(Affine.of(columns));
    code.statement(frame.element(target.at(position)) + " = 0");
    code.close().close();
    code.open(GradientPrinter.BLOCKS);
    code.statement("int end = at + Math.min(rest, BLOCK)");
    code.open("for (int s = at; s < end; s++)");
    plan.loops().forEach(i -> code.open(NestPrinter.forLoop(i.name(), i.size(), 1)));
    code.open(columnLoop);
    code.statement(
        frame.element(plan.store().target())
            + " += "
            + ScalarDialect.FLOAT.value(plan.store().value(), frame));
    code.close();
    code.close(plan.loops().size());
    code.close().close();
    methods.add(
        plan.nest().name(),
        plan.nest().comment(),
        "float[] g, float[] w, int samples" + (plan.tasks() == 1 ? "" : ", int task"),
        code);
  }
}
