package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;

/**
 * At which iteration of the loops around it a line is printed: at the one at hand, or at one whose
 * indices are that many further. Positions have the offsets in their constant, so that two lines
 * that read the same place are the same text.
 *
 * @param names what stands for an index, where it isn't its name
 * @param offsets how much further than that it is
 * @param flat several of the loops as one, if they are
 */
record Iteration(Map<Index, String> names, Map<Index, Integer> offsets, Optional<FlatLoop> flat) {
  /** The one at hand. */
  static final Iteration HERE = new Iteration(Map.of(), Map.of(), Optional.empty());

  /** This iteration with {@code text} for an index. */
  Iteration with(Index index, String text) {
    Map<Index, String> more = new HashMap<>(names);
    more.put(index, text);
    return new Iteration(more, offsets, flat);
  }

  /** The iteration {@code offset} further. */
  Iteration ahead(Index index, int offset) {
    if (offset == 0) {
      return this;
    }
    Map<Index, Integer> more = new HashMap<>(offsets);
    more.merge(index, offset, Integer::sum);
    return new Iteration(names, more, flat);
  }

  /** The iteration in which an index has this value. */
  Iteration at(Index index, int value) {
    return with(index, "0").ahead(index, value);
  }

  /** An iteration of these loops, if several of them are one. */
  Iteration in(List<FlatLoop> loops) {
    Optional<FlatLoop> several = loops.stream().filter(l -> l.indices().size() > 1).findFirst();
    return several.isEmpty() ? this : new Iteration(names, offsets, several);
  }

  /** The terms of a position that have an index, those of loops that are one put together. */
  List<Affine.Term> varying(Affine position) {
    List<Affine.Term> terms = new ArrayList<>();
    Optional<FlatLoop> open = flat;
    for (Affine.Term term : position.terms()) {
      if (flat.isEmpty() || !flat.get().indices().contains(term.index())) {
        String name = names.getOrDefault(term.index(), term.index().name());
        terms.add(new Affine.Term(new Index(name, term.index().size()), term.stride()));
      } else if (open.isPresent()) {
        terms.add(open.get().term(position));
        open = Optional.empty();
      }
    }
    return terms;
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
