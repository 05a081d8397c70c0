package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Variable;

/** {@code @GlobalAvgPool}: the mean of each channel. */
final class GlobalAvgPoolKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return GlobalAvgPool.class;
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
    if (!new Rules(declaration, report).hasPlaces(sources.get(0))) {
      return Optional.empty();
    }
    return Optional.of(
        new MeansLayer(
            sources.get(0), declaration.attribute("activation").asEnum(Activation.class)));
  }

  private record MeansLayer(Source source, Activation activation) implements Layer {
    @Override
    public Shape shape() {
      return Shape.of(source.shape().sizes().get(0));
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
      return ActivationStage.formula(activation, "mean of each channel of " + source);
    }

    @Override
    public void lower(LayerScope scope) {
      Index c = new Index("c", shape().size());
      Index i = new Index("i", source.shape().size() / c.size());
      Affine at = Affine.matrix(c, i);
      double share = 1.0 / i.size();
      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      Expression sum = block.let("sum", literal(0));
      block.add(new Loop(i, new Assign("sum", local("sum").plus(load(scope.source(0).at(at))))));
      activated.store(block, Affine.of(c), sum.times(share));
      scope.forward("", scope.name() + " " + shape() + " = " + formula(), List.of(block.loop(c)));
      activated.finishForward();
      Variable dSum = activated.backward();
      scope.backwardSource(
          0,
          "Input",
          dSum.name() + " / " + i.size(),
          (dX, accumulate) -> {
            Block each = new Block();
            Expression part = each.let("part", load(dSum.at(c)).times(share));
            each.add(new Loop(i, new Block().store(dX.at(at), accumulate, part).statements()));
            return List.of(each.loop(c));
          });
    }
  }
}
