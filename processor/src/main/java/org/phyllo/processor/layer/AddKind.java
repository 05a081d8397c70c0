package org.phyllo.processor.layer;

import static java.util.stream.Collectors.joining;
import static org.phyllo.processor.ir.Expression.load;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Add;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;

/** {@code @Add}: the sum of its sources, element by element. */
final class AddKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Add.class;
  }

  @Override
  public boolean readsSeveral() {
    return true;
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
    if (!Rules.sameShapes(declaration, sources, "adds", "an addition", report)) {
      return Optional.empty();
    }
    return Optional.of(
        new AddLayer(sources, declaration.attribute("activation").asEnum(Activation.class)));
  }

  private record AddLayer(List<Source> sources, Activation activation) implements Layer {
    @Override
    public Shape shape() {
      return sources.get(0).shape();
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
      return ActivationStage.formula(
          activation, sources.stream().map(Source::toString).collect(joining(" + ")));
    }

    @Override
    public void lower(LayerScope scope) {
      Index i = new Index("i", shape().size());
      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      Expression sum = load(scope.source(0).at(i));
      for (int s = 1; s < sources.size(); s++) {
        sum = sum.plus(load(scope.source(s).at(i)));
      }
      activated.store(block, Affine.of(i), sum);
      scope.forward("", scope.name() + " " + shape() + " = " + formula(), List.of(block.loop(i)));
      activated.finishForward();

      Variable dSum = activated.backward();
      for (int s = 0; s < sources.size(); s++) {
        scope.backwardSource(
            s,
            "Into" + (s + 1),
            dSum.name(),
            (dSource, accumulate) ->
                List.of(new Block().store(dSource.at(i), accumulate, load(dSum.at(i))).loop(i)));
      }
    }
  }
}
