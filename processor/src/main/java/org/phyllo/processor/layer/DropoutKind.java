package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Dropout;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;

/** {@code @Dropout}: some values left out while training. */
final class DropoutKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Dropout.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    Attribute rate = declaration.attribute("value");
    if (!isRate(rate)) {
      report.add(Diagnostic.DROPOUT_RATE, rate.location(), declaration, rate.asDouble());
    }
  }

  private static boolean isRate(Attribute rate) {
    return rate.asDouble() >= 0 && rate.asDouble() < 1;
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    Attribute rate = declaration.attribute("value");
    return isRate(rate)
        ? Optional.of(
            new DropoutLayer(
                sources.get(0), rate.asDouble(), declaration.attribute("inverted").asBoolean()))
        : Optional.empty();
  }

  private record DropoutLayer(Source source, double rate, boolean inverted) implements Layer {
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
      return inverted || rate == 0 ? source.toString() : source + " * " + (1 - rate);
    }

    @Override
    public void lower(LayerScope scope) {
      Index i = new Index("i", shape().size());
      Variable noise = scope.noise(shape());
      Expression zero = literal(0);
      double kept = inverted ? 1 / (1 - rate) : 1;
      Expression value = load(scope.source(0).at(i));
      scope.training(
          "Training",
          "%s %s = %s%s, or 0 with probability %s"
              .formatted(scope.name(), shape(), source, kept == 1 ? "" : " * " + kept, rate),
          Nest.Scope.SAMPLE,
          List.of(
              new Block()
                  .set(scope.output().at(i), below(noise, i, zero, value.times(kept)))
                  .loop(i)));
      scope.inference(
          "",
          scope.name() + " " + shape() + " = " + formula(),
          List.of(
              new Block().set(scope.output().at(i), value.times(inverted ? 1 : 1 - rate)).loop(i)));
      scope.backwardSource(
          0,
          "Input",
          scope.dOutput().name() + ", where values were kept" + (kept == 1 ? "" : ", * " + kept),
          (dX, accumulate) ->
              List.of(
                  new Block()
                      .store(
                          dX.at(i),
                          accumulate,
                          below(noise, i, zero, load(scope.dOutput().at(i)).times(kept)))
                      .loop(i)));
    }

    /** {@code noise < rate ? then : otherwise}, where the noise is uniform in [0, 1). */
    private Expression below(Variable noise, Index i, Expression then, Expression otherwise) {
      return new Expression.Select(
          Expression.Comparison.LESS, load(noise.at(i)), literal(rate), then, otherwise);
    }
  }
}
