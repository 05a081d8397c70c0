package org.phyllo.processor.layer;

import static java.util.stream.Collectors.joining;
import static org.phyllo.processor.ir.Expression.load;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Concat;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;

/** {@code @Concat}: its sources one after the other along the first size (features, channels). */
final class ConcatKind implements LayerKind {
  @Override
  public Class<? extends Annotation> annotation() {
    return Concat.class;
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
    Source first = sources.get(0);
    for (Source other : sources) {
      if (other.shape().sizes().size() != first.shape().sizes().size()
          || !other.shape().tail().equals(first.shape().tail())) {
        List<Integer> fitting = new ArrayList<>(first.shape().sizes());
        fitting.set(0, other.shape().sizes().get(0));
        report.add(
            Diagnostic.CONCAT_SHAPES,
            declaration.fromLocation(),
            declaration,
            first.written(),
            first.shape(),
            other.written(),
            other.shape(),
            first.shape(),
            new Shape(fitting));
        return Optional.empty();
      }
    }
    long values = sources.stream().mapToLong(s -> s.shape().size()).sum();
    if (values > Limits.VALUES) {
      report.add(
          Diagnostic.TOO_LARGE,
          declaration.fromLocation(),
          declaration,
          "joins " + Rules.count(values) + " values",
          "a sample has at most " + Rules.count(Limits.VALUES),
          "Join smaller tensors.");
      return Optional.empty();
    }
    return Optional.of(
        new ConcatLayer(sources, declaration.attribute("activation").asEnum(Activation.class)));
  }

  private record ConcatLayer(List<Source> sources, Activation activation) implements Layer {
    @Override
    public Shape shape() {
      List<Integer> sizes = new ArrayList<>(sources.get(0).shape().sizes());
      sizes.set(0, sources.stream().mapToInt(s -> s.shape().sizes().get(0)).sum());
      return new Shape(sizes);
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
          activation, sources.stream().map(Source::toString).collect(joining(", ", "(", ")")));
    }

    @Override
    public void lower(LayerScope scope) {
      ActivationStage activated = new ActivationStage(scope, activation);
      int offset = 0;
      for (int s = 0; s < sources.size(); s++) {
        Index i = new Index("i", scope.source(s).size());
        Block block = new Block();
        activated.store(block, Affine.of(i).plus(offset), load(scope.source(s).at(i)));
        scope.forward(
            "From" + (s + 1),
            part(scope.name(), offset, i)
                + " = "
                + ActivationStage.formula(activation, sources.get(s).name()),
            List.of(block.loop(i)));
        offset += i.size();
      }
      activated.finishForward();

      Variable dSum = activated.backward();
      offset = 0;
      for (int s = 0; s < sources.size(); s++) {
        Index i = new Index("i", scope.source(s).size());
        Affine at = Affine.of(i).plus(offset);
        scope.backwardSource(
            s,
            "Into" + (s + 1),
            part(dSum.name(), offset, i),
            (dSource, accumulate) ->
                List.of(new Block().store(dSource.at(i), accumulate, load(dSum.at(at))).loop(i)));
        offset += i.size();
      }
    }

    private static String part(String name, int offset, Index i) {
      return name + "[" + offset + " .. " + (offset + i.size() - 1) + "]";
    }
  }
}
