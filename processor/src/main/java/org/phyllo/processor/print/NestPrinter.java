package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Band;
import org.phyllo.processor.ir.Statement.Contract;

/** Prints statements as they are: loops as loops, contractions as loops of multiply-adds. */
final class NestPrinter {
  private final Dialect dialect;
  private final Frame frame;
  private final Code code;

  NestPrinter(Dialect dialect, Frame frame, Code code) {
    this.dialect = dialect;
    this.frame = frame;
    this.code = code;
  }

  void print(List<Statement> statements) {
    statements.forEach(this::print);
  }

  private void print(Statement statement) {
    switch (statement) {
      case Statement.Declare s ->
          code.statement(
              dialect.type()
                  + " "
                  + frame.local(s.name())
                  + " = "
                  + dialect.value(prepared(s.value()), frame));
      case Statement.Assign s ->
          code.statement(dialect.assign(s.name(), prepared(s.value()), frame));
      case Statement.Store s ->
          code.statement(
              dialect.store(
                  frame.element(s.target()),
                  s.accumulate(),
                  dialect.value(prepared(s.value()), frame)));
      case Statement.Loop s -> {
        open(s.index());
        print(s.body());
        code.close();
      }
      case Contract s -> contract(s, () -> {}, 0);
    }
  }

  private Expression prepared(Expression value) {
    return dialect.prepared(value, frame, code);
  }

  /** A contraction, with {@code between} opening that many more blocks around the reduction. */
  void contract(Contract s, Runnable between, int blocks) {
    String sum = frame.local(s.name());
    code.statement(dialect.type() + " " + sum + " = " + dialect.value(s.initial(), frame));
    between.run();
    s.reduced().forEach(i -> code.open(reducedLoop(s, i, frame)));
    String left = dialect.value(Expression.load(s.left()), frame);
    if (s.right().isEmpty()) {
      code.statement(sum + " += " + left);
    } else {
      String right = dialect.value(Expression.load(s.right().get()), frame);
      code.statement(
          dialect == ScalarDialect.DOUBLE
              ? sum + " += " + left + " * " + right
              : sum + " = " + dialect.fma(left, right, sum));
    }
    code.close(s.reduced().size() + blocks);
  }

  /** The loop of a reduced index, within the image that it moves over. */
  static String reducedLoop(Contract contract, Index index, Frame frame) {
    Optional<Band> limited = contract.band(index);
    String name = frame.index(index);
    if (limited.isEmpty()) {
      return forLoop(name, index.size(), 1);
    }
    Band band = limited.get();
    String outer = frame.index(band.outer());
    boolean forth = band.direction() > 0;
    String least =
        forth ? -band.offset() + " - " + outer : sum(outer, band.offset() - band.size() + 1);
    String end =
        forth ? band.size() - band.offset() + " - " + outer : sum(outer, band.offset() + 1);
    return "for (int %s = Math.max(0, %s); %s < Math.min(%d, %s); %s++)"
        .formatted(name, least, name, index.size(), end, name);
  }

  private static String sum(String start, int more) {
    return more == 0 ? start : start + (more < 0 ? " - " + -more : " + " + more);
  }

  private void open(Index index) {
    code.open(forLoop(frame.index(index), index.size(), 1));
  }

  /** {@code for (int name = 0; name < size; name += step)}. */
  static String forLoop(String name, int size, int step) {
    return forLoop(name, "0", "" + size, step);
  }

  /** {@code for (int name = first; name < end; name += step)}. */
  static String forLoop(String name, String first, String end, int step) {
    String next = step == 1 ? name + "++" : name + " += " + step;
    return "for (int " + name + " = " + first + "; " + name + " < " + end + "; " + next + ")";
  }
}
