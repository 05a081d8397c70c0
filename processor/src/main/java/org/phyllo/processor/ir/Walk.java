package org.phyllo.processor.ir;

import java.util.List;
import java.util.stream.Stream;

/** Goes through all expressions and stores of statements, those inside others included. */
public final class Walk {
  private Walk() {}

  public static Stream<Expression> expressions(List<Statement> statements) {
    return statements.stream().flatMap(Walk::expressions);
  }

  /** What is read, in order, as often as it is. */
  public static Stream<Access> reads(List<Statement> statements) {
    return expressions(statements)
        .flatMap(e -> e instanceof Expression.Load load ? Stream.of(load.access()) : Stream.of());
  }

  /** What is written, in order, as often as there are statements that do. */
  public static Stream<Access> writes(List<Statement> statements) {
    return statements.stream()
        .flatMap(
            statement ->
                switch (statement) {
                  case Statement.Store s -> Stream.of(s.target());
                  case Statement.Loop s -> writes(s.body());
                  case Statement.Declare _, Statement.Assign _, Statement.Contract _ ->
                      Stream.empty();
                });
  }

  /** The variables that are written, in order, as often as there are statements that do. */
  public static Stream<Variable> stores(List<Statement> statements) {
    return writes(statements).map(Access::variable);
  }

  /** The variables that are read, in order, as often as they are. */
  public static Stream<Variable> loads(List<Statement> statements) {
    return reads(statements).map(Access::variable);
  }

  private static Stream<Expression> expressions(Statement statement) {
    return switch (statement) {
      case Statement.Declare s -> expressions(s.value());
      case Statement.Assign s -> expressions(s.value());
      case Statement.Store s -> expressions(s.value());
      case Statement.Loop s -> expressions(s.body());
      case Statement.Contract s ->
          Stream.concat(
              expressions(s.initial()),
              Stream.concat(Stream.of(s.left()), s.right().stream()).map(Expression::load));
    };
  }

  private static Stream<Expression> expressions(Expression expression) {
    Stream<Expression> inner =
        switch (expression) {
          case Expression.Load e ->
              e.access().lookup().stream().flatMap(l -> expressions(Expression.load(l.value())));
          case Expression.Literal _, Expression.Local _, Expression.IndexValue _ -> Stream.empty();
          case Expression.Unary e -> expressions(e.x());
          case Expression.Binary e -> Stream.of(e.left(), e.right()).flatMap(Walk::expressions);
          case Expression.Fma e -> Stream.of(e.a(), e.b(), e.c()).flatMap(Walk::expressions);
          case Expression.Select e ->
              Stream.of(e.left(), e.right(), e.then(), e.otherwise()).flatMap(Walk::expressions);
        };
    return Stream.concat(Stream.of(expression), inner);
  }
}
