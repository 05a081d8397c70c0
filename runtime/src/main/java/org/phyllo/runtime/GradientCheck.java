package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.GradientReport.Comparison;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.Reference;

/**
 * Checks that a compiled network's gradients are right. A test of a network, in any test framework,
 * is one line:
 *
 * <pre>{@code
 * GradientCheck.check(DigitsModel.network());
 * }</pre>
 *
 * <p>On random parameters, inputs and targets, for every parameter tensor and the input:
 *
 * <ul>
 *   <li>the reference's backpropagation in {@code double} against central differences of its loss,
 *       to a relative error below 1e-6;
 *   <li>loss, outputs and gradients of every engine that this JVM can run against the reference, to
 *       below 1e-4, with a batch of the given size and with one that needs two blocks.
 * </ul>
 *
 * <p>Errors are relative to the larger of the two values or, where it is larger, to the tensor's
 * largest magnitude or a hundredth of the largest in any gradient: a value near zero is all
 * rounding error. Where a kink such as ReLU's falls on the drawn numbers, other numbers are drawn.
 * Where gradients cancel so far that only rounding is left in {@code float}, as they do in front of
 * normalizations, that rounding is measured by nudging all numbers by a few units in the last
 * place, and an engine may be off by some times as much, though never by 2e-3 or more. In a large
 * network central differences are taken of some values of each tensor, chosen at random.
 */
public final class GradientCheck {
  private static final long SEED = 1;
  private static final int SAMPLES = 5;

  /** Draws of numbers; kinks hit exactly are rare, so more would hide a wrong gradient. */
  private static final int ATTEMPTS = 5;

  /** Samples beyond one block: a second block that is not full. */
  private static final int BEYOND_BLOCK = 3;

  private GradientCheck() {}

  /**
   * Checks a network.
   *
   * @param network the network, such as {@code DigitsModel.network()}
   * @throws AssertionError if a gradient is wrong; names the tensor that is furthest off, with both
   *     values
   */
  public static void check(CompiledNetwork network) {
    GradientReport report = run(network, SEED, SAMPLES);
    if (!report.passed()) {
      throw new AssertionError(
          "%s: %s (seed %d)".formatted(report.network(), report.worst(), report.seed()));
    }
  }

  /**
   * Checks a network with numbers of choice.
   *
   * @param network the network
   * @param seed decides parameters, inputs and targets
   * @param samples the number of samples in a batch, at least 1
   * @return what was found, right or wrong
   * @throws IllegalArgumentException if there are no samples
   */
  public static GradientReport run(CompiledNetwork network, long seed, int samples) {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "GradientCheck.run: " + samples + " samples, expected at least 1");
    }
    NetworkInfo info = network.info();
    Reference reference = network.reference();
    List<Comparison> comparisons = new ArrayList<>(differences(reference, seed, samples));
    for (int size : new int[] {samples, info.memory().blockSamples() + BEYOND_BLOCK}) {
      for (Engine engine : Engine.values()) {
        if (engine.available()) {
          comparisons.addAll(kernels(network, reference, engine, seed, size));
        }
      }
    }
    return new GradientReport(info.name(), seed, comparisons);
  }

  private static List<Comparison> differences(Reference reference, long seed, int samples) {
    for (int attempt = 0; ; attempt++) {
      CheckCase batch = CheckCase.draw(reference.info(), seed, attempt, samples);
      CentralDifferences differences = new CentralDifferences(reference, batch, seed);
      List<Comparison> comparisons = differences.compare();
      if (!differences.metKink() || attempt == ATTEMPTS - 1) {
        return comparisons;
      }
    }
  }

  private static List<Comparison> kernels(
      CompiledNetwork network, Reference reference, Engine engine, long seed, int samples) {
    for (int attempt = 0; ; attempt++) {
      CheckCase batch = CheckCase.draw(network.info(), seed, attempt, samples);
      KernelComparison comparison = new KernelComparison(network, reference, batch);
      List<Comparison> comparisons = comparison.compare(engine);
      if (comparisons.stream().allMatch(Comparison::passed)
          || attempt == ATTEMPTS - 1
          || !comparison.isBesideKink(seed)) {
        return comparisons;
      }
    }
  }
}
