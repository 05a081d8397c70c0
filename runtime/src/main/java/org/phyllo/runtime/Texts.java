package org.phyllo.runtime;

import java.util.Locale;

/** Numbers as text, the same in every locale. */
final class Texts {
  private Texts() {}

  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
