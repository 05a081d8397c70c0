package org.phyllo.processor.layer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;

/** A kind of layer: what its annotation means. */
public interface LayerKind {
  /** The annotation that declares a layer of this kind. */
  Class<? extends Annotation> annotation();

  /**
   * Checks a declaration against the tensors it reads and infers its shapes.
   *
   * @param sources at least one, all of them produced before this layer
   * @return the layer, or empty if what is wrong has been reported
   */
  Optional<Layer> resolve(LayerDeclaration declaration, List<Source> sources, Report report);
}
