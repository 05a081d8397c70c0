package org.phyllo.processor.random;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;

/** Writes an annotation attribute by attribute; those that are left out have their defaults. */
final class DrawnAnnotation {
  private final String kind;
  private final Map<String, String> attributes = new LinkedHashMap<>();

  DrawnAnnotation(Class<? extends Annotation> kind) {
    this.kind = kind.getSimpleName();
  }

  DrawnAnnotation with(String attribute, Object value) {
    attributes.put(attribute, value.toString());
    return this;
  }

  DrawnAnnotation with(String attribute, Activation activation) {
    return with(attribute, "Activation." + activation.name());
  }

  DrawnAnnotation with(String attribute, Initializer initializer) {
    return with(attribute, "Initializer." + initializer.name());
  }

  @Override
  public String toString() {
    return attributes.isEmpty()
        ? "@" + kind
        : attributes.entrySet().stream()
            .map(a -> a.getKey() + " = " + a.getValue())
            .collect(joining(", ", "@" + kind + "(", ")"));
  }
}
