package org.phyllo.processor.declare;

import java.util.List;
import org.phyllo.dsl.Loss;

/**
 * A class annotated with {@code @Network}, as declared.
 *
 * @param packageName empty for the unnamed package
 * @param name of the class; a nested class is named with its outer classes, {@code Outer_Inner}
 * @param isPublic whether what is generated for users is public
 * @param input the sizes of one input
 * @param inputLocation of the list {@code input}
 * @param layers in order
 */
public record NetworkDeclaration(
    String packageName,
    String name,
    boolean isPublic,
    List<Attribute> input,
    Location inputLocation,
    Loss loss,
    Location lossLocation,
    Attribute huberDelta,
    List<LayerDeclaration> layers,
    Location location) {
  public NetworkDeclaration {
    input = List.copyOf(input);
    layers = List.copyOf(layers);
  }
}
