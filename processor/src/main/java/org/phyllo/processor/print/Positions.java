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
    Affine affine = iteration.shifted(position);
    List<String> terms = new ArrayList<>();
    for (Affine.Term term : affine.terms()) {
      String index = iteration.names().getOrDefault(term.index(), term.index().name());
      if (!index.equals("0")) {
        terms.add(product(index, term.stride(), unit));
      }
    }
    if (affine.constant() != 0) {
      boolean one = affine.constant() == 1 && !unit.isEmpty();
      terms.add(one ? unit : product("" + affine.constant(), 1, unit));
    }
    return terms;
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
