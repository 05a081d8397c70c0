package org.phyllo.processor.layer;

import java.util.List;

/** All layer kinds. */
public final class LayerKinds {
  private static final List<LayerKind> ALL =
      List.of(
          new DenseKind(),
          new Conv2dKind(),
          new Conv1dKind(),
          new MaxPoolKind(),
          new AvgPoolKind(),
          new GlobalAvgPoolKind(),
          new FlattenKind(),
          new BatchNormKind(),
          new LayerNormKind(),
          new DropoutKind(),
          new ActivateKind(),
          new AddKind(),
          new MultiplyKind(),
          new ConcatKind(),
          new EmbeddingKind());

  private LayerKinds() {}

  /** The qualified names of the kinds' annotations. */
  public static List<String> annotations() {
    return ALL.stream().map(k -> k.annotation().getName()).toList();
  }

  /** The kind that an annotation of this qualified name declares. */
  public static LayerKind of(String annotation) {
    return ALL.stream()
        .filter(k -> k.annotation().getName().equals(annotation))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(annotation + " is no layer kind"));
  }
}
