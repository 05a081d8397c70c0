package org.phyllo.processor.declare;

import java.util.List;

/**
 * A class annotated with {@code @Network}, as far as it is right: what is missing here has been
 * reported.
 *
 * @param packageName empty for the unnamed package
 * @param name of the class within its package; that of a nested class is {@code Outer.Inner}
 * @param isPublic whether what is generated for users is public
 * @param network its {@code @Network}
 * @param layers in order, those whose order is unknown last
 */
public record NetworkDeclaration(
    String packageName,
    String name,
    boolean isPublic,
    Attributes network,
    List<LayerDeclaration> layers) {
  public NetworkDeclaration {
    layers = List.copyOf(layers);
  }

  /** What the names of the generated classes begin with: {@code Outer_Inner}. */
  public String flatName() {
    return name.replace('.', '_');
  }

  /** How messages name this network: {@code Network 'Digits'}. */
  @Override
  public String toString() {
    return "Network '" + name + "'";
  }
}
