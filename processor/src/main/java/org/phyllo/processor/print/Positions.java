package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Affine;

/** Writes positions: {@code u * 784 + k + 2}. */
final class Positions {
  private Positions() {}

  /**
   * The terms of a sum.
   *
   * @param iteration which one of the loops around
   * @param unit the name of what every stride counts in, or empty for ones
   */
  static List<String> terms(Affine position, Iteration iteration, String unit) {
    List<String> terms = new ArrayList<>(varying(position, iteration, unit));
    terms.addAll(constant(position, iteration, unit));
    return terms;
  }

  /** The terms that have an index. */
  static List<String> varying(Affine position, Iteration iteration, String unit) {
    List<String> terms = new ArrayList<>();
    for (Affine.Term term : iteration.varying(position)) {
      if (!term.index().name().equals("0")) {
        terms.add(product(term.index().name(), term.stride(), unit));
      }
    }
    return terms;
  }

  /** The term that has no index; none if it is 0. */
  static List<String> constant(Affine position, Iteration iteration, String unit) {
    int constant = iteration.shifted(position).constant();
    if (constant == 0) {
      return List.of();
    }
    boolean one = constant == 1 && !unit.isEmpty();
    return List.of(one ? unit : product("" + constant, 1, unit));
  }

  private static String product(String index, int stride, String unit) {
    boolean sum = index.contains(" ");
    String factor = stride == 1 ? unit : unit.isEmpty() ? "" + stride : stride + " * " + unit;
    if (factor.isEmpty()) {
      return index;
    }
    return (sum ? "(" + index + ")" : index) + " * " + factor;
  }

  /** The sum of terms; 0 for none. */
  static String sum(List<String> terms) {
    return terms.isEmpty() ? "0" : String.join(" + ", terms).replace("+ -", "- ");
  }
}
