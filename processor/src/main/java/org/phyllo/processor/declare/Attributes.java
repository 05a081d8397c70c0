package org.phyllo.processor.declare;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * An annotation with its attributes, defaults included.
 *
 * @param annotation its qualified name
 * @param location of the annotation
 * @param byName the attributes; without those that javac itself finds wrong
 * @param complete whether all attributes are there
 */
public record Attributes(
    String annotation, Location location, Map<String, Attribute> byName, boolean complete) {
  public Attributes {
    byName = Map.copyOf(byName);
  }

  /** The annotation as the user writes it, without its package: {@code Dense}. */
  public String simpleName() {
    return annotation.substring(annotation.lastIndexOf('.') + 1);
  }

  /** The attribute of that name, or empty if javac finds it wrong. */
  public Optional<Attribute> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The attribute of that name, of an annotation that is complete. */
  public Attribute get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException(annotation + " has no attribute '" + name + "'"));
  }

  public Collection<Attribute> all() {
    return byName.values();
  }
}
