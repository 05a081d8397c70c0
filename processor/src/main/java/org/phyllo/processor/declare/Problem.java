package org.phyllo.processor.declare;

import java.util.Locale;

/** A problem with a declaration, and where it is. */
public record Problem(Diagnostic diagnostic, String message, Location location) {
  /**
   * @param context where the declaration is used, if that matters; empty otherwise
   */
  static Problem of(Diagnostic diagnostic, String context, Location location, Object... arguments) {
    String text = String.format(Locale.ROOT, diagnostic.format(), arguments);
    return new Problem(diagnostic, "[" + diagnostic.id() + "] " + context + text, location);
  }
}
