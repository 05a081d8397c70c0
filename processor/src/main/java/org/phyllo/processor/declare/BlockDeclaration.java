package org.phyllo.processor.declare;

import java.util.List;

/**
 * A class annotated with {@code @Block}, as far as it is right: what is missing here has been
 * reported.
 *
 * @param name of the class within its package
 * @param layers in order, those whose order is unknown last
 */
public record BlockDeclaration(String name, List<LayerDeclaration> layers) {
  public BlockDeclaration {
    layers = List.copyOf(layers);
  }
}
