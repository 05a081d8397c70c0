package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.LayerNorm;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/** {@code @LayerNorm}: each sample normalized by its own mean and deviation. */
final class LayerNormKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return LayerNorm.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    Rules.epsilon(declaration, report);
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    if (!Rules.isEpsilon(declaration.attribute("epsilon"))) {
      return Optional.empty();
    }
    return Optional.of(
        new LayerNormLayer(
            sources.get(0),
            declaration.attribute("activation").asEnum(Activation.class),
            declaration.attribute("epsilon").asDouble()));
  }

  private record LayerNormLayer(Source source, Activation activation, double epsilon)
      implements Layer {
    @Override
    public Shape shape() {
      return source.shape();
    }

    @Override
    public List<Parameter> parameters() {
      int n = shape().size();
      return List.of(
          new Parameter("weight", shape(), Initializer.ONES, 0.01, n, n),
          new Parameter("bias", shape(), Initializer.ZEROS, 0.01, n, n));
    }

    @Override
    public long multiplyAdds() {
      return shape().size();
    }

    @Override
    public String formula() {
      return ActivationStage.formula(
          activation,
          "weight * (%s - mean) / sqrt(variance + %s) + bias".formatted(source, epsilon));
    }

    @Override
    public void lower(LayerScope scope) {
      Index i = new Index("i", shape().size());
      double share = 1.0 / i.size();
      Variable x = scope.source(0);
      Variable weight = scope.parameter("weight");
      Variable normal = scope.activation("Normal", shape());
      Variable scale = scope.activation("Scale", Shape.of(1));
      Expression distance = load(x.at(i)).minus(local("mean"));
      scope.forward(
          "Normal",
          normal.name()
              + " "
              + shape()
              + " = ("
              + source
              + " - mean) / sqrt(variance + "
              + epsilon
              + ")",
          List.of(
              new Declare("mean", literal(0)),
              new Loop(i, new Assign("mean", local("mean").plus(load(x.at(i))))),
              new Assign("mean", local("mean").times(share)),
              new Declare("variance", literal(0)),
              new Loop(
                  i,
                  new Declare("d", distance),
                  new Assign(
                      "variance", new Expression.Fma(local("d"), local("d"), local("variance")))),
              new Declare(
                  "scale",
                  literal(1).over(local("variance").times(share).plus(literal(epsilon)).sqrt())),
              Store.set(scale.first(), local("scale")),
              new Loop(i, Store.set(normal.at(i), distance.times(local("scale"))))));
      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      activated.store(
          block,
          Affine.of(i),
          new Expression.Fma(
              load(weight.at(i)), load(normal.at(i)), load(scope.parameter("bias").at(i))));
      scope.forward("", scope.name() + " " + shape() + " = " + formula(), List.of(block.loop(i)));
      activated.finishForward();

      Variable dSum = activated.backward();
      Variable product = scope.gradient("Product", shape());
      scope.backward(
          "Product",
          product.name() + " = " + dSum.name() + " * " + normal.name(),
          Nest.Scope.SAMPLE,
          List.of(
              new Loop(i, Store.set(product.at(i), load(dSum.at(i)).times(load(normal.at(i)))))));
      batchSum(scope, "Weight", product, scope.dParameter("weight"), i);
      batchSum(scope, "Bias", dSum, scope.dParameter("bias"), i);
      scope.backwardSource(
          0,
          "Input",
          "(g - mean of g - normal * mean of g * normal) * scale, g = weight * " + dSum.name(),
          (dX, accumulate) -> backward(dX, accumulate, weight, dSum, normal, scale, i));
    }

    private static void batchSum(
        LayerScope scope, String suffix, Variable values, Variable gradient, Index i) {
      scope.backward(
          suffix,
          gradient.name() + " = " + values.name() + ", summed over the batch",
          Nest.Scope.BATCH,
          List.of(
              new Loop(
                  i,
                  new Contract("sum", List.of(), literal(0), values.at(i), Optional.empty()),
                  Store.set(gradient.at(i), local("sum")))));
    }

    private static List<Statement> backward(
        Variable dX,
        boolean accumulate,
        Variable weight,
        Variable dSum,
        Variable normal,
        Variable scale,
        Index i) {
      double share = 1.0 / i.size();
      Expression g = load(dSum.at(i)).times(load(weight.at(i)));
      return List.of(
          new Declare("mean", literal(0)),
          new Declare("slope", literal(0)),
          new Loop(
              i,
              new Declare("d", g),
              new Assign("mean", local("mean").plus(local("d"))),
              new Assign(
                  "slope", new Expression.Fma(local("d"), load(normal.at(i)), local("slope")))),
          new Assign("mean", local("mean").times(share)),
          new Assign("slope", local("slope").times(share)),
          new Loop(
              i,
              new Store(
                  dX.at(i),
                  accumulate,
                  g.minus(local("mean"))
                      .minus(load(normal.at(i)).times(local("slope")))
                      .times(load(scale.first())))));
    }
  }
}
