package org.phyllo.processor.print;

import java.util.Locale;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.Binary;
import org.phyllo.processor.ir.Expression.Fma;
import org.phyllo.processor.ir.Expression.Function;
import org.phyllo.processor.ir.Expression.IndexValue;
import org.phyllo.processor.ir.Expression.Literal;
import org.phyllo.processor.ir.Expression.Load;
import org.phyllo.processor.ir.Expression.Local;
import org.phyllo.processor.ir.Expression.Operation;
import org.phyllo.processor.ir.Expression.Select;
import org.phyllo.processor.ir.Expression.Unary;

/** One sample at a time. */
enum ScalarDialect implements Dialect {
  /** For people to read, and to judge by: a multiply-add is a product and a sum. */
  DOUBLE("double"),
  /** To the bits of the vectors: a multiply-add is rounded once. */
  FLOAT("float");

  /** How tightly an expression binds; more binds tighter. */
  private enum Binding {
    CHOICE,
    COMPARISON,
    SUM,
    PRODUCT,
    SIGN,
    PRIMARY
  }

  private record Text(String text, Binding binding) {
    String in(Binding context) {
      return binding.compareTo(context) < 0 ? "(" + text + ")" : text;
    }
  }

  private final String type;

  ScalarDialect(String type) {
    this.type = type;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String value(Expression expression, Frame frame) {
    return text(expression, frame).text();
  }

  @Override
  public String store(String element, boolean accumulate, String value) {
    return element + (accumulate ? " += " : " = ") + value;
  }

  @Override
  public String assign(String name, Expression value, Frame frame) {
    String local = frame.local(name);
    if (value instanceof Binary sum
        && sum.operation() == Operation.ADD
        && sum.left().equals(Expression.local(name))) {
      return local + " += " + value(sum.right(), frame);
    }
    return local + " = " + value(value, frame);
  }

  @Override
  public String fma(String a, String b, String c) {
    return "Math.fma(" + a + ", " + b + ", " + c + ")";
  }

  @Override
  public String load(String element) {
    return element;
  }

  @Override
  public String broadcast(String scalar) {
    return scalar;
  }

  @Override
  public String lanes() {
    return "1";
  }

  private Text text(Expression expression, Frame frame) {
    return switch (expression) {
      case Literal e -> literal(e.value());
      case Load e -> new Text(frame.element(e.access()), Binding.PRIMARY);
      case Local e -> new Text(frame.local(e.name()), Binding.PRIMARY);
      case IndexValue e -> new Text(frame.index(e.index()), Binding.PRIMARY);
      case Unary e -> unary(e, frame);
      case Binary e -> binary(e, frame);
      case Fma e -> fma(e, frame);
      case Select e -> {
        String comparison =
            switch (e.comparison()) {
              case EQUAL -> " == ";
              case GREATER -> " > ";
              case LESS -> " < ";
            };
        yield new Text(
            text(e.left(), frame).in(Binding.SUM)
                + comparison
                + text(e.right(), frame).in(Binding.SUM)
                + " ? "
                + text(e.then(), frame).in(Binding.COMPARISON)
                + " : "
                + text(e.otherwise(), frame).in(Binding.CHOICE),
            Binding.CHOICE);
      }
    };
  }

  private Text literal(double value) {
    String digits;
    if (value == Double.NEGATIVE_INFINITY) {
      return new Text(
          this == DOUBLE ? "Double.NEGATIVE_INFINITY" : "Float.NEGATIVE_INFINITY", Binding.PRIMARY);
    }
    if (this == DOUBLE) {
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e6;
      digits = whole ? String.format(Locale.ROOT, "%d", (long) value) : Double.toString(value);
    } else {
      float rounded = (float) value;
      boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < 1e6;
      digits =
          (whole ? String.format(Locale.ROOT, "%d", (long) rounded) : Float.toString(rounded))
              + "f";
    }
    return new Text(digits, value < 0 ? Binding.SIGN : Binding.PRIMARY);
  }

  private Text unary(Unary e, Frame frame) {
    if (e.function() == Function.NEGATE) {
      return new Text("-" + text(e.x(), frame).in(Binding.PRIMARY), Binding.SIGN);
    }
    String x = value(e.x(), frame);
    String own = this == FLOAT ? "FloatMath." : "Math.";
    String call =
        switch (e.function()) {
          case NEGATE -> throw new IllegalStateException();
          case ABS -> "Math.abs(" + x + ")";
          case SQRT -> (this == FLOAT ? "(float) " : "") + "Math.sqrt(" + x + ")";
          case EXP -> own + "exp(" + x + ")";
          case LOG -> own + "log(" + x + ")";
          case TANH -> own + "tanh(" + x + ")";
          case ERF -> (this == FLOAT ? own : "DoubleMath.") + "erf(" + x + ")";
        };
    return new Text(call, Binding.PRIMARY);
  }

  private Text binary(Binary e, Frame frame) {
    Text left = text(e.left(), frame);
    Text right = text(e.right(), frame);
    return switch (e.operation()) {
      case ADD -> new Text(left.in(Binding.SUM) + " + " + right.in(Binding.PRODUCT), Binding.SUM);
      case SUBTRACT ->
          new Text(left.in(Binding.SUM) + " - " + right.in(Binding.PRODUCT), Binding.SUM);
      case MULTIPLY ->
          new Text(left.in(Binding.PRODUCT) + " * " + right.in(Binding.SIGN), Binding.PRODUCT);
      case DIVIDE ->
          new Text(left.in(Binding.PRODUCT) + " / " + right.in(Binding.SIGN), Binding.PRODUCT);
      case MAX -> new Text("Math.max(" + left.text() + ", " + right.text() + ")", Binding.PRIMARY);
      case MIN -> new Text("Math.min(" + left.text() + ", " + right.text() + ")", Binding.PRIMARY);
    };
  }

  private Text fma(Fma e, Frame frame) {
    Text a = text(e.a(), frame);
    Text b = text(e.b(), frame);
    Text c = text(e.c(), frame);
    if (this == FLOAT) {
      return new Text(fma(a.text(), b.text(), c.text()), Binding.PRIMARY);
    }
    String product = a.in(Binding.PRODUCT) + " * " + b.in(Binding.SIGN);
    return c.text().equals("0")
        ? new Text(product, Binding.PRODUCT)
        : new Text(c.in(Binding.SUM) + " + " + product, Binding.SUM);
  }
}
