package org.phyllo.processor.print;

import java.util.HashMap;
import java.util.Map;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;

/**
 * At which iteration of the loops around it a line is printed: at the one at hand, or at one whose
 * indices are that many further. Positions have the offsets in their constant, so that two lines
 * that read the same place are the same text.
 *
 * @param names what stands for an index, where it isn't its name
 * @param offsets how much further than that it is
 */
record Iteration(Map<Index, String> names, Map<Index, Integer> offsets) {
  /** The one at hand. */
  static final Iteration HERE = new Iteration(Map.of(), Map.of());

  /** This iteration with {@code text} for an index. */
  Iteration with(Index index, String text) {
    Map<Index, String> more = new HashMap<>(names);
    more.put(index, text);
    return new Iteration(more, offsets);
  }

  /** The iteration {@code offset} further. */
  Iteration ahead(Index index, int offset) {
    if (offset == 0) {
      return this;
    }
    Map<Index, Integer> more = new HashMap<>(offsets);
    more.merge(index, offset, Integer::sum);
    return new Iteration(names, more);
  }

  /** The iteration in which an index has this value. */
  Iteration at(Index index, int value) {
    return with(index, "0").ahead(index, value);
  }

  /** A position with the offsets in its constant. */
  Affine shifted(Affine position) {
    int constant = position.constant();
    for (Affine.Term term : position.terms()) {
      constant += term.stride() * offsets.getOrDefault(term.index(), 0);
    }
    return new Affine(position.terms(), constant);
  }

  /** An index as a value. */
  String text(Index index) {
    String name = names.getOrDefault(index, index.name());
    int offset = offsets.getOrDefault(index, 0);
    if (name.equals("0")) {
      return "" + offset;
    }
    return offset == 0 ? name : name + " + " + offset;
  }
}
