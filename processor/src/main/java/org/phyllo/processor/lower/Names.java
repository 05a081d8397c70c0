package org.phyllo.processor.lower;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives out Java identifiers, each once. */
public final class Names {
  private final Set<String> taken = new HashSet<>();

  /** {@code wanted}, with as many underscores as make it new. */
  public String fresh(String wanted) {
    String name = wanted;
    while (SourceVersion.isKeyword(name) || !taken.add(name)) {
      name += "_";
    }
    return name;
  }

  static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
