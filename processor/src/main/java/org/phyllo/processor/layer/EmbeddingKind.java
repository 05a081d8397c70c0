package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Embedding;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;

/** {@code @Embedding}: a learned vector for each whole number of a list. */
final class EmbeddingKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Embedding.class;
  }

  @Override
  public boolean readsSeveral() {
    return false;
  }

  @Override
  public void check(LayerDeclaration declaration, Report report) {
    Rules rules = new Rules(declaration, report);
    rules.size("vocabulary");
    rules.size("size");
    rules.deviation(Initializer.NORMAL, "deviation");
  }

  @Override
  public Optional<Shape> shape(LayerDeclaration declaration) {
    return Optional.empty();
  }

  @Override
  public Optional<Layer> resolve(
      LayerDeclaration declaration, List<Source> sources, Report report) {
    Source source = sources.get(0);
    if (!source.isInput() || source.shape().sizes().size() != 1) {
      report.add(
          Diagnostic.EMBEDDING_SOURCE,
          declaration.fromLocation(),
          declaration,
          source.written(),
          source.shape(),
          source.isInput() ? "no list" : "computed by a layer");
      return Optional.empty();
    }
    Attribute vocabulary = declaration.attribute("vocabulary");
    Attribute size = declaration.attribute("size");
    if (!Rules.isSize(vocabulary) || !Rules.isSize(size)) {
      return Optional.empty();
    }
    long weights = (long) vocabulary.asInt() * size.asInt();
    long values = (long) size.asInt() * source.shape().size();
    if (weights > Limits.PARAMETERS || values > Limits.VALUES) {
      boolean many = weights > Limits.PARAMETERS;
      report.add(
          Diagnostic.TOO_LARGE,
          size.location(),
          declaration,
          many
              ? "has " + Rules.count(weights) + " weights"
              : "has " + Rules.count(values) + " values",
          many
              ? "a network has at most " + Rules.count(Limits.PARAMETERS) + " parameters"
              : "a sample has at most " + Rules.count(Limits.VALUES),
          "Use a smaller size.");
      return Optional.empty();
    }
    return Optional.of(
        new EmbeddingLayer(
            source,
            vocabulary.asInt(),
            size.asInt(),
            declaration.attribute("deviation").asDouble()));
  }

  private record EmbeddingLayer(Source source, int vocabulary, int size, double deviation)
      implements Layer {
    @Override
    public Shape shape() {
      return Shape.of(size, source.shape().size());
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "weight",
              Shape.of(vocabulary, size),
              Initializer.NORMAL,
              deviation,
              vocabulary,
              size));
    }

    @Override
    public long multiplyAdds() {
      return 0;
    }

    @Override
    public int indices() {
      return vocabulary;
    }

    @Override
    public String formula() {
      return "weight " + Shape.of(vocabulary, size) + " in the rows of " + source;
    }

    @Override
    public void lower(LayerScope scope) {
      Index value = new Index("d", size);
      Index position = new Index("i", source.shape().size());
      Access number = scope.source(0).at(position);
      Affine place = Affine.matrix(value, position);
      scope.forward(
          "",
          scope.name() + " " + shape() + " = " + formula(),
          List.of(
              new Block()
                  .add(
                      new Block()
                          .set(
                              scope.output().at(place),
                              load(scope.parameter("weight").at(value).lookedUp(number, size)))
                          .loop(value))
                  .loop(position)));

      Variable dWeight = scope.dParameter("weight");
      Variable dOutput = scope.dOutput();
      scope.backward(
          "Weight",
          dWeight.name()
              + " in the rows of "
              + source
              + " += "
              + dOutput.name()
              + " "
              + shape()
              + ", for all samples; elsewhere 0",
          Nest.Scope.BATCH,
          List.of(
              new Block()
                  .add(
                      new Block()
                          .store(
                              dWeight.at(value).lookedUp(number, size),
                              true,
                              load(dOutput.at(place)))
                          .loop(value))
                  .loop(position)));
      LayerScope.SourceGradient dSource = scope.sourceGradient(0);
      if (!dSource.accumulate()) {
        Variable dNumbers = dSource.variable();
        dSource.nest(
            "Input",
            dNumbers.name() + " " + dNumbers.shape() + " = 0: numbers that are looked up have none",
            List.of(new Block().set(dNumbers.at(position), literal(0)).loop(position)));
      }
    }
  }
}
