package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Variable;

/** {@code @Dense}: every unit sums all inputs, weighted: {@code activation(weight * x + bias)}. */
final class DenseKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Dense.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    Rules rules = new Rules(declaration, report);
    rules.size("units");
    rules.deviation(declaration.attribute("init").asEnum(Initializer.class), "deviation");
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    Attribute units = declaration.attribute("units");
    return Rules.isSize(units) ? Optional.of(Shape.of(units.asInt())) : Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    Attribute units = declaration.attribute("units");
    if (!Rules.isSize(units)) {
      return Optional.empty();
    }
    Source source = sources.get(0);
    int inputs = source.shape().size();
    Activation activation = declaration.attribute("activation").asEnum(Activation.class);
    Initializer init = declaration.attribute("init").asEnum(Initializer.class);
    boolean bias = declaration.attribute("bias").asBoolean();
    long eachUnit = bias ? inputs + 1 : inputs;
    if (units.asInt() * eachUnit > Limits.PARAMETERS) {
      report.add(
          Diagnostic.TOO_LARGE,
          units.location(),
          declaration,
          "has " + Rules.count(units.asInt() * eachUnit) + " parameters",
          "a network has at most " + Rules.count(Limits.PARAMETERS),
          "Use units <= " + Limits.PARAMETERS / eachUnit + ".");
      return Optional.empty();
    }
    return Optional.of(
        new DenseLayer(
            source,
            units.asInt(),
            activation,
            bias,
            Rules.resolve(init, activation),
            declaration.attribute("deviation").asDouble()));
  }

  private record DenseLayer(
      Source source,
      int units,
      Activation activation,
      boolean bias,
      Initializer initializer,
      double deviation)
      implements Layer {

    private int inputs() {
      return source.shape().size();
    }

    @Override
    public Shape shape() {
      return Shape.of(units);
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> parameters = new ArrayList<>();
      parameters.add(
          new Parameter(
              "weight", Shape.of(units, inputs()), initializer, deviation, inputs(), units));
      if (bias) {
        parameters.add(
            new Parameter("bias", shape(), Initializer.ZEROS, deviation, inputs(), units));
      }
      return parameters;
    }

    @Override
    public long multiplyAdds() {
      return (long) units * inputs();
    }

    @Override
    public String formula() {
      String sum = "weight " + Shape.of(units, inputs()) + " * " + source;
      return ActivationStage.formula(activation, bias ? sum + " + bias " + shape() : sum);
    }

    @Override
    public void lower(LayerScope scope) {
      Index unit = new Index("u", units);
      Index input = new Index("k", inputs());
      Affine position = Affine.matrix(unit, input);
      Variable x = scope.source(0);
      Variable weight = scope.parameter("weight");

      ActivationStage activated = new ActivationStage(scope, activation);
      Block block = new Block();
      block.add(
          new Contract(
              "sum",
              List.of(input),
              bias ? load(scope.parameter("bias").at(unit)) : literal(0),
              weight.at(position),
              Optional.of(x.at(input))));
      activated.store(block, Affine.of(unit), local("sum"));
      scope.forward(
          "", scope.name() + " " + shape() + " = " + formula(), List.of(block.loop(unit)));
      activated.finishForward();

      Variable dSum = activated.backward();
      backwardParameters(scope, unit, input, x, dSum);
      scope.backwardSource(
          0,
          "Input",
          "weight " + Shape.of(units, inputs()) + "^T * " + dSum.name() + " " + shape(),
          (dX, accumulate) ->
              List.of(
                  new Block()
                      .add(
                          new Contract(
                              "sum",
                              List.of(unit),
                              literal(0),
                              weight.at(position),
                              Optional.of(dSum.at(unit))))
                      .store(dX.at(input), accumulate, local("sum"))
                      .loop(input)));
    }

    private void backwardParameters(
        LayerScope scope, Index unit, Index input, Variable x, Variable dSum) {
      Variable dWeight = scope.dParameter("weight");
      Contract products =
          new Contract("sum", List.of(), literal(0), dSum.at(unit), Optional.of(x.at(input)));
      Block rows =
          new Block().add(products).set(dWeight.at(Affine.matrix(unit, input)), local("sum"));
      scope.backward(
          "Weight",
          dWeight.name()
              + " = "
              + dSum.name()
              + " "
              + shape()
              + " * "
              + source
              + "^T, summed over"
              + " the batch",
          Nest.Scope.BATCH,
          List.of(new Block().add(rows.loop(input)).loop(unit)));
      if (bias) {
        Variable dBias = scope.dParameter("bias");
        scope.backward(
            "Bias",
            dBias.name() + " = " + dSum.name() + " " + shape() + ", summed over the batch",
            Nest.Scope.BATCH,
            List.of(
                new Block()
                    .add(
                        new Contract("sum", List.of(), literal(0), dSum.at(unit), Optional.empty()))
                    .set(dBias.at(unit), local("sum"))
                    .loop(unit)));
      }
    }
  }
}
