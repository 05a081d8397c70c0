package org.phyllo.processor.layer;

import static org.phyllo.processor.ir.Expression.literal;

import org.phyllo.dsl.Activation;
import org.phyllo.processor.ir.Expression;

/** The activations that work element by element, each function beside its derivative. */
final class ActivationFunctions {
  private static final double LEAKY_SLOPE = 0.01;
  private static final Expression ZERO = literal(0);
  private static final Expression ONE = literal(1);

  private ActivationFunctions() {}

  /** Whether the derivative needs the value the function was applied to, not just its result. */
  static boolean derivativeNeedsInput(Activation activation) {
    return switch (activation) {
      case GELU, SILU, SOFTPLUS -> true;
      case IDENTITY, STEP, SIGMOID, TANH, RELU, LEAKY_RELU, ELU, SOFTMAX -> false;
    };
  }

  /** The function of {@code x}; {@code block} takes the locals it needs. */
  static Expression value(Activation activation, Expression x, Block block) {
    return switch (activation) {
      case IDENTITY -> x;
      case STEP -> x.greater(0, ONE, ZERO);
      case SIGMOID -> sigmoid(x);
      case TANH -> x.tanh();
      case RELU -> x.max(ZERO);
      case LEAKY_RELU -> {
        Expression sum = local(block, "z", x);
        yield sum.greater(0, sum, sum.times(LEAKY_SLOPE));
      }
      case ELU -> {
        Expression sum = local(block, "z", x);
        yield sum.greater(0, sum, sum.exp().minus(ONE));
      }
      case GELU -> {
        Expression sum = local(block, "z", x);
        yield sum.times(normalDistribution(sum));
      }
      case SILU -> {
        Expression sum = local(block, "z", x);
        yield sum.over(ONE.plus(sum.negate().exp()));
      }
      case SOFTPLUS -> {
        Expression sum = local(block, "z", x);
        Expression small = local(block, "small", sum.abs().negate().exp());
        yield sum.max(ZERO).plus(logOnePlus(small, block));
      }
      case SOFTMAX -> throw new IllegalArgumentException("softmax is not element by element");
    };
  }

  /**
   * {@code log(1 + x)} for {@code x} of 0 to 1, exact also where {@code 1 + x} rounds most of
   * {@code x} away: Kahan's quotient, in which the rounding cancels. Goldberg, "What Every Computer
   * Scientist Should Know About Floating-Point Arithmetic", 1991, theorem 4.
   */
  private static Expression logOnePlus(Expression x, Block block) {
    Expression sum = local(block, "onePlus", ONE.plus(x));
    Expression quotient = sum.log().times(x.over(sum.minus(ONE)));
    return new Expression.Select(Expression.Comparison.EQUAL, sum, ONE, x, quotient);
  }

  /** The derivative at {@code x}, where the function's value is {@code y}. */
  static Expression derivative(Activation activation, Expression x, Expression y, Block block) {
    return switch (activation) {
      case IDENTITY -> ONE;
      case STEP -> ZERO;
      case SIGMOID -> {
        Expression s = local(block, "sigma", y);
        yield s.times(ONE.minus(s));
      }
      case TANH -> {
        Expression t = local(block, "t", y);
        yield ONE.minus(t.times(t));
      }
      case RELU -> y.greater(0, ONE, ZERO);
      case LEAKY_RELU -> y.greater(0, ONE, literal(LEAKY_SLOPE));
      case ELU -> {
        Expression e = local(block, "e", y);
        yield e.greater(0, ONE, e.plus(ONE));
      }
      case GELU -> {
        Expression sum = local(block, "z", x);
        Expression density = sum.times(sum).times(-0.5).exp().times(1 / Math.sqrt(2 * Math.PI));
        yield normalDistribution(sum).plus(sum.times(density));
      }
      case SILU -> {
        Expression sum = local(block, "z", x);
        Expression s = block.let("sigma", sigmoid(sum));
        yield s.times(ONE.plus(sum.times(ONE.minus(s))));
      }
      case SOFTPLUS -> sigmoid(x);
      case SOFTMAX -> throw new IllegalArgumentException("softmax is not element by element");
    };
  }

  private static Expression sigmoid(Expression x) {
    return ONE.over(ONE.plus(x.negate().exp()));
  }

  /** Phi(x) = (1 + erf(x / sqrt 2)) / 2, the share of a standard normal distribution below x. */
  private static Expression normalDistribution(Expression x) {
    return ONE.plus(x.times(Math.sqrt(0.5)).erf()).times(0.5);
  }

  private static Expression local(Block block, String name, Expression value) {
    return value instanceof Expression.Local ? value : block.let(name, value);
  }
}
