package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.phyllo.dsl.Block;

/** Reads the layers of a class, and of the blocks that they include. */
final class BlockReader {
  private final AnnotationReader annotations;
  private final LayerReader layers;
  private final List<String> kinds;
  private final Report report;

  private final Map<TypeElement, Optional<BlockDeclaration>> read = new HashMap<>();

  /** Blocks whose layers are being read, the innermost first. */
  private final Deque<TypeElement> open = new ArrayDeque<>();

  /**
   * @param kinds the qualified names of the annotations that are layer kinds
   */
  BlockReader(AnnotationReader annotations, List<String> kinds, Report report) {
    this.annotations = annotations;
    this.layers = new LayerReader(annotations, this, kinds, report);
    this.kinds = kinds;
    this.report = report;
  }

  /**
   * The block that a layer includes.
   *
   * @return empty if the class is not a block, which has been reported
   */
  Optional<BlockDeclaration> included(String layer, Attribute block) {
    Optional<TypeElement> found =
        block.asType() instanceof DeclaredType declared
            ? Optional.of((TypeElement) declared.asElement())
            : Optional.empty();
    Optional<Attributes> annotation =
        found.flatMap(type -> annotations.find(type, Block.class.getName()));
    if (annotation.isEmpty()) {
      report.add(Diagnostic.NOT_A_BLOCK, block.location(), layer, block.asType());
      return Optional.empty();
    }
    TypeElement type = found.orElseThrow();
    String name = DeclarationReader.nameOf(type);
    if (open.contains(type)) {
      Stream<TypeElement> outer = List.copyOf(open).reversed().stream();
      String chain =
          Stream.concat(outer.dropWhile(t -> !t.equals(type)), Stream.of(type))
              .map(DeclarationReader::nameOf)
              .collect(joining(", "));
      report.add(Diagnostic.BLOCK_IN_ITSELF, block.location(), layer, name, chain);
      return Optional.empty();
    }
    Optional<BlockDeclaration> known = read.get(type);
    if (known == null) {
      open.push(type);
      known = layers(type, annotation.get()).map(l -> new BlockDeclaration(name, l));
      open.pop();
      read.put(type, known);
    }
    return known;
  }

  /**
   * The layers of a network or a block, in order.
   *
   * @return empty if the type can't have layers
   */
  Optional<List<LayerDeclaration>> layers(TypeElement type, Attributes annotation) {
    String name = DeclarationReader.nameOf(type);
    String role = annotation.simpleName();
    if (type.getKind() != ElementKind.CLASS) {
      report.add(
          Diagnostic.NOT_A_CLASS,
          annotation.location(),
          role,
          DeclarationReader.written(type.getKind()),
          name,
          role.toLowerCase(Locale.ROOT));
      return Optional.empty();
    }
    List<LayerDeclaration> all = new ArrayList<>(layers.read(type));
    all.addAll(inherited(type, role, annotation.location()));
    if (all.stream().allMatch(LayerDeclaration::isInput)) {
      report.add(Diagnostic.NO_LAYERS, annotation.location(), role, name);
    }
    return Optional.of(all);
  }

  /** Layers of superclasses: their names are known, but they are no part of the network. */
  private List<LayerDeclaration> inherited(TypeElement type, String role, Location location) {
    for (TypeElement superclass : DeclarationReader.superclasses(type)) {
      List<LayerDeclaration> inherited =
          DeclarationReader.layerFields(superclass, kinds).stream()
              .map(f -> LayerDeclaration.unread(f.getSimpleName().toString(), Location.of(f)))
              .toList();
      if (!inherited.isEmpty()) {
        report.add(
            Diagnostic.INHERITED_LAYERS,
            location,
            role,
            DeclarationReader.nameOf(type),
            DeclarationReader.nameOf(superclass),
            Words.quoted(inherited.stream().map(LayerDeclaration::name).toList()));
        return inherited;
      }
    }
    return List.of();
  }
}
