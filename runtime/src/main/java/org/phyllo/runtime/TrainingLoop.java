package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** The loop over epochs and batches, with what is checked, evaluated and told on the way. */
final class TrainingLoop {
  private static final double NANOS = 1e-9;

  private final Model live;
  private final NetworkInfo info;
  private final TrainingStep step;
  private final GradientSum group;
  private final GradientClipping clipping;
  private final Evaluator evaluator;
  private final Optimizer optimizer;
  private final List<TrainingListener> listeners;
  private final int batchSize;
  private final int epochs;
  private final long seed;

  private int epochsDone;
  private volatile boolean stopRequested;

  /** A loop that trains the parameters of a model. */
  TrainingLoop(Model live, TrainingStep step, Trainer.Builder<?, ?> settings) {
    this.live = live;
    this.info = live.info();
    this.step = step;
    this.group = new GradientSum(step.gradients(), settings.accumulate);
    this.clipping = new GradientClipping(step.gradients(), settings.clipValue, settings.clipNorm);
    this.evaluator = new Evaluator(live);
    this.optimizer = settings.optimizer;
    this.listeners = List.copyOf(settings.listeners);
    this.batchSize = settings.batchSize;
    this.epochs = settings.epochs;
    this.seed = settings.seed;
  }

  void requestStop() {
    stopRequested = true;
  }

  TrainingReport run(Examples train, @Nullable Examples evaluation, Workers workers) {
    stopRequested = false;
    check("training set", train);
    if (evaluation != null) {
      check("evaluation set", evaluation);
    }
    TrainingPlan plan =
        new TrainingPlan(
            info,
            live.engine(),
            workers.threads(),
            optimizer,
            seed,
            batchSize,
            epochsDone + 1,
            epochs,
            train.size(),
            evaluation == null ? 0 : evaluation.size());
    try {
      tell(listener -> listener.trainingStarted(plan));
      TrainingReport report = runEpochs(plan, train, evaluation, workers);
      tell(listener -> listener.trainingFinished(report));
      return report;
    } catch (RuntimeException failure) {
      tell(listener -> listener.trainingFailed(failure));
      throw failure;
    }
  }

  private void check(String role, Examples data) {
    String caller = info.name() + "Trainer.fit";
    if (data.size() < 1) {
      throw new IllegalArgumentException(
          caller + ": " + role + " has no samples, expected at least 1");
    }
    new ExamplesCheck(info, caller, role, data).shapes().values();
  }

  private TrainingReport runEpochs(
      TrainingPlan plan, Examples train, @Nullable Examples evaluation, Workers workers) {
    long start = System.nanoTime();
    List<EpochResult> results = new ArrayList<>();
    long steps = 0;
    while (results.size() < epochs && !stopRequested) {
      int epoch = ++epochsDone;
      long epochStart = System.nanoTime();
      int batches = runEpoch(epoch, train, workers);
      double seconds = (System.nanoTime() - epochStart) * NANOS;
      steps += batches;
      String lost = Divergence.parameter(info, live.parameters());
      if (lost != null) {
        throw new TrainingDivergedException(info.name(), epoch, batches, lost, Double.NaN);
      }
      EpochResult result = evaluate(epoch, seconds, train, evaluation, workers);
      results.add(result);
      tell(listener -> listener.epochFinished(result));
    }
    double total = (System.nanoTime() - start) * NANOS;
    boolean stopped = steps < (long) epochs * plan.batches();
    double trained = steps / (double) plan.batches();
    return new TrainingReport(plan, results, trained, steps, total, stopped);
  }

  /** Trains an epoch, or the part of it until a stop is requested; returns its batches. */
  private int runEpoch(int epoch, Examples train, Workers workers) {
    int size = train.size();
    int[] order = new Philox(seed, Purpose.SHUFFLING, 0, epoch, 0).permutation(size);
    int batches = Math.ceilDiv(size, batchSize);
    group.reset();
    for (int batch = 1; batch <= batches; batch++) {
      int from = (batch - 1) * batchSize;
      int count = Math.min(batchSize, size - from);
      double loss = step(train, order, from, count, workers, epoch, batch, batch == batches);
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).batchFinished(epoch, batch, batches, loss);
      }
      if (stopRequested) {
        return batch;
      }
    }
    return batches;
  }

  /**
   * One batch forward, backward and, if it is the last of a group or of its epoch, into the
   * parameters.
   */
  double step(
      Examples data,
      int[] order,
      int from,
      int count,
      Workers workers,
      int epoch,
      int batch,
      boolean last) {
    double loss = step.runBatch(data, order, from, count, workers);
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(info.name(), epoch, batch, step.culprit(), loss);
    }
    step.sumGradients(workers);
    if (group.add(count, workers) || last) {
      update(workers, epoch, batch, loss);
    }
    return loss;
  }

  private void update(Workers workers, int epoch, int batch, double loss) {
    group.finish(workers);
    double norm = clipping.apply(workers);
    if (!Double.isFinite(norm)) {
      String gradient = "gradient of " + Divergence.parameter(info, step.gradients());
      throw new TrainingDivergedException(info.name(), epoch, batch, gradient, loss);
    }
    step.update(workers);
  }

  private EpochResult evaluate(
      int epoch, double seconds, Examples train, @Nullable Examples test, Workers workers) {
    Evaluation training = evaluator.evaluate(train, workers);
    Evaluation testing = test == null ? null : evaluator.evaluate(test, workers);
    return new EpochResult(
        epoch,
        training.loss(),
        training.accuracy(),
        testing == null ? Double.NaN : testing.loss(),
        testing == null ? Double.NaN : testing.accuracy(),
        seconds);
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }
}
