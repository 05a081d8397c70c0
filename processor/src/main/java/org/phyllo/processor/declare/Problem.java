package org.phyllo.processor.declare;

import java.util.Locale;

/** A problem with a declaration, and where it is. */
public record Problem(Diagnostic diagnostic, String message, Location location) {
  static Problem of(Diagnostic diagnostic, Location location, Object... arguments) {
    return new Problem(
        diagnostic,
        "[" + diagnostic.id() + "] " + String.format(Locale.ROOT, diagnostic.format(), arguments),
        location);
  }
}
