package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.util.List;
import org.phyllo.dsl.Activation;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.Comparison;
import org.phyllo.processor.ir.Expression.Select;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/** The largest value of each window. */
record MaxPooling(Source source, Windows windows, Activation activation) implements Layer {

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
        activation, "largest of %s of %s".formatted(windows.size(source.shape()), source));
  }

  @Override
  public void lower(LayerScope scope) {
    PoolWindows pool = new PoolWindows(input(), windows);
    Variable x = pool.source(scope, Double.NEGATIVE_INFINITY);
    ActivationStage activated = new ActivationStage(scope, activation);
    Block block = largest(new Block(), pool, x);
    activated.store(block, pool.place(), local("max"));
    scope.forward(
        "", scope.name() + " " + shape() + " = " + formula(), pool.all(block.statements()));
    activated.finishForward();

    Variable dSum = activated.backward();
    pool.backward(
        scope,
        dSum.name() + ", where the largest value was; the first of several",
        (dX, accumulate) -> {
          Expression value = load(x.at(pool.seen()));
          Expression rest = local("rest");
          Block scatter = new Block();
          if (activation == Activation.IDENTITY) {
            scatter.let("max", load(scope.output().at(pool.place())));
          } else {
            largest(scatter, pool, x);
          }
          scatter.add(new Declare("rest", load(dSum.at(pool.place()))));
          scatter.add(
              pool.within(
                  new Declare("value", value),
                  new Store(
                      dX.at(pool.seen()),
                      accumulate,
                      new Select(Comparison.EQUAL, local("value"), local("max"), rest, literal(0))),
                  new Assign(
                      "rest",
                      new Select(
                          Comparison.EQUAL, local("value"), local("max"), literal(0), rest))));
          return scatter.statements();
        });
  }

  private static Block largest(Block block, PoolWindows pool, Variable x) {
    block.let("max", load(x.at(pool.first())));
    return block.add(pool.within(new Assign("max", local("max").max(load(x.at(pool.seen()))))));
  }
}
