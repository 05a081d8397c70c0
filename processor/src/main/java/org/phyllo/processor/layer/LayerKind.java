package org.phyllo.processor.layer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** A kind of layer: what its annotation means. */
public interface LayerKind {
  /** The annotation that declares a layer of this kind. */
  Class<? extends Annotation> annotation();

  /** Whether it reads two tensors or more; otherwise it reads exactly one. */
  boolean readsSeveral();

  /** Checks the attributes of a declaration, whatever it reads. */
  void check(LayerDeclaration declaration, Report report);

  /**
   * The shape of the output as far as the attributes alone say it. It lets the layers behind this
   * one be checked too when what it reads is wrong.
   */
  Optional<Shape> shape(LayerDeclaration declaration);

  /**
   * Checks a declaration against the tensors it reads and infers its shapes.
   *
   * @param sources as many as the kind reads, all of them produced before this layer
   * @return the layer, or empty if its shape can't be said because of what has been reported
   */
  Optional<Layer> resolve(LayerDeclaration declaration, List<Source> sources, Report report);
}
