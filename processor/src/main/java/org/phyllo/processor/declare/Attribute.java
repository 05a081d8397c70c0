package org.phyllo.processor.declare;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * The value of an annotation's attribute and its place.
 *
 * @param value an {@code Integer}, {@code Double}, {@code Boolean}, {@code String}, for an enum
 *     constant its name, for a class its type, or for an array a list of attributes
 * @param explicit whether the user wrote it; otherwise it is the default
 */
public record Attribute(Object value, boolean explicit, Location location) {
  public int asInt() {
    return (Integer) value;
  }

  public double asDouble() {
    return (Double) value;
  }

  public boolean asBoolean() {
    return (Boolean) value;
  }

  public String asString() {
    return (String) value;
  }

  /** A class. */
  public TypeMirror asType() {
    return (TypeMirror) value;
  }

  public <E extends Enum<E>> E asEnum(Class<E> type) {
    return Enum.valueOf(type, asString());
  }

  /** The elements of an array, each at its own place. */
  public List<Attribute> asList() {
    return ((List<?>) value).stream().map(Attribute.class::cast).toList();
  }
}
