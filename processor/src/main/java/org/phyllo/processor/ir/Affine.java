package org.phyllo.processor.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * A position in a flat array: a constant plus loop indices times constant strides.
 *
 * @param terms in the order in which they are printed, each index at most once
 * @param constant added to them
 */
public record Affine(List<Term> terms, int constant) {
  /** A loop index times its stride. */
  public record Term(Index index, int stride) {}

  public Affine {
    terms = List.copyOf(terms);
  }

  public static Affine constant(int value) {
    return new Affine(List.of(), value);
  }

  public static Affine of(Index index) {
    return of(index, 1);
  }

  public static Affine of(Index index, int stride) {
    return new Affine(List.of(new Term(index, stride)), 0);
  }

  /** Row {@code row}, column {@code column} of a matrix with that column's size as its width. */
  public static Affine matrix(Index row, Index column) {
    return of(row, column.size()).plus(of(column));
  }

  public Affine plus(Affine other) {
    List<Term> sum = new ArrayList<>(terms);
    sum.addAll(other.terms);
    return new Affine(sum, constant + other.constant);
  }

  /** All strides and the constant, {@code factor} times. */
  public Affine times(int factor) {
    return new Affine(
        terms.stream().map(t -> new Term(t.index(), t.stride() * factor)).toList(),
        constant * factor);
  }

  public Affine plus(int offset) {
    return new Affine(terms, constant + offset);
  }

  /** The stride of {@code index}, 0 if it does not occur. */
  public int stride(Index index) {
    return terms.stream().filter(t -> t.index().equals(index)).mapToInt(Term::stride).sum();
  }

  /** This position in the iteration in which {@code index} has {@code value}. */
  public Affine with(Index index, int value) {
    return new Affine(
        terms.stream().filter(t -> !t.index().equals(index)).toList(),
        constant + stride(index) * value);
  }
}
