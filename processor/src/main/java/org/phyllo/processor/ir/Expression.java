package org.phyllo.processor.ir;

/** A scalar expression for one sample. Evaluated as written: nothing is reassociated or fused. */
public sealed interface Expression {
  /** A constant. */
  record Literal(double value) implements Expression {}

  /** A value of a variable. */
  record Load(Access access) implements Expression {}

  /** A local variable of the nest. */
  record Local(String name) implements Expression {}

  /** The value of a loop's index, as a number. */
  record IndexValue(Index index) implements Expression {}

  /** A function of one value. */
  record Unary(Function function, Expression x) implements Expression {}

  /** An operation on two values. */
  record Binary(Operation operation, Expression left, Expression right) implements Expression {}

  /** {@code a * b + c}, rounded once. */
  record Fma(Expression a, Expression b, Expression c) implements Expression {}

  /** {@code left comparison right ? then : otherwise}; both are evaluated where lanes differ. */
  record Select(
      Comparison comparison,
      Expression left,
      Expression right,
      Expression then,
      Expression otherwise)
      implements Expression {}

  /** Functions of one value; those that the processor's instructions lack are the project's own. */
  enum Function {
    NEGATE,
    ABS,
    SQRT,
    EXP,
    LOG,
    TANH,
    ERF;

    /** Whether vectors have no exact instruction for it. */
    public boolean isOwn() {
      return switch (this) {
        case EXP, LOG, TANH, ERF -> true;
        case NEGATE, ABS, SQRT -> false;
      };
    }
  }

  /** Operations on two values. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MAX,
    MIN
  }

  /** Comparisons; all are false for NaN. */
  enum Comparison {
    EQUAL,
    GREATER,
    LESS
  }

  static Expression literal(double value) {
    return new Literal(value);
  }

  static Expression load(Access access) {
    return new Load(access);
  }

  static Expression local(String name) {
    return new Local(name);
  }

  default Expression plus(Expression other) {
    return new Binary(Operation.ADD, this, other);
  }

  default Expression minus(Expression other) {
    return new Binary(Operation.SUBTRACT, this, other);
  }

  default Expression times(Expression other) {
    return new Binary(Operation.MULTIPLY, this, other);
  }

  default Expression times(double factor) {
    return factor == 1 ? this : times(literal(factor));
  }

  default Expression over(Expression other) {
    return new Binary(Operation.DIVIDE, this, other);
  }

  default Expression max(Expression other) {
    return new Binary(Operation.MAX, this, other);
  }

  default Expression negate() {
    return new Unary(Function.NEGATE, this);
  }

  default Expression abs() {
    return new Unary(Function.ABS, this);
  }

  default Expression exp() {
    return new Unary(Function.EXP, this);
  }

  default Expression log() {
    return new Unary(Function.LOG, this);
  }

  default Expression tanh() {
    return new Unary(Function.TANH, this);
  }

  default Expression sqrt() {
    return new Unary(Function.SQRT, this);
  }

  default Expression erf() {
    return new Unary(Function.ERF, this);
  }

  /** {@code this > bound ? then : otherwise}. */
  default Expression greater(double bound, Expression then, Expression otherwise) {
    return new Select(Comparison.GREATER, this, literal(bound), then, otherwise);
  }
}
