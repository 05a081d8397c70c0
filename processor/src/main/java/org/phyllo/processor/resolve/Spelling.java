package org.phyllo.processor.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was meant to be. */
final class Spelling {
  private Spelling() {}

  /** The candidate with the fewest edits, if these are at most a third of the name. */
  static Optional<String> closest(String name, Collection<String> candidates) {
    int most = Math.min(Math.max(1, name.length() / 3), name.length() - 1);
    return candidates.stream()
        .min(Comparator.comparingInt(c -> distance(name, c)))
        .filter(c -> distance(name, c) <= most);
  }

  /**
   * The letters inserted, deleted, replaced or swapped with their neighbor; capitals are free.
   * Known as optimal string alignment.
   */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(edits[i - 1][j - 1] + replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
