package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.phyllo.dsl.Network;

/** Reads a class annotated with {@code @Network} into a {@link NetworkDeclaration}. */
public final class DeclarationReader {
  private final Elements elements;
  private final List<String> kinds;
  private final Report report;

  /**
   * @param kinds the qualified names of the annotations that are layer kinds
   */
  public DeclarationReader(Elements elements, List<String> kinds, Report report) {
    this.elements = elements;
    this.kinds = List.copyOf(kinds);
    this.report = report;
  }

  /** The declaration, as far as it is right; empty if it declares no network at all. */
  public Optional<NetworkDeclaration> read(TypeElement type) {
    AnnotationReader annotations = new AnnotationReader(elements, report);
    Attributes network = annotations.find(type, Network.class.getName()).orElseThrow();
    String name = nameOf(type);
    if (type.getKind() == ElementKind.CLASS) {
      checkClass(type, name, network.location());
    }
    return new BlockReader(annotations, kinds, report)
        .layers(type, network)
        .map(
            layers ->
                new NetworkDeclaration(
                    elements.getPackageOf(type).getQualifiedName().toString(),
                    name,
                    isPublic(type),
                    network,
                    layers));
  }

  private void checkClass(TypeElement type, String name, Location location) {
    if (!type.getTypeParameters().isEmpty()) {
      String parameters =
          type.getTypeParameters().stream().map(String::valueOf).collect(joining(", ", "<", ">"));
      report.add(Diagnostic.GENERIC_NETWORK, location, name, parameters);
    }
    ModuleElement module = elements.getModuleOf(type);
    if (elements.getPackageOf(type).isUnnamed() && !module.isUnnamed()) {
      report.add(Diagnostic.UNNAMED_PACKAGE, location, name, module.getQualifiedName());
    }
    for (Element e = type; e instanceof TypeElement around; e = e.getEnclosingElement()) {
      if (around.getModifiers().contains(Modifier.PRIVATE)) {
        String subject =
            around.equals(type) ? "is private" : "is in private class '" + nameOf(around) + "'";
        report.add(Diagnostic.PRIVATE_NETWORK, location, name, subject);
        return;
      }
    }
  }

  /** The classes that a class extends, the nearest first. */
  public static List<TypeElement> superclasses(TypeElement type) {
    List<TypeElement> superclasses = new ArrayList<>();
    TypeElement at = type;
    while (at.getSuperclass() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement superclass
        && !superclasses.contains(superclass)) {
      superclasses.add(superclass);
      at = superclass;
    }
    return superclasses;
  }

  /** The fields of a type that are annotated as layers, even if wrongly. */
  public static List<VariableElement> layerFields(TypeElement type, List<String> kinds) {
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .filter(f -> LayerReader.isLayer(f, kinds))
        .toList();
  }

  /** The name of a type within its package: {@code Outer.Inner}. */
  public static String nameOf(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? nameOf(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  /** How messages write a kind of type: {@code interface}. */
  public static String written(ElementKind kind) {
    return kind == ElementKind.ANNOTATION_TYPE
        ? "annotation"
        : kind.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isPublic(Element element) {
    return element.getModifiers().contains(Modifier.PUBLIC)
        && (!(element.getEnclosingElement() instanceof TypeElement outer) || isPublic(outer));
  }
}
