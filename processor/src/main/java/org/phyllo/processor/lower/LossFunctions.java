package org.phyllo.processor.lower;

import static org.phyllo.processor.ir.Expression.literal;
import static org.phyllo.processor.ir.Expression.load;
import static org.phyllo.processor.ir.Expression.local;

import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.Comparison;
import org.phyllo.processor.ir.Expression.IndexValue;
import org.phyllo.processor.ir.Expression.Select;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.resolve.ResolvedOutput;

/**
 * The losses: for one sample the loss, and the gradient of its scores times the sample's share in
 * the batch.
 */
final class LossFunctions {
  private static final Expression ZERO = literal(0);
  private static final Expression ONE = literal(1);

  /**
   * Below this an exponential counts as zero. Beside one it is lost even in double; as a gradient
   * that goes backward through many layers it would end among the denormal numbers, for which
   * processors take a hundred times as long.
   */
  private static final Expression VANISHING = literal(0x1p-64);

  private final ResolvedOutput output;
  private final Optional<Variable> classWeights;
  private final Variable scores;
  private final Variable target;
  private final Variable share;
  private final Variable loss;
  private final Variable dScores;
  private final boolean first;
  private final Index i;

  /**
   * @param first whether the loss has no value yet, or else one that is added to
   */
  LossFunctions(
      ResolvedOutput output,
      Optional<Variable> classWeights,
      Variable scores,
      Variable target,
      Variable share,
      Variable loss,
      Variable dScores,
      boolean first) {
    this.output = output;
    this.classWeights = classWeights;
    this.scores = scores;
    this.target = target;
    this.share = share;
    this.loss = loss;
    this.dScores = dScores;
    this.first = first;
    this.i = new Index("i", scores.size());
  }

  /** The formula, for the nest's comment. */
  static String formula(ResolvedOutput output) {
    String formula = formula(output.loss());
    if (output.labelSmoothing() > 0 || !output.classWeights().isEmpty()) {
      formula =
          "-sum of q log softmax(x); its gradient softmax(x) * sum of q - q, where q = "
              + (output.labelSmoothing() > 0
                  ? "%s * one-hot + %s / %d"
                      .formatted(
                          1 - output.labelSmoothing(),
                          output.labelSmoothing(),
                          output.shape().size())
                  : "one-hot")
              + (output.classWeights().isEmpty() ? "" : ", times the class's weight");
    }
    return output.weight() == 1 ? formula : "%s times (%s)".formatted(output.weight(), formula);
  }

  private static String formula(Loss loss) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> "-log softmax(x)[target]; its gradient softmax(x) - one-hot";
      case SIGMOID_CROSS_ENTROPY ->
          "mean of -target log s - (1 - target) log(1 - s), s = sigmoid(x); its gradient s -"
              + " target";
      case MEAN_SQUARED_ERROR -> "mean of (x - target)^2; its gradient 2 (x - target)";
      case MEAN_ABSOLUTE_ERROR -> "mean of |x - target|; its gradient the sign";
      case HUBER ->
          "mean of d^2/2 near 0, delta (|d| - delta/2) beyond, d = x - target; its gradient d,"
              + " at most delta";
    };
  }

  List<Statement> statements() {
    return switch (output.loss()) {
      case SOFTMAX_CROSS_ENTROPY ->
          output.labelSmoothing() > 0 || classWeights.isPresent()
              ? distributionCrossEntropy()
              : softmaxCrossEntropy();
      case SIGMOID_CROSS_ENTROPY -> sigmoidCrossEntropy();
      case MEAN_SQUARED_ERROR -> {
        Expression d = local("d");
        yield mean(List.of(difference()), d.times(d), d.times(2));
      }
      case MEAN_ABSOLUTE_ERROR -> {
        Expression d = local("d");
        Expression sign =
            d.greater(0, ONE, new Select(Comparison.LESS, d, ZERO, literal(-1), ZERO));
        yield mean(List.of(difference()), d.abs(), sign);
      }
      case HUBER -> huber(output.huberDelta());
    };
  }

  /** The sample's share in the batch's loss, times this loss's. */
  private Expression weightedShare() {
    return load(share.first()).times(output.weight());
  }

  private Statement storeLoss(Expression value) {
    return new Store(loss.first(), !first, value.times(output.weight()));
  }

  /** Cross entropy with a target that has a part in every class. */
  private List<Statement> distributionCrossEntropy() {
    double smoothing = output.labelSmoothing();
    double everywhere = smoothing / scores.size();
    Expression x = load(scores.at(i));
    Select share =
        new Select(
            Comparison.EQUAL,
            new IndexValue(i),
            local("label"),
            literal(1 - smoothing + everywhere),
            literal(everywhere));
    Expression part = classWeights.map(w -> load(w.at(i)).times(share)).orElse(share);
    return List.of(
        new Declare("label", load(target.first())),
        new Declare("max", load(scores.first())),
        new Loop(i, new Assign("max", local("max").max(x))),
        new Declare("total", ZERO),
        new Declare("score", ZERO),
        new Declare("mass", ZERO),
        new Loop(
            i,
            new Declare("part", part),
            new Declare("e", x.minus(local("max")).exp()),
            Store.set(dScores.at(i), unlessVanishing(local("e"))),
            new Assign("total", local("total").plus(load(dScores.at(i)))),
            new Assign("score", local("score").plus(local("part").times(x.minus(local("max"))))),
            new Assign("mass", local("mass").plus(local("part")))),
        storeLoss(local("mass").times(local("total").log()).minus(local("score"))),
        new Declare("scale", local("mass").over(local("total"))),
        new Loop(
            i,
            Store.set(
                dScores.at(i),
                load(dScores.at(i)).times(local("scale")).minus(part).times(weightedShare()))));
  }

  private List<Statement> softmaxCrossEntropy() {
    Expression x = load(scores.at(i));
    Expression label = load(target.first());
    Expression isLabel = new Select(Comparison.EQUAL, new IndexValue(i), local("label"), ONE, ZERO);
    return List.of(
        new Declare("label", label),
        new Declare("max", load(scores.first())),
        new Loop(i, new Assign("max", local("max").max(x))),
        new Declare("total", ZERO),
        new Declare("score", ZERO),
        new Loop(
            i,
            new Declare("e", x.minus(local("max")).exp()),
            Store.set(dScores.at(i), unlessVanishing(local("e"))),
            new Assign("total", local("total").plus(load(dScores.at(i)))),
            new Assign(
                "score",
                new Select(
                    Comparison.EQUAL,
                    new IndexValue(i),
                    local("label"),
                    x.minus(local("max")),
                    local("score")))),
        storeLoss(local("total").log().minus(local("score"))),
        new Loop(
            i,
            Store.set(
                dScores.at(i),
                load(dScores.at(i)).over(local("total")).minus(isLabel).times(weightedShare()))));
  }

  /** Zero for an exponential that is next to it; NaN stays. */
  private static Expression unlessVanishing(Expression exponential) {
    return new Select(Comparison.LESS, exponential, VANISHING, ZERO, exponential);
  }

  /** {@code log(1 + exp(-|x|))} can't overflow; it is what the two logarithms come to. */
  private List<Statement> sigmoidCrossEntropy() {
    Expression x = local("x");
    Expression t = local("t");
    Expression e = local("e");
    Expression total = ONE.plus(e);
    Expression value = x.max(ZERO).minus(x.times(t)).plus(total.log());
    Expression slope = x.greater(0, ONE, e).over(total).minus(t);
    return mean(
        List.of(
            new Declare("x", load(scores.at(i))),
            new Declare("t", load(target.at(i))),
            new Declare("raw", x.abs().negate().exp()),
            new Declare("e", unlessVanishing(local("raw")))),
        value,
        slope);
  }

  private List<Statement> huber(double delta) {
    Expression d = local("d");
    Expression size = local("size");
    Expression inside = d.times(d).times(0.5);
    Expression outside = size.minus(literal(delta / 2)).times(delta);
    Expression clipped =
        new Expression.Binary(Expression.Operation.MIN, d.max(literal(-delta)), literal(delta));
    return mean(
        List.of(difference(), new Declare("size", d.abs())),
        size.greater(delta, outside, inside),
        clipped);
  }

  private Statement difference() {
    return new Declare("d", load(scores.at(i)).minus(load(target.at(i))));
  }

  /** The mean over the outputs of {@code value}, whose derivative is {@code slope}. */
  private List<Statement> mean(List<Statement> locals, Expression value, Expression slope) {
    double weight = 1.0 / scores.size();
    List<Statement> body = new java.util.ArrayList<>(locals);
    body.add(new Assign("total", local("total").plus(value)));
    body.add(Store.set(dScores.at(i), slope.times(local("weight"))));
    return List.of(
        new Declare("total", ZERO),
        new Declare("weight", load(share.first()).times(weight * output.weight())),
        new Loop(i, body),
        storeLoss(local("total").times(weight)));
  }
}
