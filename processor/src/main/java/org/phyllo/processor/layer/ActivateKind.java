package org.phyllo.processor.layer;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Activation;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/** {@code @Activate}: an activation as a layer of its own. */
final class ActivateKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Activate.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {}

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    return Optional.of(
        new ActivateLayer(sources.get(0), declaration.attribute("value").asEnum(Activation.class)));
  }

  private record ActivateLayer(Source source, Activation activation) implements Layer {
    @Override
    public Shape shape() {
      return source.shape();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public long multiplyAdds() {
      return 0;
    }

    @Override
    public String formula() {
      return ActivationStage.name(activation) + "(" + source + ")";
    }

    @Override
    public void lower(LayerScope scope) {
      scope.forward(
          "",
          scope.name() + " " + shape() + " = " + formula(),
          ActivationStage.values(activation, scope.source(0), scope.output()));
      scope.backwardSource(
          0,
          "",
          scope.dOutput().name() + " * " + ActivationStage.name(activation) + "'",
          (dSource, accumulate) ->
              ActivationStage.gradient(
                  activation,
                  scope.source(0),
                  scope.output(),
                  scope.dOutput(),
                  dSource,
                  accumulate));
    }
  }
}
