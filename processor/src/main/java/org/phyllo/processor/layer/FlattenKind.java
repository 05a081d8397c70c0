package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.load;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Flatten;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;

/** {@code @Flatten}: all values in one row. */
final class FlattenKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Flatten.class;
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
        new FlattenLayer(
            sources.get(0), declaration.attribute("activation").asEnum(Activation.class)));
  }

  private record FlattenLayer(Source source, Activation activation) implements Layer {
    @Override
    public Shape shape() {
      return Shape.of(source.shape().size());
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
      return ActivationStage.formula(activation, source + ", as a row");
    }

    @Override
    public void lower(LayerScope scope) {
      Index i = new Index("i", shape().size());
      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      activated.store(block, Affine.of(i), load(scope.source(0).at(i)));
      scope.forward("", scope.name() + " " + shape() + " = " + formula(), List.of(block.loop(i)));
      activated.finishForward();
      Variable dSum = activated.backward();
      scope.backwardSource(
          0,
          "Input",
          dSum.name(),
          (dX, accumulate) ->
              List.of(new Block().store(dX.at(i), accumulate, load(dSum.at(i))).loop(i)));
    }
  }
}
