package org.phyllo.processor.layer;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All layer kinds. */
public final class LayerKinds {
  private static final List<LayerKind> ALL =
      List.of(new DenseKind(), new ActivateKind(), new AddKind(), new ConcatKind());

  private LayerKinds() {}

  /** The qualified names of the kinds' annotations. */
  public static List<String> annotations() {
    return ALL.stream().map(k -> k.annotation().getName()).toList();
  }

  /** The kinds by the qualified names of their annotations. */
  public static Map<String, LayerKind> byAnnotation() {
    return ALL.stream().collect(toMap(k -> k.annotation().getName(), Function.identity()));
  }
}
