package org.phyllo.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.phyllo.runtime.TrainingListener;
import org.phyllo.runtime.TrainingPlan;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.Sgd;

/** Prints what is about to be trained, on what and how. */
final class RunHeader implements TrainingListener {
  private final String dataName;

  RunHeader(String dataName) {
    this.dataName = dataName;
  }

  @Override
  public void trainingStarted(TrainingPlan plan) {
    System.out.println(network(plan.network()));
    System.out.printf(
        Locale.ROOT,
        "%s: %d samples to train on, %d to test on%n",
        dataName,
        plan.trainingSamples(),
        plan.testSamples());
    System.out.printf(
        Locale.ROOT,
        "%s, batches of %d, seed %d, %s engine, %s%n",
        name(plan.optimizer()),
        plan.batchSize(),
        plan.seed(),
        plan.engine().name().toLowerCase(Locale.ROOT),
        plan.threads() == 1 ? "1 thread" : plan.threads() + " threads");
  }

  private static String name(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd sgd -> "SGD with learning rate " + number(sgd.learningRate());
      case Momentum momentum ->
          "momentum %s with learning rate %s"
              .formatted(number(momentum.momentum()), number(momentum.learningRate()));
      case Adam adam -> "Adam with learning rate " + number(adam.learningRate());
      default -> optimizer.toString();
    };
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String network(NetworkInfo info) {
    return String.format(
        Locale.ROOT,
        "%s: input %s, %s; %,d parameters",
        info.name(),
        Arrays.toString(info.inputShape()),
        info.layers().stream()
            .map(layer -> layer.name() + " " + Arrays.toString(layer.shape()))
            .collect(Collectors.joining(", ")),
        info.parameterCount());
  }
}
