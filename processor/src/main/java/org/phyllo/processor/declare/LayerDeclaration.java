package org.phyllo.processor.declare;

import java.util.List;

/**
 * A field of a network with its layer's annotation.
 *
 * @param name the field's name, which names the layer and the tensor it produces
 * @param order of {@code @Layer}
 * @param from the names of the tensors it reads; empty for the tensor before it
 * @param fromLocation of the list {@code from}
 * @param kind the qualified name of its kind's annotation
 * @param attributes of that annotation, by name, defaults included
 * @param location the field, at its kind's annotation
 */
public record LayerDeclaration(
    String name,
    Attribute order,
    List<Attribute> from,
    Location fromLocation,
    String kind,
    Attributes attributes,
    Location location) {

  public LayerDeclaration {
    from = List.copyOf(from);
  }

  public Attribute attribute(String attribute) {
    return attributes.get(attribute);
  }

  /** The kind as the user writes it, without its package: {@code Dense}. */
  public String kindName() {
    return kind.substring(kind.lastIndexOf('.') + 1);
  }

  /** How messages name this layer: {@code Dense layer 'hidden'}. */
  @Override
  public String toString() {
    return kindName() + " layer '" + name + "'";
  }
}
