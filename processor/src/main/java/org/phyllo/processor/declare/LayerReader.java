package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;
import static org.phyllo.processor.declare.AnnotationReader.nameOf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.phyllo.dsl.Include;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Output;
import org.phyllo.dsl.Tensor;

/** Reads the fields of a network into the declarations of its layers. */
final class LayerReader {
  private final AnnotationReader annotations;
  private final BlockReader blocks;
  private final List<String> kinds;
  private final Report report;

  /**
   * @param blocks reads what layers include
   * @param kinds the qualified names of the annotations that are layer kinds
   */
  LayerReader(AnnotationReader annotations, BlockReader blocks, List<String> kinds, Report report) {
    this.annotations = annotations;
    this.blocks = blocks;
    this.kinds = kinds;
    this.report = report;
  }

  /** The layers in order, those whose order is unknown last. */
  List<LayerDeclaration> read(TypeElement type) {
    List<VariableElement> fields = ElementFilter.fieldsIn(type.getEnclosedElements());
    List<LayerDeclaration> layers =
        new ArrayList<>(fields.stream().flatMap(f -> read(f).stream()).toList());
    layers.sort(
        Comparator.comparing(
            l -> l.order().orElse(null), Comparator.nullsLast(Comparator.naturalOrder())));
    List<Integer> orders = layers.stream().flatMap(l -> l.order().stream()).toList();
    FreeOrders free = new FreeOrders(orders);
    for (VariableElement field : fields) {
      check(field, free);
    }
    reportDuplicates(layers, orders, free);
    return layers;
  }

  /** Whether a field is annotated as a layer, even if wrongly. */
  static boolean isLayer(VariableElement field, List<String> kinds) {
    return AnnotationReader.isAnnotated(field, Layer.class.getName())
        || kinds.stream().anyMatch(k -> AnnotationReader.isAnnotated(field, k));
  }

  private static boolean isTensor(VariableElement field) {
    return AnnotationReader.isNamed(field.asType(), Tensor.class.getName());
  }

  private List<AnnotationMirror> kindsOf(VariableElement field) {
    return field.getAnnotationMirrors().stream()
        .filter(m -> kinds.contains(nameOf(m)))
        .<AnnotationMirror>map(m -> m)
        .toList();
  }

  private Optional<LayerDeclaration> read(VariableElement field) {
    if (!isLayer(field, kinds) && !isTensor(field)) {
      return Optional.empty();
    }
    List<AnnotationMirror> kindsHere = kindsOf(field);
    Optional<Attributes> kind =
        kindsHere.size() == 1
            ? Optional.of(annotations.read(field, kindsHere.get(0))).filter(Attributes::complete)
            : Optional.empty();
    String name = field.getSimpleName().toString();
    return Optional.of(
        new LayerDeclaration(
            name,
            Location.of(field),
            annotations.find(field, Layer.class.getName()),
            kind,
            annotations.find(field, Output.class.getName()).filter(Attributes::complete),
            kind.filter(k -> k.annotation().equals(Include.class.getName()))
                .flatMap(k -> blocks.included(name, k.get("value")))));
  }

  /** Reports what is wrong with a field, whatever its annotations' values. */
  private void check(VariableElement field, FreeOrders free) {
    String name = field.getSimpleName().toString();
    boolean isLayer = isLayer(field, kinds);
    if (isLayer && field.asType().getKind() == TypeKind.ERROR) {
      report.addIncomplete();
    } else if (isLayer && !isTensor(field)) {
      report.add(Diagnostic.NOT_A_TENSOR, Location.of(field), name, field.asType());
    }
    if (!isLayer && !isTensor(field)) {
      return;
    }
    if (AnnotationReader.hasUnknown(field)) {
      report.addIncomplete();
      return;
    }
    List<AnnotationMirror> kindsHere = kindsOf(field);
    Optional<Attributes> layer = annotations.find(field, Layer.class.getName());
    if (!isLayer) {
      report.add(
          Diagnostic.TENSOR_WITHOUT_LAYER,
          Location.of(field),
          name,
          free.next(),
          Words.annotations(kinds));
    } else if (layer.isEmpty()) {
      report.add(
          Diagnostic.KIND_WITHOUT_LAYER,
          new Location(field, kindsHere.get(0), null),
          name,
          Words.annotation(nameOf(kindsHere.get(0))),
          free.next());
    } else if (kindsHere.isEmpty()) {
      report.add(
          Diagnostic.LAYER_WITHOUT_KIND,
          layer.get().location(),
          name,
          layer.get().find("value").map(v -> "(" + v.asInt() + ")").orElse(""),
          Words.annotations(kinds));
    }
    if (kindsHere.size() > 1) {
      report.add(
          Diagnostic.TWO_KINDS,
          new Location(field, kindsHere.get(1), null),
          name,
          kindsHere.size(),
          Words.and(kindsHere.stream().map(k -> Words.annotation(nameOf(k))).toList()));
    }
  }

  private void reportDuplicates(
      List<LayerDeclaration> layers, List<Integer> orders, FreeOrders free) {
    Map<Integer, List<LayerDeclaration>> byOrder = new TreeMap<>();
    for (LayerDeclaration layer : layers) {
      layer.order().ifPresent(o -> byOrder.computeIfAbsent(o, _ -> new ArrayList<>()).add(layer));
    }
    String inUse = orders.stream().map(String::valueOf).collect(joining(", "));
    byOrder.forEach(
        (order, same) -> {
          if (same.size() > 1) {
            String names = Words.quoted(same.stream().map(LayerDeclaration::name).toList());
            for (LayerDeclaration layer : same) {
              report.add(
                  Diagnostic.DUPLICATE_ORDER,
                  layer.layer().flatMap(l -> l.find("value")).orElseThrow().location(),
                  names,
                  same.size() == 2 ? "both" : "all",
                  order,
                  inUse,
                  free.after(order));
            }
          }
        });
  }
}
