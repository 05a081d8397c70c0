package org.phyllo.processor.layer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.MaxPool;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** {@code @MaxPool}: the largest value of each window. */
final class MaxPoolKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return MaxPool.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    PoolRules.check(declaration, report);
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    return PoolRules.resolve(declaration, sources.get(0), MaxPooling::new, report);
  }
}
