package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.GradientReport.Comparison;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Compares a reference's backpropagation with differences of its own loss: the five-point formula
 *
 * <pre>{@code
 * f'(x) = (f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)) / 12h      error h^4 / 30 f'''''(x)
 * }</pre>
 *
 * <p>The loss has kinks (ReLU, absolute values), and a step that reaches over one says nothing. So
 * where a value disagrees, smaller steps are tried: a right gradient agrees at some step, a wrong
 * one at none.
 */
final class CentralDifferences {
  static final double LIMIT = 1e-6;

  private static final String INPUT = "input";

  /**
   * At the first, truncation and rounding are both about 1e-12; the others come closer to kinks.
   */
  private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6};

  /** Agreement this good needs no smaller step. */
  private static final double GOOD = LIMIT / 100;

  /** One-sided differences further apart than this have a kink between them, not a curve. */
  private static final double KINK = 1e-3;

  /**
   * Multiply-adds to spend; well under a second. Values beyond it are left out, evenly at random.
   */
  private static final long BUDGET = 300_000_000;

  private static final int EVALUATIONS = 4;
  private static final int FEWEST = 10;

  private final NetworkInfo info;
  private final Reference reference;
  private final double[] inputs;
  private final double[] targets;
  private final int samples;
  private final Philox random;
  private boolean metKink;

  CentralDifferences(Reference reference, CheckCase batch, long seed) {
    this.info = reference.info();
    this.reference = reference;
    this.inputs = CheckCase.doubles(batch.inputs());
    this.targets = CheckCase.doubles(batch.targets());
    this.samples = batch.samples();
    this.random = new Philox(seed, Purpose.CHECKING, 1, 0, samples);
    reference.setParameters(batch.parameters());
  }

  /** What the loss is differentiated by: live values, and their gradient by backpropagation. */
  @SuppressWarnings("ArrayRecordComponent") // a pair of arrays, never compared
  private record Tensor(String name, double[] values, double[] gradient) {}

  /** Whether a value stood so close to a kink that its derivative can't be told. */
  boolean metKink() {
    return metKink;
  }

  List<Comparison> compare() {
    reference.run(inputs, targets, samples);
    reference.gradients();
    List<Tensor> tensors = new ArrayList<>();
    double largest = 0;
    for (ParameterInfo parameter : info.parameters()) {
      double[] gradient = reference.gradient(parameter.name()).clone();
      tensors.add(new Tensor(parameter.name(), reference.parameter(parameter.name()), gradient));
      largest = Math.max(largest, Agreement.largest(gradient));
    }
    double[] inputGradient = reference.inputGradient().clone();
    tensors.add(new Tensor(INPUT, inputs, inputGradient));
    largest = Math.max(largest, Agreement.largest(inputGradient));

    long evaluations = BUDGET / (info.multiplyAdds() + info.inputSize()) / samples / EVALUATIONS;
    int most = (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST, evaluations / tensors.size()));
    List<Comparison> comparisons = new ArrayList<>();
    for (Tensor tensor : tensors) {
      comparisons.add(compare(tensor, largest, most));
    }
    return comparisons;
  }

  private Comparison compare(Tensor tensor, double largest, int most) {
    Agreement agreement =
        new Agreement(
            "gradient of " + tensor.name(),
            "backpropagation in double",
            "central differences",
            Agreement.largest(tensor.gradient()),
            largest,
            LIMIT);
    for (int index : choose(tensor.values().length, most)) {
      if (tensor.name().equals(INPUT) && isLookedUp(index)) {
        continue;
      }
      double gradient = tensor.gradient()[index];
      double derivative = differentiate(tensor.values(), index, gradient, agreement);
      agreement.add(index, gradient, derivative);
    }
    return agreement.worst();
  }

  /** Whether an input's value is a whole number, which has no derivative. */
  private boolean isLookedUp(int index) {
    int at = index % info.inputSize();
    for (InputInfo input : info.inputs()) {
      if (at < input.size()) {
        return input.indices() > 0;
      }
      at -= input.size();
    }
    throw new AssertionError(index);
  }

  private int[] choose(int size, int most) {
    int[] chosen = random.permutation(size);
    return size <= most ? chosen : Arrays.copyOf(chosen, most);
  }

  /** The derivative by the step at which it agrees best with the gradient. */
  private double differentiate(double[] values, int index, double gradient, Agreement agreement) {
    double best = Double.NaN;
    double bestError = Double.POSITIVE_INFINITY;
    for (double step : STEPS) {
      double derivative = fivePoints(values, index, step);
      double error = agreement.error(gradient, derivative);
      if (error < bestError) {
        best = derivative;
        bestError = error;
      }
      if (bestError < GOOD) {
        return best;
      }
    }
    if (!(bestError < LIMIT)) {
      metKink |= isKink(values, index, agreement);
    }
    return best;
  }

  private double fivePoints(double[] values, int index, double step) {
    double far = loss(values, index, -2 * step) - loss(values, index, 2 * step);
    double near = loss(values, index, step) - loss(values, index, -step);
    return (far + 8 * near) / (12 * step);
  }

  private boolean isKink(double[] values, int index, Agreement agreement) {
    double step = 2 * STEPS[STEPS.length - 1]; // as far as the smallest step reaches
    double here = loss(values, index, 0);
    double left = (here - loss(values, index, -step)) / step;
    double right = (loss(values, index, step) - here) / step;
    double size = Math.max(agreement.scale(), Math.max(Math.abs(left), Math.abs(right)));
    return Math.abs(right - left) > KINK * size;
  }

  private double loss(double[] values, int index, double shift) {
    double value = values[index];
    values[index] = value + shift;
    double loss = reference.run(inputs, targets, samples);
    values[index] = value;
    return loss;
  }
}
