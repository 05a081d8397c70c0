package org.phyllo.processor.declare;

import java.util.Collection;
import java.util.TreeSet;

/** The numbers that no {@code @Layer} of a network has yet, for messages. */
final class FreeOrders {
  private final TreeSet<Integer> used;
  private int last;

  FreeOrders(Collection<Integer> used) {
    this.used = new TreeSet<>(used);
    last = this.used.isEmpty() ? 0 : this.used.last();
  }

  /** A number behind all others, a new one with each call. */
  int next() {
    last = after(last);
    used.add(last);
    return last;
  }

  /** The first free number behind another; a small one where there is none. */
  int after(int order) {
    int free = order;
    do {
      free = free == Integer.MAX_VALUE ? 1 : free + 1;
    } while (used.contains(free));
    return free;
  }
}
