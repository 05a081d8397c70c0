package org.phyllo.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.phyllo.runtime.TrainingListener;
import org.phyllo.runtime.TrainingPlan;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;

/** Prints what is about to be trained, on what and how. */
final class RunHeader implements TrainingListener {
  private final String dataName;
  private final int testSamples;
  private final RunRules rules;

  RunHeader(String dataName, int testSamples, RunRules rules) {
    this.dataName = dataName;
    this.testSamples = testSamples;
    this.rules = rules;
  }

  @Override
  public void trainingStarted(TrainingPlan plan) {
    System.out.println(network(plan.network()));
    System.out.printf(
        Locale.ROOT,
        "%s: %d samples to train on, %s%d to test on%n",
        dataName,
        plan.trainingSamples(),
        rules.holdsOut() ? plan.testSamples() + " held out and shown by epoch, " : "",
        testSamples);
    System.out.printf(
        Locale.ROOT,
        "%s, %sbatches of %d, seed %d, %s engine, %s%n",
        name(plan.optimizer()),
        rules.schedule() == ScheduleKind.CONSTANT ? "" : rules.schedule() + " schedule, ",
        plan.batchSize(),
        plan.seed(),
        plan.engine().name().toLowerCase(Locale.ROOT),
        plan.threads() == 1 ? "1 thread" : plan.threads() + " threads");
  }

  private static String name(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd sgd -> "SGD" + numbers(sgd.learningRate(), sgd.weightDecay());
      case Momentum momentum ->
          "momentum "
              + number(momentum.momentum())
              + numbers(momentum.learningRate(), momentum.weightDecay());
      case Nesterov nesterov ->
          "Nesterov's momentum "
              + number(nesterov.momentum())
              + numbers(nesterov.learningRate(), nesterov.weightDecay());
      case AdaGrad adagrad -> "AdaGrad" + numbers(adagrad.learningRate(), 0);
      case RmsProp rmsProp -> "RMSProp" + numbers(rmsProp.learningRate(), 0);
      case Adam adam -> "Adam" + numbers(adam.learningRate(), adam.weightDecay());
      case AdamW adamw -> "AdamW" + numbers(adamw.learningRate(), adamw.weightDecay());
      default -> optimizer.toString();
    };
  }

  private static String numbers(double rate, double decay) {
    String ofRate = " with learning rate " + number(rate);
    return decay == 0 ? ofRate : ofRate + " and weight decay " + number(decay);
  }

  private static String number(double value) {
    String text = Double.toString(value);
    return text.replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
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
