package org.phyllo.processor.declare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads annotations. Values that javac can't resolve are left out, and noted in the report. */
final class AnnotationReader {
  private final Elements elements;
  private final Report report;

  AnnotationReader(Elements elements, Report report) {
    this.elements = elements;
    this.report = report;
  }

  /** The annotation with that qualified name on an element. */
  Optional<Attributes> find(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(m -> nameOf(m).equals(name))
        .findFirst()
        .map(m -> read(element, m));
  }

  /** An annotation on {@code element}. */
  Attributes read(Element element, AnnotationMirror mirror) {
    Map<String, Attribute> attributes = new HashMap<>();
    elements
        .getElementValuesWithDefaults(mirror)
        .forEach(
            (method, value) -> {
              boolean explicit = mirror.getElementValues().containsKey(method);
              Location location = new Location(element, mirror, explicit ? value : null);
              read(method.getReturnType(), value, explicit, location)
                  .ifPresent(a -> attributes.put(method.getSimpleName().toString(), a));
            });
    int declared =
        ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())
            .size();
    boolean complete = attributes.size() == declared;
    if (!complete) {
      report.addIncomplete();
    }
    return new Attributes(
        nameOf(mirror), new Location(element, mirror, null), attributes, complete);
  }

  /** The value if it is one of that type, as javac has made sure unless it couldn't resolve it. */
  private static Optional<Attribute> read(
      TypeMirror type, AnnotationValue value, boolean explicit, Location location) {
    if (value.getValue() instanceof List<?> list && type instanceof ArrayType array) {
      List<Attribute> values = new ArrayList<>();
      for (Object element : list) {
        AnnotationValue each = (AnnotationValue) element;
        Location place = new Location(location.element(), location.annotation(), each);
        read(array.getComponentType(), each, explicit, place).ifPresent(values::add);
      }
      return values.size() == list.size()
          ? Optional.of(new Attribute(values, explicit, location))
          : Optional.empty();
    }
    return plain(type, value).map(v -> new Attribute(v, explicit, location));
  }

  private static Optional<Object> plain(TypeMirror type, AnnotationValue value) {
    return switch (value.getValue()) {
      case Integer i when type.getKind() == TypeKind.INT -> Optional.of(i);
      case Double d when type.getKind() == TypeKind.DOUBLE -> Optional.of(d);
      case Boolean b when type.getKind() == TypeKind.BOOLEAN -> Optional.of(b);
      case TypeMirror t
          when t.getKind() != TypeKind.ERROR && isNamed(type, Class.class.getName()) ->
          Optional.of(t);
      // What can't be resolved is a text too, but is not written as one.
      case String s when isNamed(type, String.class.getName()) && isQuoted(value) -> Optional.of(s);
      case VariableElement constant
          when type instanceof DeclaredType declared
              && declared.asElement().equals(constant.getEnclosingElement()) ->
          Optional.of(constant.getSimpleName().toString());
      default -> Optional.empty();
    };
  }

  private static boolean isQuoted(AnnotationValue value) {
    return value.toString().startsWith("\"");
  }

  /** Whether a type is that class, whatever annotations stand in front of it. */
  static boolean isNamed(TypeMirror type, String name) {
    return type.getKind() == TypeKind.DECLARED
        && ((DeclaredType) type).asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals(name);
  }

  /** Whether an element has an annotation that javac doesn't know. */
  static boolean hasUnknown(Element element) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(m -> m.getAnnotationType().getKind() == TypeKind.ERROR);
  }

  static boolean isAnnotated(Element element, String name) {
    return element.getAnnotationMirrors().stream().anyMatch(m -> nameOf(m).equals(name));
  }

  static String nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }
}
