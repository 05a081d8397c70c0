package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.GradientReport.Comparison;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Compares an engine's loss, outputs and gradients with the reference's. */
final class KernelComparison {
  static final double LIMIT = 1e-4;

  /** A few units in the last place of a float. */
  private static final double NUDGE = 1e-6;

  /** What a gradient must stay below however much is rounding: a few digits remain. */
  private static final double MOST_ROUNDING = 20 * LIMIT;

  /** A few draws of a rounding error; its tail reaches further. */
  private static final double NOISE_FACTOR = 8;

  private static final int NOISE_DRAWS = 10;

  private static final String GRADIENT = "gradient of ";

  private final CompiledNetwork network;
  private final NetworkInfo info;
  private final Reference reference;
  private final CheckCase batch;

  KernelComparison(CompiledNetwork network, Reference reference, CheckCase batch) {
    this.network = network;
    this.info = network.info();
    this.reference = reference;
    this.batch = batch;
    reference.setParameters(batch.parameters());
  }

  /** A model of any network. */
  private static final class AnyModel extends Model {
    AnyModel(CompiledNetwork network, float[] parameters, Engine engine) {
      super(network, parameters, engine);
    }
  }

  /** A tensor by name; the same ones in the same order whatever computed them. */
  @SuppressWarnings("ArrayRecordComponent") // a named array, never compared
  private record Values(String name, double[] values) {
    boolean isGradient() {
      return name.startsWith(GRADIENT);
    }
  }

  List<Comparison> compare(Engine engine) {
    List<Values> expected = expected(CheckCase.doubles(batch.inputs()));
    List<Values> actual = actual(engine, batch);
    List<Comparison> comparisons = compare(actual, engine.name(), expected);
    for (int draw = 0; draw < NOISE_DRAWS; draw++) {
      if (comparisons.stream().allMatch(Comparison::passed)) {
        break;
      }
      List<Values> nudged = actual(engine, batch.nudged(draw));
      comparisons = allowingForRounding(comparisons, compare(nudged, "nudged engine", actual));
    }
    return comparisons;
  }

  /**
   * Where gradients all but cancel, as in front of normalizations, what is left in float is
   * rounding. How much that is shows when all numbers are nudged by a rounding error: a gradient
   * may be some times further off than the nudge makes it.
   */
  private static List<Comparison> allowingForRounding(
      List<Comparison> comparisons, List<Comparison> noise) {
    List<Comparison> allowed = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      Comparison c = comparisons.get(i);
      double limit = Math.min(MOST_ROUNDING, NOISE_FACTOR * noise.get(i).error());
      allowed.add(c.tensor().startsWith(GRADIENT) && limit > c.limit() ? c.withLimit(limit) : c);
    }
    return allowed;
  }

  /**
   * Whether the reference itself disagrees with the reference on inputs that differ by a float's
   * rounding: a value then stands so close to a kink that float and double may well fall on
   * different sides of it.
   */
  boolean isBesideKink(long seed) {
    double[] inputs = CheckCase.doubles(batch.inputs());
    List<Values> here = expected(inputs);
    Philox random = new Philox(seed, Purpose.CHECKING, 2, 0, 0);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] += NUDGE * random.nextNormal();
    }
    return compare(expected(inputs), "nudged reference", here).stream()
        .anyMatch(comparison -> !comparison.passed());
  }

  private List<Values> expected(double[] inputs) {
    double[] targets = CheckCase.doubles(batch.targets());
    double[] outputs = reference.predict(inputs, batch.samples()).clone();
    double loss = reference.run(inputs, targets, batch.samples());
    reference.gradients();
    List<Values> values = new ArrayList<>();
    values.add(new Values("loss", new double[] {loss}));
    values.add(new Values("output", outputs));
    for (ParameterInfo tensor : info.parameters()) {
      values.add(new Values(GRADIENT + tensor.name(), reference.gradient(tensor.name()).clone()));
    }
    values.add(new Values(GRADIENT + "input", reference.inputGradient().clone()));
    return values;
  }

  private List<Values> actual(Engine engine, CheckCase batch) {
    Model model = new AnyModel(network, batch.parameters(), engine);
    TrainingStep step =
        new TrainingStep(
            info, model.kernels(), Sgd.withLearningRate(1), batch.parameters(), batch.samples());
    List<Values> values = new ArrayList<>();
    try (Workers alone = new Workers(1)) {
      int[] order = new int[batch.samples()];
      Arrays.setAll(order, i -> i);
      double loss = step.runBatch(batch, order, 0, order.length, alone);
      step.sumGradients(alone);
      values.add(new Values("loss", new double[] {loss}));
      values.add(new Values("output", outputs(model, batch)));
      for (ParameterInfo tensor : info.parameters()) {
        float[] gradient = Arrays.copyOfRange(step.gradients(), tensor.offset(), tensor.end());
        values.add(new Values(GRADIENT + tensor.name(), CheckCase.doubles(gradient)));
      }
      values.add(new Values(GRADIENT + "input", CheckCase.doubles(step.inputGradient())));
    }
    return values;
  }

  /** Predicted one by one, as that may be another path through the kernels than a batch is. */
  private double[] outputs(Model model, CheckCase batch) {
    int size = info.outputSize();
    double[] outputs = new double[batch.samples() * size];
    float[] input = new float[info.inputSize()];
    for (int sample = 0; sample < batch.samples(); sample++) {
      batch.readInput(sample, input, 0);
      float[] output = model.predict(input);
      for (int i = 0; i < size; i++) {
        outputs[sample * size + i] = output[i];
      }
    }
    return outputs;
  }

  private static List<Comparison> compare(
      List<Values> actual, String source, List<Values> expected) {
    double largestGradient = 0;
    for (Values tensor : expected) {
      if (tensor.isGradient()) {
        largestGradient = Math.max(largestGradient, Agreement.largest(tensor.values()));
      }
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Values tensor = expected.get(i);
      Agreement agreement =
          new Agreement(
              tensor.name(),
              source,
              "the reference in double",
              Agreement.largest(tensor.values()),
              tensor.isGradient() ? largestGradient : 0,
              LIMIT);
      for (int j = 0; j < tensor.values().length; j++) {
        agreement.add(j, actual.get(i).values()[j], tensor.values()[j]);
      }
      comparisons.add(agreement.worst());
    }
    return comparisons;
  }
}
