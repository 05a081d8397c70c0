package org.phyllo.processor.plan;

import org.phyllo.processor.lower.Names;

/** The names of a class's constants, each once. */
final class Constants {
  private final Names names = new Names();

  Constants(String... taken) {
    for (String name : taken) {
      names.fresh(name);
    }
  }

  /** {@code D_HIDDEN} for a variable {@code dHidden}. */
  String of(String variable) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < variable.length(); i++) {
      char c = variable.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        constant.append('_');
      }
      constant.append(Character.toUpperCase(c));
    }
    return names.fresh(constant.toString());
  }
}
