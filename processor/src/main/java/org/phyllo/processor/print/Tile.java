package org.phyllo.processor.print;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Statement.Contract;

/**
 * The sums of a register tile: {@code height} rows by {@code width} columns of accumulators, each
 * in a local variable of its own, all advanced by one multiply-add in every iteration.
 */
final class Tile {
  private final Dialect dialect;
  private final Code code;
  private final Contract contract;
  private final int height;
  private final int width;

  /** The locals of values that are loaded. */
  private final Map<String, String> locals = new HashMap<>();

  /** How many locals a factor has. */
  private final Map<String, Integer> numbers = new HashMap<>();

  Tile(Dialect dialect, Code code, Contract contract, int height, int width) {
    this.dialect = dialect;
    this.code = code;
    this.contract = contract;
    this.height = height;
    this.width = width;
  }

  /** What is behind the name of a local that belongs to one position of the tile. */
  String position(int row, int column) {
    return (height > 1 ? "" + row : "") + (width > 1 ? "" + column : "");
  }

  /** The accumulator's name. */
  String sum(int row, int column) {
    return contract.name() + position(row, column);
  }

  /** What a sum begins with, at a place of the tile. */
  @FunctionalInterface
  interface Initial {
    String at(int row, int column);
  }

  /** Declares the accumulators. */
  void declare(Initial initial) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        code.statement(dialect.type() + " " + sum(row, column) + " = " + initial.at(row, column));
      }
    }
  }

  /**
   * One iteration: loads every column's right factor and every row's left one, and multiplies each
   * with each. Without a right factor it adds the left one. What an iteration before has loaded is
   * not loaded again: several in a row are written out in one block.
   */
  void accumulate(IntFunction<String> left, IntFunction<String> right) {
    accumulate(left, right, IntStream.range(0, width).boxed().toList());
  }

  /** The same in some columns alone. */
  void accumulate(IntFunction<String> left, IntFunction<String> right, List<Integer> some) {
    if (contract.right().isEmpty()) {
      for (int row = 0; row < height; row++) {
        String sum = sum(row, 0);
        code.statement(
            dialect instanceof VectorDialect
                ? sum + " = " + sum + ".add(" + left.apply(row) + ")"
                : sum + " += " + left.apply(row));
      }
      return;
    }
    if (some.isEmpty()) {
      return;
    }
    Map<Integer, String> columns = new LinkedHashMap<>();
    some.forEach(c -> columns.put(c, loaded(contract.right().get(), right.apply(c))));
    for (int row = 0; row < height; row++) {
      String name = loaded(contract.left(), left.apply(row));
      for (Map.Entry<Integer, String> column : columns.entrySet()) {
        String sum = sum(row, column.getKey());
        code.statement(sum + " = " + dialect.fma(name, column.getValue(), sum));
      }
    }
  }

  /** Loads a factor's value ahead of the iterations that use it. */
  void load(Access factor, String value) {
    loaded(factor, value);
  }

  /** The local that has a factor's value: a new one, or that of an iteration before. */
  private String loaded(Access access, String value) {
    return locals.computeIfAbsent(
        value,
        v -> {
          String factor = factor(access);
          String name = factor + (numbers.merge(factor, 1, Integer::sum) - 1);
          code.statement(dialect.type() + " " + name + " = " + v);
          return name;
        });
  }

  /**
   * What a factor's locals are called, before their number: a tensor's name may be {@code sum1}.
   */
  private String factor(Access access) {
    String name = access.variable().name();
    String sum = contract.name();
    boolean likeSum =
        name.startsWith(sum)
            && name.length() > sum.length()
            && name.substring(sum.length()).chars().allMatch(Character::isDigit);
    return likeSum ? name + "_" : name;
  }
}
