package org.phyllo.processor.print;

import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.Binary;
import org.phyllo.processor.ir.Expression.Comparison;
import org.phyllo.processor.ir.Expression.Fma;
import org.phyllo.processor.ir.Expression.IndexValue;
import org.phyllo.processor.ir.Expression.Literal;
import org.phyllo.processor.ir.Expression.Load;
import org.phyllo.processor.ir.Expression.Local;
import org.phyllo.processor.ir.Expression.Operation;
import org.phyllo.processor.ir.Expression.Select;
import org.phyllo.processor.ir.Expression.Unary;
import org.phyllo.processor.lower.Rewriter;

/** A vector at a time; what is the same for all of its lanes stays scalar while it can. */
final class VectorDialect implements Dialect {
  /** Methods of {@code FloatVector} that are called by their simple names. */
  static final String[] IMPORTED = {"broadcast", "fromArray", "zero"};

  @Override
  public String type() {
    return "FloatVector";
  }

  @Override
  public String lanes() {
    return "LANES";
  }

  @Override
  public Expression prepared(Expression expression, Frame frame, Code code) {
    return new Rewriter() {
      @Override
      protected Expression unary(Unary e) {
        return isUniform(e, frame) || !e.function().isOwn()
            ? e
            : Expression.local(
                VectorFunctions.print(e.function(), value(e.x(), frame), frame::local, code));
      }
    }.rewrite(expression);
  }

  @Override
  public String load(String element) {
    return "fromArray(SPECIES, " + array(element) + ", " + position(element) + ")";
  }

  @Override
  public String broadcast(String scalar) {
    return scalar.equals("0f") ? "zero(SPECIES)" : "broadcast(SPECIES, " + scalar + ")";
  }

  @Override
  public String store(String element, boolean accumulate, String value) {
    String sum = accumulate ? load(element) + ".add(" + value + ")" : value;
    return sum + ".intoArray(" + array(element) + ", " + position(element) + ")";
  }

  @Override
  public String assign(String name, Expression value, Frame frame) {
    return frame.local(name) + " = " + value(value, frame);
  }

  @Override
  public String fma(String a, String b, String c) {
    return a + ".fma(" + b + ", " + c + ")";
  }

  @Override
  public String value(Expression expression, Frame frame) {
    if (isUniform(expression, frame)) {
      return broadcast(scalar(expression, frame));
    }
    return switch (expression) {
      case Literal _, IndexValue _ -> throw new IllegalStateException("not uniform");
      case Load e -> load(frame.element(e.access()));
      case Local e -> frame.local(e.name());
      case Unary e -> unary(e, frame);
      case Binary e -> binary(e, frame);
      case Fma e -> {
        // The receiver is a vector; its arguments are both vectors.
        Expression receiver = isUniform(e.a(), frame) ? e.b() : e.a();
        Expression factor = isUniform(e.a(), frame) ? e.a() : e.b();
        yield fma(value(receiver, frame), value(factor, frame), value(e.c(), frame));
      }
      case Select e -> select(e, frame);
    };
  }

  /** Whether the value is the same for all lanes. All locals are vectors. */
  private static boolean isUniform(Expression expression, Frame frame) {
    return switch (expression) {
      case Literal _, IndexValue _ -> true;
      case Load e -> frame.isUniform(e.access());
      case Local _ -> false;
      case Unary e -> isUniform(e.x(), frame);
      case Binary e -> isUniform(e.left(), frame) && isUniform(e.right(), frame);
      case Fma e -> isUniform(e.a(), frame) && isUniform(e.b(), frame) && isUniform(e.c(), frame);
      case Select e ->
          isUniform(e.left(), frame)
              && isUniform(e.right(), frame)
              && isUniform(e.then(), frame)
              && isUniform(e.otherwise(), frame);
    };
  }

  private String unary(Unary e, Frame frame) {
    String x = value(e.x(), frame);
    return switch (e.function()) {
      case NEGATE -> x + ".neg()";
      case ABS -> x + ".abs()";
      case SQRT -> x + ".sqrt()";
      case EXP, LOG, TANH, ERF ->
          throw new IllegalStateException(e.function() + " that has not been prepared");
    };
  }

  private String binary(Binary e, Frame frame) {
    boolean commutes = e.operation() != Operation.SUBTRACT && e.operation() != Operation.DIVIDE;
    boolean swap = commutes && isUniform(e.left(), frame);
    Expression receiver = swap ? e.right() : e.left();
    Expression argument = swap ? e.left() : e.right();
    String method =
        switch (e.operation()) {
          case ADD -> "add";
          case SUBTRACT -> "sub";
          case MULTIPLY -> "mul";
          case DIVIDE -> "div";
          case MAX -> "max";
          case MIN -> "min";
        };
    return value(receiver, frame) + "." + method + "(" + argument(argument, frame) + ")";
  }

  private String select(Select e, Frame frame) {
    boolean swap = isUniform(e.left(), frame);
    Comparison comparison = e.comparison();
    if (swap) {
      comparison =
          switch (comparison) {
            case EQUAL -> Comparison.EQUAL;
            case GREATER -> Comparison.LESS;
            case LESS -> Comparison.GREATER;
          };
    }
    String operator =
        switch (comparison) {
          case EQUAL -> "EQ";
          case GREATER -> "GT";
          case LESS -> "LT";
        };
    String mask =
        "%s.compare(VectorOperators.%s, %s)"
            .formatted(
                value(swap ? e.right() : e.left(), frame),
                operator,
                argument(swap ? e.left() : e.right(), frame));
    return value(e.otherwise(), frame) + ".blend(" + argument(e.then(), frame) + ", " + mask + ")";
  }

  /** Arguments may be scalars. */
  private String argument(Expression expression, Frame frame) {
    return isUniform(expression, frame) ? scalar(expression, frame) : value(expression, frame);
  }

  private static String scalar(Expression expression, Frame frame) {
    String text = ScalarDialect.FLOAT.value(expression, frame);
    return expression instanceof IndexValue ? "(float) " + text : text;
  }

  private static String array(String element) {
    return element.substring(0, element.indexOf('['));
  }

  private static String position(String element) {
    return element.substring(element.indexOf('[') + 1, element.length() - 1);
  }
}
