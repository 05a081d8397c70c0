package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

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

  /** The declaration, or empty if what is wrong has been reported. */
  public Optional<NetworkDeclaration> read(TypeElement type) {
    AnnotationMirror network = annotation(type, Network.class.getName()).orElseThrow();
    Location location = new Location(type, network, null);
    String name = type.getSimpleName().toString();
    if (type.getKind() != ElementKind.CLASS) {
      report.add(Diagnostic.NOT_A_CLASS, location, kindOf(type), name);
      return Optional.empty();
    }
    if (!type.getTypeParameters().isEmpty()) {
      String parameters =
          type.getTypeParameters().stream().map(String::valueOf).collect(joining(", ", "<", ">"));
      report.add(Diagnostic.GENERIC_NETWORK, location, name, parameters);
      return Optional.empty();
    }
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      report.add(Diagnostic.PRIVATE_NETWORK, location, name);
      return Optional.empty();
    }
    List<LayerDeclaration> layers = layers(type);
    if (report.hasErrors()) {
      return Optional.empty();
    }
    if (layers.isEmpty()) {
      report.add(Diagnostic.NO_LAYERS, location, name);
      return Optional.empty();
    }
    Attributes attributes = attributes(type, network);
    return Optional.of(
        new NetworkDeclaration(
            elements.getPackageOf(type).getQualifiedName().toString(),
            flatName(type),
            isPublic(type),
            elementsOf(attributes.get("input")),
            attributes.get("input").location(),
            attributes.get("loss").asEnum(Loss.class),
            attributes.get("loss").location(),
            attributes.get("huberDelta"),
            layers,
            location));
  }

  private List<LayerDeclaration> layers(TypeElement type) {
    List<LayerDeclaration> layers = new ArrayList<>();
    List<VariableElement> fields = ElementFilter.fieldsIn(type.getEnclosedElements());
    for (VariableElement field : fields) {
      layer(field, fields).ifPresent(layers::add);
    }
    layers.sort(Comparator.comparingInt(l -> l.order().asInt()));
    reportDuplicates(layers);
    return layers;
  }

  private Optional<LayerDeclaration> layer(
      VariableElement field, List<VariableElement> fields) {
    String name = field.getSimpleName().toString();
    List<? extends AnnotationMirror> kindsHere =
        field.getAnnotationMirrors().stream().filter(m -> kinds.contains(nameOf(m))).toList();
    Optional<AnnotationMirror> layer = annotation(field, Layer.class.getName());
    if (kindsHere.size() > 1) {
      report.add(
          Diagnostic.TWO_KINDS,
          new Location(field, kindsHere.get(1), null),
          name,
          simpleName(kindsHere.get(0)),
          simpleName(kindsHere.get(1)));
      return Optional.empty();
    }
    if (kindsHere.isEmpty()) {
      layer.ifPresent(
          mirror ->
              report.add(
                  Diagnostic.LAYER_WITHOUT_KIND,
                  new Location(field, mirror, null),
                  name,
                  kinds.stream()
                      .map(k -> "@" + k.substring(k.lastIndexOf('.') + 1))
                      .collect(joining(", "))));
      return Optional.empty();
    }
    AnnotationMirror kind = kindsHere.get(0);
    Location location = new Location(field, kind, null);
    if (layer.isEmpty()) {
      report.add(
          Diagnostic.KIND_WITHOUT_LAYER, location, name, simpleName(kind), freeOrder(fields));
      return Optional.empty();
    }
    if (!field.asType().toString().equals(Tensor.class.getName())) {
      report.add(Diagnostic.NOT_A_TENSOR, Location.of(field), name, field.asType());
      return Optional.empty();
    }
    Attributes place = attributes(field, layer.get());
    Attribute from = place.get("from");
    return Optional.of(
        new LayerDeclaration(
            name,
            place.get("value"),
            elementsOf(from),
            from.explicit() ? from.location() : location,
            nameOf(kind),
            attributes(field, kind),
            location));
  }

  private int freeOrder(List<VariableElement> fields) {
    return 1
        + fields.stream()
            .flatMap(f -> annotation(f, Layer.class.getName()).map(m -> attributes(f, m)).stream())
            .mapToInt(attributes -> attributes.get("value").asInt())
            .max()
            .orElse(0);
  }

  private void reportDuplicates(List<LayerDeclaration> layers) {
    Map<Integer, List<LayerDeclaration>> byOrder = new TreeMap<>();
    layers.forEach(
        l -> byOrder.computeIfAbsent(l.order().asInt(), order -> new ArrayList<>()).add(l));
    String orders = layers.stream().map(l -> "" + l.order().asInt()).collect(joining(", "));
    int free = layers.stream().mapToInt(l -> l.order().asInt()).max().orElse(0) + 1;
    byOrder.forEach(
        (order, same) -> {
          if (same.size() > 1) {
            String names = same.stream().map(l -> "'" + l.name() + "'").collect(joining(" and "));
            for (LayerDeclaration layer : same) {
              report.add(
                  Diagnostic.DUPLICATE_ORDER, layer.order().location(), names, order, orders, free);
            }
          }
        });
  }

  /** All attributes of an annotation on {@code element} by name, defaults included. */
  private Attributes attributes(Element element, AnnotationMirror mirror) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    elements
        .getElementValuesWithDefaults(mirror)
        .forEach(
            (method, value) -> {
              boolean explicit = mirror.getElementValues().containsKey(method);
              Location location = new Location(element, mirror, explicit ? value : null);
              attributes.put(
                  method.getSimpleName().toString(),
                  new Attribute(plain(value.getValue()), explicit, location));
            });
    return new Attributes(simpleName(mirror), attributes);
  }

  private static Object plain(Object value) {
    return value instanceof VariableElement constant ? constant.getSimpleName().toString() : value;
  }

  private static List<Attribute> elementsOf(Attribute array) {
    List<Attribute> values = new ArrayList<>();
    for (Object element : (List<?>) array.value()) {
      AnnotationValue value = (AnnotationValue) element;
      Location place =
          new Location(array.location().element(), array.location().annotation(), value);
      values.add(new Attribute(plain(value.getValue()), array.explicit(), place));
    }
    return values;
  }

  private static Optional<AnnotationMirror> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(m -> nameOf(m).equals(name))
        .<AnnotationMirror>map(m -> m)
        .findFirst();
  }

  private static String nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }

  private static String kindOf(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case ENUM -> "enum";
      case RECORD -> "record";
      case ANNOTATION_TYPE -> "annotation";
      default -> "type";
    };
  }

  private static String flatName(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? flatName(outer) + "_" + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  private static boolean isPublic(Element element) {
    return element.getModifiers().contains(Modifier.PUBLIC)
        && (!(element.getEnclosingElement() instanceof TypeElement outer) || isPublic(outer));
  }
}
