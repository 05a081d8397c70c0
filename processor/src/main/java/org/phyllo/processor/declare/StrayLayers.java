package org.phyllo.processor.declare;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.phyllo.dsl.Block;
import org.phyllo.dsl.Network;

/** Finds layers in types that are no networks, where they would silently do nothing. */
public final class StrayLayers {
  private StrayLayers() {}

  /**
   * Reports them, once for each type.
   *
   * @param annotated what is annotated as a layer
   * @param networks the networks declared beside them, which report what their superclasses have
   * @param kinds the qualified names of the annotations that are layer kinds
   */
  public static void report(
      Stream<? extends Element> annotated,
      Collection<TypeElement> networks,
      List<String> kinds,
      Report report) {
    Set<TypeElement> extended =
        networks.stream()
            .flatMap(n -> DeclarationReader.superclasses(n).stream())
            .collect(Collectors.toSet());
    Set<TypeElement> owners = new LinkedHashSet<>();
    annotated
        .filter(e -> e.getKind().isField())
        .forEach(field -> owners.add((TypeElement) field.getEnclosingElement()));
    for (TypeElement owner : owners) {
      if (AnnotationReader.isAnnotated(owner, Network.class.getName())
          || AnnotationReader.isAnnotated(owner, Block.class.getName())
          || AnnotationReader.hasUnknown(owner)
          || extended.contains(owner)) {
        continue;
      }
      String kind = DeclarationReader.written(owner.getKind());
      report.add(
          Diagnostic.OUTSIDE_NETWORK,
          Location.of(owner),
          Character.toUpperCase(kind.charAt(0)) + kind.substring(1),
          DeclarationReader.nameOf(owner),
          Words.quoted(
              DeclarationReader.layerFields(owner, kinds).stream()
                  .map(VariableElement::getSimpleName)
                  .toList()));
    }
  }
}
