package org.phyllo.processor.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
final class Spelling {
  private Spelling() {}

  /** The candidate with the fewest edits, if that is at most a third of the name. */
  static Optional<String> closest(String name, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(c -> distance(name, c)))
        .filter(c -> distance(name, c) <= Math.max(1, name.length() / 3));
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
