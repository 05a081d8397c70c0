package org.phyllo.processor.layer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Conv2d;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** {@code @Conv2d}: filters that slide over an image. */
final class Conv2dKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Conv2d.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    ConvolutionRules.check(declaration, report);
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    return ConvolutionRules.resolve(declaration, sources.get(0), 3, report);
  }
}
