package org.phyllo.processor.declare;

import java.util.Collection;
import java.util.Map;

/**
 * The attributes of an annotation by name, defaults included.
 *
 * @param annotation the annotation's name, for messages
 */
public record Attributes(String annotation, Map<String, Attribute> byName) {
  public Attributes {
    byName = Map.copyOf(byName);
  }

  /** The attribute of that name, which the annotation declares. */
  public Attribute get(String name) {
    Attribute found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(annotation + " has no attribute '" + name + "'");
    }
    return found;
  }

  public Collection<Attribute> all() {
    return byName.values();
  }
}
