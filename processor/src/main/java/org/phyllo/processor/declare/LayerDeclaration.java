package org.phyllo.processor.declare;

import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Input;

/**
 * A field of a network that is declared as a layer, as far as it is right: what is missing here has
 * been reported.
 *
 * @param name the field's name, which names the layer and the tensor it produces
 * @param location of the field
 * @param layer its {@code @Layer}
 * @param kind the annotation that says what kind of layer it is, complete
 * @param output its {@code @Output}
 * @param block what it includes, if it stands for the layers of a block
 */
public record LayerDeclaration(
    String name,
    Location location,
    Optional<Attributes> layer,
    Optional<Attributes> kind,
    Optional<Attributes> output,
    Optional<BlockDeclaration> block) {

  /** A layer of which nothing but the name is known. */
  static LayerDeclaration unread(String name, Location location) {
    return new LayerDeclaration(
        name, location, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Its place in the order, if it is known. */
  public Optional<Integer> order() {
    return layer.flatMap(l -> l.find("value")).map(Attribute::asInt);
  }

  /** The names of the tensors it reads, if they are known; none for the tensor before it. */
  public Optional<List<Attribute>> from() {
    return layer.flatMap(l -> l.find("from")).map(Attribute::asList);
  }

  /** Where problems with its sources are shown: at {@code from}, or else at its kind. */
  public Location fromLocation() {
    return layer
        .flatMap(l -> l.find("from"))
        .filter(Attribute::explicit)
        .map(Attribute::location)
        .or(() -> kind.map(Attributes::location))
        .orElse(location);
  }

  /** Whether it is an input of the network. */
  public boolean isInput() {
    return kind.stream().anyMatch(k -> k.annotation().equals(Input.class.getName()));
  }

  /** An attribute of its kind, which is known. */
  public Attribute attribute(String attribute) {
    return kind.orElseThrow().get(attribute);
  }

  /** How messages name this layer: {@code Dense layer 'hidden'}. */
  @Override
  public String toString() {
    return kind.map(k -> k.simpleName() + " layer '").orElse("Layer '") + name + "'";
  }
}
