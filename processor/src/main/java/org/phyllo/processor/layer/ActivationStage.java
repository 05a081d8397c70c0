package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.util.List;
import java.util.Locale;
import org.phyllo.dsl.Activation;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Variable;

/**
 * The activation at the end of a layer. Where it works element by element it is computed in the
 * nest that computes the value; what its derivative needs is kept.
 */
final class ActivationStage {
  private final LayerScope scope;
  private final Activation activation;
  private final Variable sum;

  ActivationStage(LayerScope scope, Activation activation) {
    this.scope = scope;
    this.activation = activation;
    boolean kept =
        activation == Activation.SOFTMAX || ActivationFunctions.derivativeNeedsInput(activation);
    this.sum = kept ? scope.activation("Sum", scope.output().shape()) : scope.output();
  }

  /** The name in formulas: {@code leakyRelu}. */
  static String name(Activation activation) {
    String[] words = activation.name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }

  /** A formula with the activation around it. */
  static String formula(Activation activation, String inner) {
    return activation == Activation.IDENTITY ? inner : name(activation) + "(" + inner + ")";
  }

  /** Stores one value of the layer, before its activation, at {@code at} of the output. */
  void store(Block block, Affine at, Expression value) {
    if (activation == Activation.SOFTMAX) {
      block.set(sum.at(at), value);
    } else if (sum.equals(scope.output())) {
      block.set(sum.at(at), ActivationFunctions.value(activation, value, block));
    } else {
      Expression z = block.let("z", value);
      block.set(sum.at(at), z);
      block.set(scope.output().at(at), ActivationFunctions.value(activation, z, block));
    }
  }

  /** Appends what the forward pass still needs when all values are stored. */
  void finishForward() {
    if (activation == Activation.SOFTMAX) {
      scope.forward(
          "Softmax", scope.name() + " = softmax(" + sum.name() + ")", softmax(sum, scope.output()));
    }
  }

  /** Appends the activation's backward pass; the gradient of the values before it. */
  Variable backward() {
    if (activation == Activation.IDENTITY) {
      return scope.dOutput();
    }
    Variable dSum = scope.gradient("Sum", scope.output().shape());
    scope.backward(
        "Sum",
        dSum.name() + " = " + scope.dOutput().name() + " * " + name(activation) + "'",
        Nest.Scope.SAMPLE,
        gradient(activation, sum, scope.output(), scope.dOutput(), dSum, false));
    return dSum;
  }

  /** {@code y = activation(x)}. */
  static List<Statement> values(Activation activation, Variable x, Variable y) {
    if (activation == Activation.SOFTMAX) {
      return softmax(x, y);
    }
    Index i = new Index("i", y.size());
    Block block = new Block();
    block.set(y.at(i), ActivationFunctions.value(activation, load(x.at(i)), block));
    return List.of(block.loop(i));
  }

  /** {@code dX = dY * activation'}, or added to {@code dX}. */
  static List<Statement> gradient(
      Activation activation, Variable x, Variable y, Variable dY, Variable dX, boolean accumulate) {
    if (activation == Activation.SOFTMAX) {
      return softmaxGradient(y, dY, dX, accumulate);
    }
    Index i = new Index("i", y.size());
    Block block = new Block();
    Expression slope =
        ActivationFunctions.derivative(activation, load(x.at(i)), load(y.at(i)), block);
    block.store(dX.at(i), accumulate, load(dY.at(i)).times(slope));
    return List.of(block.loop(i));
  }

  /** The largest value is subtracted first, so that no exponential overflows. */
  private static List<Statement> softmax(Variable x, Variable y) {
    Index i = new Index("i", y.size());
    return List.of(
        new Declare("max", load(x.first())),
        new Loop(i, new Assign("max", local("max").max(load(x.at(i))))),
        new Declare("total", literal(0)),
        new Loop(
            i,
            Statement.Store.set(y.at(i), load(x.at(i)).minus(local("max")).exp()),
            new Assign("total", local("total").plus(load(y.at(i))))),
        new Loop(i, Statement.Store.set(y.at(i), load(y.at(i)).over(local("total")))));
  }

  /** {@code dx_i = y_i (dy_i - sum_j dy_j y_j)}. */
  private static List<Statement> softmaxGradient(
      Variable y, Variable dY, Variable dX, boolean accumulate) {
    Index i = new Index("i", y.size());
    return List.of(
        new Declare("dot", literal(0)),
        new Loop(
            i, new Assign("dot", new Expression.Fma(load(dY.at(i)), load(y.at(i)), local("dot")))),
        new Loop(
            i,
            new Statement.Store(
                dX.at(i), accumulate, load(y.at(i)).times(load(dY.at(i)).minus(local("dot"))))));
  }
}
