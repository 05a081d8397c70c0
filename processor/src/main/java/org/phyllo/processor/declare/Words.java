package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Writes lists of names into messages. */
final class Words {
  private Words() {}

  /** {@code 'a', 'b' and 'c'}. */
  static String quoted(List<? extends CharSequence> names) {
    return and(names.stream().map(n -> "'" + n + "'").toList());
  }

  /** {@code a, b and c}. */
  static String and(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  /** Annotations as the user writes them: {@code @Add, @Concat}. */
  static String annotations(List<String> qualifiedNames) {
    return qualifiedNames.stream().map(Words::annotation).collect(joining(", "));
  }

  /** An annotation as the user writes it: {@code @Add}. */
  static String annotation(String qualifiedName) {
    return "@" + qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
  }
}
