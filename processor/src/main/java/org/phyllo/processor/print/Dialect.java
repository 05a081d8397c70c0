package org.phyllo.processor.print;

import org.phyllo.processor.ir.Expression;

/** How expressions are written over one type of number. */
interface Dialect {
  /** The type of a local variable: {@code double}, {@code float}, {@code FloatVector}. */
  String type();

  /** An expression that is a value of {@link #type()}. */
  String value(Expression expression, Frame frame);

  /**
   * The expression with a local in the place of each function that takes statements of its own;
   * these are added to the code.
   */
  default Expression prepared(Expression expression, Frame frame, Code code) {
    return expression;
  }

  /** A statement that writes {@code value}, of this type, to an array element, or adds to it. */
  String store(String element, boolean accumulate, String value);

  /** A statement that gives a local a new value. */
  String assign(String name, Expression value, Frame frame);

  /** A multiply-add of three values of this type. */
  String fma(String a, String b, String c);

  /** The value of this type at an array element that differs from sample to sample. */
  String load(String element);

  /** The value of this type that is the same for all samples. */
  String broadcast(String scalar);

  /** How many samples a value of this type stands for, as generated code has it. */
  String lanes();
}
