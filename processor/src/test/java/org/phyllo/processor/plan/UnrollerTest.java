package org.phyllo.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
import org.phyllo.processor.ir.Variable.Role;

final class UnrollerTest {
  private static final Variable X = new Variable("x", Shape.of(2), Role.INPUT);
  private static final Variable Y = new Variable("y", Shape.of(2), Role.ACTIVATION);
  private static final Variable WEIGHT = new Variable("weight", Shape.of(2, 2), Role.PARAMETER);

  private static final Index U = new Index("u", 2);
  private static final Index K = new Index("k", 2);

  @Test
  void writesOutAMatrixTimesAVector() {
    Statement sum =
        new Contract(
            "sum", List.of(K), literal(0), WEIGHT.at(Affine.matrix(U, K)), Optional.of(X.at(K)));
    Statement store = Store.set(Y.at(U), local("sum"));
    assertThat(unrolled(new Loop(U, sum, store)))
        .containsExactly(
            new Declare("sum0", fma(1, 1, fma(0, 0, literal(0)))),
            Store.set(at(Y, 0), local("sum0")),
            new Declare("sum1", fma(3, 1, fma(2, 0, literal(0)))),
            Store.set(at(Y, 1), local("sum1")));
  }

  @Test
  void addsUpWhereThereIsNoSecondFactor() {
    Statement sum = new Contract("sum", List.of(K), literal(1), X.at(K), Optional.empty());
    assertThat(unrolled(sum))
        .containsExactly(new Declare("sum", literal(1).plus(load(at(X, 0))).plus(load(at(X, 1)))));
  }

  @Test
  void givesTheLocalsOfEveryIterationTheirOwnNames() {
    Loop inner =
        new Loop(
            K,
            new Declare("z", load(X.at(K))),
            new Assign("total", local("total").plus(local("z"))));
    assertThat(unrolled(new Loop(U, new Declare("total", literal(0)), inner)))
        .containsExactly(
            new Declare("total0", literal(0)),
            new Declare("z00", load(at(X, 0))),
            new Assign("total0", local("total0").plus(local("z00"))),
            new Declare("z01", load(at(X, 1))),
            new Assign("total0", local("total0").plus(local("z01"))),
            new Declare("total1", literal(0)),
            new Declare("z10", load(at(X, 0))),
            new Assign("total1", local("total1").plus(local("z10"))),
            new Declare("z11", load(at(X, 1))),
            new Assign("total1", local("total1").plus(local("z11"))));
  }

  @Test
  void writesTheNumberOfAnIteration() {
    assertThat(unrolled(new Loop(K, Store.set(Y.at(K), new Expression.IndexValue(K)))))
        .containsExactly(Store.set(at(Y, 0), literal(0)), Store.set(at(Y, 1), literal(1)));
  }

  @Test
  void leavesOutLoopsOfOneIterationOnly() {
    Index one = new Index("one", 1);
    Statement inside = Store.set(Y.at(Affine.of(K).plus(Affine.of(one))), literal(7));
    Nest nest = nest(new Loop(one, new Loop(K, new Loop(one, inside))));
    assertThat(Unroller.withoutSingleIterations(nest).body())
        .containsExactly(new Loop(K, Store.set(Y.at(K), literal(7))));
  }

  private static List<Statement> unrolled(Statement... body) {
    return Unroller.unroll(nest(body)).body();
  }

  private static Nest nest(Statement... body) {
    return new Nest("forward", "", Nest.Scope.SAMPLE, body);
  }

  private static Expression fma(int weight, int x, Expression sum) {
    return new Expression.Fma(load(at(WEIGHT, weight)), load(at(X, x)), sum);
  }

  private static org.phyllo.processor.ir.Access at(Variable variable, int position) {
    return variable.at(Affine.constant(position));
  }
}
