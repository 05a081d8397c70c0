package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/** {@code @BatchNorm}: each channel normalized by its mean and deviation over the batch. */
final class BatchNormKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return BatchNorm.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    Rules.epsilon(declaration, report);
    Attribute momentum = declaration.attribute("momentum");
    if (!isMomentum(momentum)) {
      report.add(Diagnostic.NORM_MOMENTUM, momentum.location(), declaration, momentum.asDouble());
    }
  }

  private static boolean isMomentum(Attribute momentum) {
    return momentum.asDouble() > 0 && momentum.asDouble() <= 1;
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    Attribute epsilon = declaration.attribute("epsilon");
    Attribute momentum = declaration.attribute("momentum");
    return Rules.isEpsilon(epsilon) && isMomentum(momentum)
        ? Optional.of(
            new BatchNormLayer(
                sources.get(0),
                declaration.attribute("activation").asEnum(Activation.class),
                epsilon.asDouble(),
                momentum.asDouble()))
        : Optional.empty();
  }

  private record BatchNormLayer(
      Source source, Activation activation, double epsilon, double momentum) implements Layer {
    @Override
    public Shape shape() {
      return source.shape();
    }

    private Shape channels() {
      return Shape.of(shape().sizes().get(0));
    }

    @Override
    public List<Parameter> parameters() {
      int n = channels().size();
      return List.of(
          new Parameter("weight", channels(), Initializer.ONES, 0.01, n, n),
          new Parameter("bias", channels(), Initializer.ZEROS, 0.01, n, n));
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
      new Passes(scope).lower();
    }

    /** The nests of one layer. */
    private final class Passes {
      private final LayerScope scope;
      private final Index c = new Index("c", channels().size());
      private final Index i = new Index("i", shape().size() / c.size());
      private final Affine at = Affine.matrix(c, i);
      private final double each = 1.0 / i.size();
      private final Variable x;

      /** The share of a sample in the batch; zero for padding. */
      private final Expression share;

      Passes(LayerScope scope) {
        this.scope = scope;
        this.x = scope.source(0);
        this.share = load(scope.share().first());
      }

      void lower() {
        LayerScope.Statistic mean =
            scope.statistic("running_mean", channels(), Initializer.ZEROS, momentum, 0);
        LayerScope.Statistic variance =
            scope.statistic("running_var", channels(), Initializer.ONES, momentum, i.size());
        Variable part = scope.activation("Part", shape());
        Variable distance = scope.activation("Distance", shape());
        Variable normal = scope.activation("Normal", shape());
        average("Mean", part, load(x.at(at)), mean.ofBatch());
        scope.training(
            "Distance",
            distance.name() + " " + shape() + " = " + source + " - mean",
            Nest.Scope.SAMPLE,
            all(
                new Block()
                    .set(distance.at(at), load(x.at(at)).minus(load(mean.ofBatch().at(c))))));
        Expression d = load(distance.at(at));
        average("Variance", part, d.times(d), variance.ofBatch());
        scope.training(
            "Normal",
            normal.name()
                + " "
                + shape()
                + " = "
                + distance.name()
                + " / sqrt(variance + "
                + epsilon
                + ")",
            Nest.Scope.SAMPLE,
            all(
                new Block()
                    .set(normal.at(at), load(distance.at(at)).times(scale(variance.ofBatch())))));
        scope.inference(
            "NormalInference",
            normal.name()
                + " "
                + shape()
                + " = ("
                + source
                + " - running mean) / sqrt(running variance + "
                + epsilon
                + ")",
            all(
                new Block()
                    .set(
                        normal.at(at),
                        load(x.at(at))
                            .minus(load(mean.running().at(c)))
                            .times(scale(variance.running())))));
        ActivationStage activated = new ActivationStage(scope, activation);
        Block block = new Block();
        activated.store(
            block,
            at,
            new Expression.Fma(
                load(scope.parameter("weight").at(c)),
                load(normal.at(at)),
                load(scope.parameter("bias").at(c))));
        scope.forward("", scope.name() + " " + shape() + " = " + formula(), all(block));
        activated.finishForward();
        backward(activated.backward(), normal, variance.ofBatch());
      }

      /** {@code 1 / sqrt(variance + epsilon)}. */
      private Expression scale(Variable variance) {
        return literal(1).over(load(variance.at(c)).plus(literal(epsilon)).sqrt());
      }

      private List<org.phyllo.processor.ir.Statement> all(Block block) {
        return Image.loops(List.of(c, i), block.statements());
      }

      /** The mean of a value over the batch and the channel's places. */
      private void average(String what, Variable part, Expression value, Variable mean) {
        scope.training(
            what + "Part",
            part.name()
                + " "
                + shape()
                + " = what each value adds to the "
                + what.toLowerCase(java.util.Locale.ROOT),
            Nest.Scope.SAMPLE,
            all(new Block().set(part.at(at), value.times(share))));
        scope.training(
            what,
            mean.name()
                + " "
                + channels()
                + " = "
                + part.name()
                + ", summed over places and the batch",
            Nest.Scope.BATCH,
            List.of(
                new Loop(
                    c,
                    new Contract("sum", List.of(i), literal(0), part.at(at), Optional.empty()),
                    Store.set(mean.at(c), local("sum").times(each)))));
      }

      private void backward(Variable dSum, Variable normal, Variable variance) {
        Variable product = scope.gradient("Product", shape());
        scope.backward(
            "Product",
            product.name() + " = " + dSum.name() + " * " + normal.name(),
            Nest.Scope.SAMPLE,
            all(new Block().set(product.at(at), load(dSum.at(at)).times(load(normal.at(at))))));
        Variable dWeight = scope.dParameter("weight");
        Variable dBias = scope.dParameter("bias");
        sum("Weight", product, dWeight);
        sum("Bias", dSum, dBias);
        scope.backwardSource(
            0,
            "Input",
            "(dSum - (dBias + normal * dWeight) / n) * weight / sqrt(variance + " + epsilon + ")",
            (dX, accumulate) -> {
              Expression mean =
                  new Expression.Fma(load(normal.at(at)), load(dWeight.at(c)), load(dBias.at(c)));
              return all(
                  new Block()
                      .store(
                          dX.at(at),
                          accumulate,
                          load(dSum.at(at))
                              .minus(mean.times(share.times(each)))
                              .times(
                                  load(scope.parameter("weight").at(c)).times(scale(variance)))));
            });
      }

      private void sum(String suffix, Variable values, Variable gradient) {
        scope.backward(
            suffix,
            gradient.name() + " = " + values.name() + ", summed over places and the batch",
            Nest.Scope.BATCH,
            List.of(
                new Loop(
                    c,
                    new Contract("sum", List.of(i), literal(0), values.at(at), Optional.empty()),
                    Store.set(gradient.at(c), local("sum")))));
      }
    }
  }
}
