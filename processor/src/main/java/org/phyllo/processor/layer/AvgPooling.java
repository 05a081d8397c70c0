package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;

import java.util.List;
import org.phyllo.dsl.Activation;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/** The mean of each window. */
record AvgPooling(Source source, Windows windows, Activation activation) implements Layer {

  private Image input() {
    return Image.of(source.shape());
  }

  @Override
  public Shape shape() {
    return windows.pooled(source.shape());
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
        activation, "mean of %s of %s".formatted(windows.size(source.shape()), source));
  }

  @Override
  public void lower(LayerScope scope) {
    PoolWindows pool = new PoolWindows(input(), windows);
    double share = 1.0 / (windows.rows().size() * windows.columns().size());
    Variable x = pool.source(scope, 0);
    ActivationStage activated = new ActivationStage(scope, activation);
    Block block = new Block();
    Expression sum = block.let("sum", literal(0));
    block.add(pool.within(new Assign("sum", sum.plus(load(x.at(pool.seen()))))));
    activated.store(block, pool.place(), sum.times(share));
    scope.forward(
        "", scope.name() + " " + shape() + " = " + formula(), pool.all(block.statements()));
    activated.finishForward();

    Variable dSum = activated.backward();
    pool.backward(
        scope,
        dSum.name() + " / " + windows.rows().size() * windows.columns().size(),
        (dX, accumulate) -> {
          Block scatter = new Block();
          Expression each = scatter.let("each", load(dSum.at(pool.place())).times(share));
          return scatter
              .add(pool.within(new Store(dX.at(pool.seen()), accumulate, each)))
              .statements();
        });
  }
}
