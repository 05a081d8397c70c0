package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private final LearningRate learningRate;
  private final Evaluator evaluator;
  private final CheckpointWriter checkpoints;
  private final @Nullable Inspector inspector;
  private final Optimizer optimizer;
  private final @Nullable EarlyStopping earlyStopping;
  private final @Nullable Duration maxTime;
  private final List<TrainingListener> listeners;
  private final TrainingMode mode;
  private final int batchSize;
  private final int epochs;
  private final int accumulate;
  private final int evaluatedSamples;
  private final long seed;

  private TrainingState state = new TrainingState();
  private @Nullable ResumedRun resumed;
  private double rate;
  private long runStart;
  private double secondsBefore;
  private long deadline;
  private volatile boolean stopRequested;

  /** A loop that trains the parameters of a model. */
  TrainingLoop(Model live, TrainingStep step, TrainerBuilder<?, ?> settings) {
    this.live = live;
    this.info = live.info();
    this.step = step;
    this.group = new GradientSum(step.gradients(), info.trainedFloats(), settings.accumulate);
    this.clipping =
        new GradientClipping(
            step.gradients(), info.trainedFloats(), settings.clipValue, settings.clipNorm);
    this.learningRate = new LearningRate(info.name(), settings.optimizer, settings.schedule);
    this.evaluator = new Evaluator(live);
    this.checkpoints = new CheckpointWriter(live, step, settings);
    this.inspector =
        settings.inspection == null
            ? null
            : new Inspector(settings.inspection, live, step.gradients());
    this.optimizer = settings.optimizer;
    this.earlyStopping = settings.earlyStopping;
    this.maxTime = settings.maxTime;
    this.listeners = List.copyOf(settings.listeners);
    this.mode = settings.mode;
    this.batchSize = settings.batchSize;
    this.epochs = mode == TrainingMode.WHOLE ? settings.epochs : 1;
    this.accumulate = settings.accumulate;
    this.evaluatedSamples = settings.evaluatedSamples;
    this.seed = settings.seed;
    this.rate = optimizer.learningRate();
  }

  void requestStop() {
    stopRequested = true;
  }

  /** Takes over a run from a file; the next one goes on with it. */
  void resume(Path file) throws IOException {
    resumed = checkpoints.read(file);
    state = resumed.state();
  }

  TrainingReport run(Examples train, @Nullable Examples evaluation, Workers workers) {
    stopRequested = false;
    Examples training = mode == TrainingMode.WHOLE ? train : SomeExamples.first(train, batchSize);
    Examples testing = evaluation;
    if (evaluation != null && mode == TrainingMode.FAST) {
      testing = SomeExamples.first(evaluation, batchSize);
    } else if (mode == TrainingMode.OVERFIT) {
      testing = null;
    }
    check("training set", training);
    if (testing != null) {
      check("evaluation set", testing);
    }
    checkWatched(testing);
    int testSamples = testing == null ? 0 : testing.size();
    if (resumed != null) {
      resumed.checkSamples(info.name(), training.size(), testSamples);
    } else {
      state.startRun();
    }
    TrainingPlan plan =
        new TrainingPlan(
            info,
            live.engine(),
            workers.threads(),
            optimizer,
            seed,
            batchSize,
            state.firstEpoch,
            epochs,
            training.size(),
            testSamples);
    resumed = null;
    try {
      tell(listener -> listener.trainingStarted(plan));
      for (EpochResult before : state.results()) {
        tell(listener -> listener.epochFinished(before));
      }
      Examples evaluated = SomeExamples.drawn(training, evaluatedSamples, seed);
      TrainingReport report = runEpochs(plan, training, evaluated, testing, workers);
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

  private void checkWatched(@Nullable Examples evaluation) {
    if (earlyStopping == null || mode != TrainingMode.WHOLE) {
      return;
    }
    if (evaluation == null) {
      throw new IllegalArgumentException(
          info.name()
              + "Trainer.fit: no evaluation set, expected one for early stopping to watch;"
              + " use fit(train, evaluation)");
    }
    if (earlyStopping.watched() == EarlyStopping.Watched.ACCURACY
        && !evaluator.hasClasses(evaluation)) {
      throw new IllegalArgumentException(
          info.name()
              + "Trainer.fit: early stopping watches the accuracy, but targets are values; use"
              + " EarlyStopping.onLoss");
    }
  }

  private TrainingReport runEpochs(
      TrainingPlan plan,
      Examples train,
      Examples evaluated,
      @Nullable Examples evaluation,
      Workers workers) {
    long start = System.nanoTime();
    runStart = start;
    secondsBefore = state.seconds;
    deadline = maxTime == null ? Long.MAX_VALUE : start + maxTime.toNanos();
    checkpoints.start();
    while (state.results().size() < epochs && !stopRequested && !timeIsUp() && !exhausted()) {
      if (mode == TrainingMode.OVERFIT) {
        overfit(train, workers);
      } else {
        runEpoch(plan, train, workers);
      }
      int samples =
          mode == TrainingMode.OVERFIT
              ? state.batch * train.size()
              : Math.min(state.batch * batchSize, train.size());
      finishEpoch(plan, samples, evaluated, evaluation, workers);
    }
    TrainingEnd end = end(plan);
    if (state.bestParameters != null) {
      System.arraycopy(state.bestParameters, 0, live.parameters(), 0, live.parameters().length);
    }
    double trained = state.batches / (double) plan.batches();
    return new TrainingReport(
        plan, state.results(), trained, state.batches, seconds(), end, state.bestEpoch);
  }

  private TrainingEnd end(TrainingPlan plan) {
    if (mode == TrainingMode.OVERFIT || state.batches >= (long) epochs * plan.batches()) {
      return TrainingEnd.COMPLETED;
    }
    if (stopRequested) {
      return TrainingEnd.REQUESTED;
    }
    return exhausted() ? TrainingEnd.NO_IMPROVEMENT : TrainingEnd.TIME;
  }

  /** Whether early stopping has seen enough. */
  private boolean exhausted() {
    return earlyStopping != null
        && state.bestEpoch > 0
        && state.history.size() - state.bestEpoch >= earlyStopping.patience();
  }

  private boolean timeIsUp() {
    return maxTime != null && System.nanoTime() - deadline >= 0;
  }

  /** Trains an epoch, or what is left of it, or the part of it until training is to stop. */
  private void runEpoch(TrainingPlan plan, Examples train, Workers workers) {
    long start = System.nanoTime();
    double before = state.epochSeconds;
    int epoch = state.epoch();
    int size = train.size();
    int[] order = order(size, epoch);
    Examples seen = train.inEpoch(epoch);
    int batches = plan.batches();
    learningRate.startEpoch(
        epoch, plan.lastEpoch(), Math.ceilDiv(batches, accumulate), state.history);
    group.reset();
    while (state.batch < batches) {
      int batch = state.batch + 1;
      int from = state.batch * batchSize;
      int count = Math.min(batchSize, size - from);
      boolean updates = batch % accumulate == 0 || batch == batches;
      if (updates) {
        rate = learningRate.at(Math.ceilDiv(batch, accumulate));
      }
      int update = step.steps() + 1;
      boolean inspects = updates && inspector != null && inspector.due(update, batch == batches);
      if (inspector != null && inspects) {
        inspector.beforeUpdate();
      }
      double loss = step(seen, order, from, count, workers, epoch, batch, updates);
      state.batchFinished(loss, count);
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).batchFinished(epoch, batch, batches, loss);
      }
      if (inspector != null && inspects) {
        InspectionReport report =
            inspector.afterUpdate(seen, order, from, count, epoch, batch, update);
        tell(listener -> listener.networkInspected(report));
      }
      if (updates && batch < batches) {
        boolean stops = stopRequested || timeIsUp();
        if (stops || checkpoints.due()) {
          state.epochSeconds = before + (System.nanoTime() - start) * NANOS;
          checkpoint(plan);
        }
        if (stops) {
          break;
        }
      }
    }
    state.epochSeconds = before + (System.nanoTime() - start) * NANOS;
  }

  /** In which samples pass: an order of each epoch's own, unless one batch has all of them. */
  private int[] order(int size, int epoch) {
    if (batchSize < size) {
      return new Philox(seed, Purpose.SHUFFLING, 0, epoch, 0).permutation(size);
    }
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** The time that the run has taken, before and after an interruption. */
  private double seconds() {
    return secondsBefore + (System.nanoTime() - runStart) * NANOS;
  }

  private void checkpoint(TrainingPlan plan) {
    state.seconds = seconds();
    checkpoints.write(state, plan);
  }

  /** Trains on one batch until it is known by heart. */
  private void overfit(Examples batch, Workers workers) {
    long start = System.nanoTime();
    Overfitting goal = new Overfitting(info.name(), batch.size());
    int[] order = new int[batch.size()];
    Arrays.setAll(order, i -> i);
    rate = optimizer.learningRate();
    while (!goal.reached() && !stopRequested && !timeIsUp()) {
      int number = state.batch + 1;
      double loss = step(batch, order, 0, order.length, workers, state.epoch(), number, true);
      state.batchFinished(loss, order.length);
      goal.add(loss);
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).batchFinished(state.epoch(), number, Overfitting.STEPS, loss);
      }
    }
    state.epochSeconds = (System.nanoTime() - start) * NANOS;
  }

  /**
   * Measures what the epoch has come to.
   *
   * @param trained the number of samples that it learned from
   * @param train the training samples to measure
   */
  private void finishEpoch(
      TrainingPlan plan,
      int trained,
      Examples train,
      @Nullable Examples evaluation,
      Workers workers) {
    int epoch = state.epoch();
    boolean whole = state.batch == plan.batches();
    String lost = Divergence.parameter(info, live.parameters());
    if (lost != null) {
      throw new TrainingDivergedException(info.name(), epoch, state.batch, lost, Double.NaN);
    }
    Evaluation training = evaluator.evaluate(train, workers);
    Evaluation testing = evaluation == null ? null : evaluator.evaluate(evaluation, workers);
    EpochResult result =
        new EpochResult(
            epoch,
            training.loss(),
            training.accuracy(),
            testing == null ? Double.NaN : testing.loss(),
            testing == null ? Double.NaN : testing.accuracy(),
            state.epochSeconds,
            state.lossSum / trained,
            rate);
    state.epochFinished(result);
    if (earlyStopping != null && mode == TrainingMode.WHOLE) {
      double value = earlyStopping.watched().of(result);
      if (earlyStopping.improves(value, state.best)) {
        state.improved(value, live.parameters());
      }
    }
    if (whole) {
      checkpoint(plan);
    }
    Optional<Evaluation> test = Optional.ofNullable(testing);
    tell(listener -> listener.epochEvaluated(epoch, training, test));
    tell(listener -> listener.epochFinished(result));
  }

  /** One batch outside of epochs, at the optimizer's own learning rate. */
  double step(Examples data, int[] order, int from, int count, Workers workers, int number) {
    rate = optimizer.learningRate();
    return step(data, order, from, count, workers, 0, number, false);
  }

  /**
   * One batch forward, backward and, if it is the last of a group or of its epoch, into the
   * parameters.
   */
  private double step(
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
    step.finishBatch();
    return loss;
  }

  private void update(Workers workers, int epoch, int batch, double loss) {
    group.finish(workers);
    double norm = clipping.apply(workers);
    if (!Double.isFinite(norm)) {
      String gradient = "gradient of " + Divergence.parameter(info, step.gradients());
      throw new TrainingDivergedException(info.name(), epoch, batch, gradient, loss);
    }
    step.update(rate, workers);
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }
}
