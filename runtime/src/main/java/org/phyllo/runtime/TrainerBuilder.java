package org.phyllo.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.schedule.ConstantSchedule;
import org.phyllo.runtime.schedule.Schedule;

/**
 * The settings of a training run. Each has a default; all are checked when given.
 *
 * @param <M> the network's model
 * @param <T> the network's trainer
 */
public final class TrainerBuilder<M extends Model, T extends Trainer<M>> {
  /** Longer than any training; fits the clock's nanoseconds. */
  private static final Duration FOREVER = Duration.ofDays(100 * 365);

  final CompiledNetwork network;
  final ModelFactory<M> models;
  private final Function<TrainerBuilder<M, T>, T> trainers;

  final List<TrainingListener> listeners = new ArrayList<>();
  Optimizer optimizer = Adam.withLearningRate(1e-3);
  Schedule schedule = new ConstantSchedule();
  TrainingMode mode = TrainingMode.WHOLE;
  @Nullable EarlyStopping earlyStopping;
  @Nullable Checkpoints checkpoints;
  @Nullable Inspection inspection;
  @Nullable Duration maxTime;
  int batchSize = 100;
  int epochs = 10;
  int accumulate = 1;
  int evaluatedSamples = Integer.MAX_VALUE;
  double clipValue = Double.POSITIVE_INFINITY;
  double clipNorm = Double.POSITIVE_INFINITY;
  long seed;
  int threads;
  @Nullable Engine engine;
  private double initialDeviation = Double.NaN;
  private float @Nullable [] start;

  TrainerBuilder(
      CompiledNetwork network, ModelFactory<M> models, Function<TrainerBuilder<M, T>, T> trainers) {
    this.network = network;
    this.models = models;
    this.trainers = trainers;
  }

  /**
   * How parameters follow their gradients. Default: {@link Adam} with learning rate 0.001.
   *
   * @param optimizer the optimizer
   * @return this
   */
  public TrainerBuilder<M, T> optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    return this;
  }

  /**
   * How the learning rate changes from update to update. Epochs and updates are counted from the
   * trainer's first, also where {@link Trainer#fit} is called again; the last that is planned is
   * that of the call. Default: the optimizer's learning rate throughout. {@link Trainer#step} knows
   * of no plan and always has that.
   *
   * @param schedule gives a factor for the optimizer's learning rate
   * @return this
   */
  public TrainerBuilder<M, T> schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /**
   * The number of samples between two updates. An epoch's last batch has what is left over.
   * Default: 100.
   *
   * @param batchSize the number of samples, at least 1
   * @return this
   */
  public TrainerBuilder<M, T> batchSize(int batchSize) {
    this.batchSize = atLeast(1, "batchSize", batchSize);
    return this;
  }

  /**
   * The number of batches to an update, which follows the mean gradient of all their samples: as a
   * batch so many times as large, in the memory of one. An epoch's last update has what is left
   * over. Default: 1.
   *
   * @param batches the number of batches, at least 1
   * @return this
   */
  public TrainerBuilder<M, T> accumulate(int batches) {
    this.accumulate = atLeast(1, "accumulate", batches);
    return this;
  }

  /**
   * The number of training samples whose loss and accuracy each epoch's end measures, the same ones
   * in every epoch, drawn at random. Measuring a sample takes about a third of the time of learning
   * from it, so of a large training set some thousands do. The evaluation set is always measured
   * whole. Default: all.
   *
   * @param samples the number of samples, at least 1; all, if there are fewer
   * @return this
   */
  public TrainerBuilder<M, T> evaluateTraining(int samples) {
    this.evaluatedSamples = atLeast(1, "evaluateTraining", samples);
    return this;
  }

  /**
   * Limits each value of the gradients: {@code g = max(-limit, min(g, limit))}. PyTorch's {@code
   * clip_grad_value_}. Default: no limit.
   *
   * @param limit the largest magnitude, finite and greater than 0
   * @return this
   */
  public TrainerBuilder<M, T> clipValue(double limit) {
    this.clipValue = positive("clipValue", limit);
    return this;
  }

  /**
   * Limits the length of the gradient of all parameters together: where its Euclidean norm is
   * greater than the limit, {@code g = g limit / norm}. With {@link #clipValue} values are limited
   * first. Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks",
   * 2013; PyTorch's {@code clip_grad_norm_}. Default: no limit.
   *
   * @param limit the largest norm, finite and greater than 0
   * @return this
   */
  public TrainerBuilder<M, T> clipNorm(double limit) {
    this.clipNorm = positive("clipNorm", limit);
    return this;
  }

  /**
   * How often each sample is trained on. Default: 10.
   *
   * @param epochs the number of epochs, at least 1
   * @return this
   */
  public TrainerBuilder<M, T> epochs(int epochs) {
    this.epochs = atLeast(1, "epochs", epochs);
    return this;
  }

  /**
   * Ends training early when the evaluation set shows no improvement any more, and goes back to the
   * best epoch's parameters. Default: all epochs are trained, and the last one's are kept.
   *
   * @param rule what to watch and how long
   * @return this
   */
  public TrainerBuilder<M, T> earlyStopping(EarlyStopping rule) {
    this.earlyStopping = rule;
    return this;
  }

  /**
   * Ends training at the first update after a time, counted from the beginning of {@link
   * Trainer#fit}; the epoch is then evaluated and reported as any other. Default: no limit.
   *
   * @param limit the time, greater than zero
   * @return this
   */
  public TrainerBuilder<M, T> maxTime(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(
          "%s.maxTime: %s, expected more than zero".formatted(name(), limit));
    }
    this.maxTime = limit.compareTo(FOREVER) > 0 ? FOREVER : limit;
    return this;
  }

  /**
   * Saves checkpoints, from which {@link Trainer#resume} goes on after an interruption. Default:
   * none.
   *
   * @param rule where and how often
   * @return this
   */
  public TrainerBuilder<M, T> checkpoints(Checkpoints rule) {
    this.checkpoints = rule;
    return this;
  }

  /**
   * Looks inside the network now and then while it is trained, and tells listeners how activations
   * and gradients are distributed in its layers: {@link TrainingListener#networkInspected}. Not in
   * a {@linkplain #overfit self-test}. Default: never.
   *
   * @param rule when, and at how many samples
   * @return this
   */
  public TrainerBuilder<M, T> inspection(Inspection rule) {
    this.inspection = rule;
    return this;
  }

  /**
   * Makes {@link Trainer#fit} a dry run: one batch of training, evaluation on as many samples,
   * everything told to the listeners, nothing written to checkpoints. Finds what would break a long
   * training in its last minute.
   *
   * @return this
   */
  public TrainerBuilder<M, T> fast() {
    this.mode = TrainingMode.FAST;
    return this;
  }

  /**
   * Makes {@link Trainer#fit} a self-test: it learns the first batch of the training set by heart,
   * at the optimizer's learning rate, until the loss is a hundredth of the first. A network that
   * can't has a mistake somewhere; {@link Trainer#fit} then throws an {@link IllegalStateException}
   * after 3,000 updates. Nothing is evaluated but that batch.
   *
   * @return this
   */
  public TrainerBuilder<M, T> overfit() {
    this.mode = TrainingMode.OVERFIT;
    return this;
  }

  /**
   * Decides all random numbers: first parameters and the order of samples. Default: 0.
   *
   * @param seed any number
   * @return this
   */
  public TrainerBuilder<M, T> seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The number of threads, the caller's included. Results don't depend on it. Default: 0, which
   * decides by the work in a step and the machine's processors; small networks run on one.
   *
   * @param threads the number of threads, or 0
   * @return this
   */
  public TrainerBuilder<M, T> threads(int threads) {
    this.threads = atLeast(0, "threads", threads);
    return this;
  }

  /**
   * The engine to run on. Default: {@link Engine#best()}. Results don't depend on it.
   *
   * @param engine the engine, which must be available
   * @return this
   * @throws IllegalArgumentException if this JVM can't run it
   */
  public TrainerBuilder<M, T> engine(Engine engine) {
    if (!engine.available()) {
      throw new IllegalArgumentException(
          "%s.engine: %s needs --add-modules jdk.incubator.vector".formatted(name(), engine));
    }
    this.engine = engine;
    return this;
  }

  /**
   * Draws all weights from a normal distribution with mean 0 and this standard deviation, instead
   * of the declared initializers; biases start at zero.
   *
   * @param deviation the standard deviation, finite and at least 0
   * @return this
   */
  public TrainerBuilder<M, T> initialDeviation(double deviation) {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name() + ".initialDeviation: " + deviation + ", expected a finite number from 0 up");
    }
    this.initialDeviation = deviation;
    return this;
  }

  /**
   * Starts from a model's parameters, copied now, instead of drawing any.
   *
   * @param model the model, which stays as it is
   * @return this
   */
  public TrainerBuilder<M, T> startFrom(M model) {
    this.start = model.parameters().clone();
    return this;
  }

  /**
   * Adds a listener after those added before.
   *
   * @param listener is told how training goes
   * @return this
   */
  public TrainerBuilder<M, T> listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Makes a trainer of its own parameters.
   *
   * @return the trainer
   * @throws IllegalArgumentException if a batch of this size is too large for one array
   */
  public T build() {
    return trainers.apply(this);
  }

  float[] parameters() {
    if (start != null) {
      return start.clone();
    }
    return Double.isNaN(initialDeviation)
        ? Initialization.declared(network.info(), seed)
        : Initialization.normal(network.info(), seed, initialDeviation);
  }

  private double positive(String setting, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s.%s: %s, expected a finite number greater than 0".formatted(name(), setting, value));
    }
    return value;
  }

  private int atLeast(int limit, String setting, int value) {
    if (value < limit) {
      throw new IllegalArgumentException(
          "%s.%s: %d, expected at least %d".formatted(name(), setting, value, limit));
    }
    return value;
  }

  private String name() {
    return network.info().name() + "Trainer";
  }
}
