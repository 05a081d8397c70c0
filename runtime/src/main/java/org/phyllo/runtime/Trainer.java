package org.phyllo.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.schedule.ConstantSchedule;
import org.phyllo.runtime.schedule.Schedule;

/**
 * Trains a network: parameters, gradients, optimizer state and the loop over epochs and batches.
 * The compiler generates a subclass per declared network.
 *
 * <p>The same seed, data and settings give bit-identical parameters on every machine and engine and
 * with any number of threads. A step allocates nothing. Not thread-safe, but for {@link
 * #requestStop()}.
 *
 * <p>{@link #fit} ends its worker threads when it returns. Who calls {@link #step} or {@link
 * #gradients} directly should {@link #close()} the trainer in the end, as idle threads stay for the
 * next step.
 *
 * @param <M> the network's model
 */
public abstract class Trainer<M extends Model> implements AutoCloseable {
  private final NetworkInfo info;
  private final ModelFactory<M> models;
  private final Engine engine;
  private final M live;
  private final TrainingStep step;
  private final TrainingLoop loop;
  private final int threads;

  private @Nullable Workers workers;
  private @Nullable TrainingReport report;
  private int stepsAlone;
  private boolean gradientsAreCurrent;

  /**
   * For generated subclasses.
   *
   * @param builder the settings
   */
  protected Trainer(Builder<M, ?> builder) {
    this.info = builder.network.info();
    this.models = builder.models;
    this.engine = builder.engine == null ? Engine.best() : builder.engine;
    float[] parameters = builder.parameters();
    this.live = models.model(parameters, engine);
    this.step =
        new TrainingStep(
            info, live.kernels(), builder.optimizer, parameters, builder.batchSize, builder.seed);
    this.threads = builder.threads > 0 ? builder.threads : step.suitableThreads();
    this.loop = new TrainingLoop(live, step, builder);
  }

  /**
   * For generated subclasses: the settings of a trainer, to begin with the defaults.
   *
   * @param <M> the network's model
   * @param <T> the network's trainer
   * @param network the network
   * @param models makes models
   * @param trainers makes trainers
   * @return a builder
   */
  protected static <M extends Model, T extends Trainer<M>> Builder<M, T> builder(
      CompiledNetwork network, ModelFactory<M> models, Function<Builder<M, T>, T> trainers) {
    return new Builder<>(network, models, trainers);
  }

  /**
   * Trains on a data set for the planned number of epochs; called again, for as many more.
   *
   * @param train the training set
   * @return a model of the parameters at the end
   * @throws IllegalArgumentException if the data set is empty, its shapes are not the network's, an
   *     input or target is not finite, or a label is out of range
   * @throws TrainingDivergedException if a loss or parameter is no longer finite
   * @throws UncheckedIOException if a checkpoint can't be written
   * @throws IllegalStateException if a {@linkplain Builder#overfit self-test} fails
   */
  public final M fit(Examples train) {
    return fitOn(train, null);
  }

  /**
   * Trains on a data set and evaluates on another at the end of every epoch.
   *
   * @param train the training set
   * @param evaluation the evaluation set; nothing is learned from it
   * @return a model of the parameters at the end
   * @throws IllegalArgumentException if a data set is not fit for the network, as above
   * @throws TrainingDivergedException if a loss or parameter is no longer finite
   * @throws UncheckedIOException if a checkpoint can't be written
   * @throws IllegalStateException if a {@linkplain Builder#overfit self-test} fails
   */
  public final M fit(Examples train, Examples evaluation) {
    return fitOn(train, evaluation);
  }

  private M fitOn(Examples train, @Nullable Examples evaluation) {
    try {
      gradientsAreCurrent = false;
      report = loop.run(train, evaluation, workers());
      return model();
    } finally {
      close();
    }
  }

  /**
   * Reads a {@linkplain Checkpoints checkpoint}, so that the next {@link #fit} goes on where the
   * training that wrote it was: same parameters, same order, same bits in the end as if it had
   * never been interrupted. The trainer must be built with the same settings; the number of epochs,
   * threads, engine, listeners, checkpoints and time may be others. Data sets must be the same, of
   * which the number of samples is checked. Listeners are told the results of the epochs before.
   *
   * @param checkpoint the file
   * @throws InvalidFileException if the file is damaged, or that of another network or other
   *     settings; the trainer is then as it was before
   * @throws IOException if the file can't be read
   */
  public final void resume(Path checkpoint) throws IOException {
    gradientsAreCurrent = false;
    loop.resume(checkpoint);
  }

  /**
   * Asks a running {@link #fit} to end after the batch at hand, or after the update that it is part
   * of; the epoch is then evaluated and reported as any other. May be called by listeners and other
   * threads.
   */
  public final void requestStop() {
    loop.requestStop();
  }

  /**
   * What the last {@link #fit} came to.
   *
   * @return the report
   * @throws IllegalStateException if there was none yet
   */
  public final TrainingReport report() {
    if (report == null) {
      throw new IllegalStateException(info.name() + "Trainer.report: expected a fit before it");
    }
    return report;
  }

  /**
   * The parameters as they are now.
   *
   * @return a new model with a copy of them
   */
  public final M model() {
    return models.model(live.parameters().clone(), engine);
  }

  /**
   * Trains on one batch. Allocates nothing. The values of the data are trusted, but for labels.
   * Where gradients are {@linkplain Builder#accumulate accumulated}, every so many calls update the
   * parameters.
   *
   * @param data the data set
   * @param order sample numbers
   * @param from where the batch begins in the order
   * @param count the number of samples in the batch, 1 to the batch size
   * @return the mean loss of the batch, before the update
   * @throws IllegalArgumentException if the batch does not lie in the order or a label is out of
   *     range
   * @throws TrainingDivergedException if the loss is not finite; no update is made then
   */
  public final double step(Examples data, int[] order, int from, int count) {
    gradientsAreCurrent = false;
    stepsAlone++;
    return loop.step(data, order, from, count, workers(), stepsAlone);
  }

  /**
   * Computes the gradients of one batch without an update.
   *
   * @param data the data set
   * @param order sample numbers
   * @param from where the batch begins in the order
   * @param count the number of samples in the batch, 1 to the batch size
   * @return the mean loss of the batch
   * @throws IllegalArgumentException if the batch does not lie in the order or a label is out of
   *     range
   */
  public final double gradients(Examples data, int[] order, int from, int count) {
    double loss = step.runBatch(data, order, from, count, workers());
    step.sumGradients(workers());
    gradientsAreCurrent = true;
    return loss;
  }

  /**
   * The gradient of the mean loss with respect to a parameter tensor, from the last {@link
   * #gradients} or {@link #step}; after an update the one that the optimizer was given, accumulated
   * and clipped.
   *
   * @param name the parameter's name, such as {@code "hidden.weight"}
   * @return a copy of the gradient, in the parameter's layout; zeros before the first batch
   * @throws IllegalArgumentException if there is no such parameter
   */
  public final float[] gradient(String name) {
    ParameterInfo tensor = info.parameter(name);
    return Arrays.copyOfRange(step.gradients(), tensor.offset(), tensor.end());
  }

  /**
   * The gradient of the mean loss with respect to the inputs of the batch.
   *
   * @return the gradient, {@code [samples][inputSize]}, a new array
   * @throws IllegalStateException if the last thing done was not {@link #gradients}
   */
  public final float[] inputGradient() {
    if (!gradientsAreCurrent) {
      throw new IllegalStateException(
          info.name() + "Trainer.inputGradient: expected gradients(...) right before it");
    }
    return step.inputGradient(workers());
  }

  /**
   * The number of threads that a step runs on.
   *
   * @return at least 1
   */
  public final int threads() {
    return threads;
  }

  private Workers workers() {
    if (workers == null) {
      workers = new Workers(threads);
    }
    return workers;
  }

  /** Ends the worker threads. A trainer that goes on starts new ones. */
  @Override
  public final void close() {
    if (workers != null) {
      workers.close();
      workers = null;
    }
  }

  /**
   * The settings of a training run. Each has a default; all are checked when given.
   *
   * @param <M> the network's model
   * @param <T> the network's trainer
   */
  public static final class Builder<M extends Model, T extends Trainer<M>> {
    /** Longer than any training; fits the clock's nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(100 * 365);

    private final CompiledNetwork network;
    private final ModelFactory<M> models;
    private final Function<Builder<M, T>, T> trainers;

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
    double clipValue = Double.POSITIVE_INFINITY;
    double clipNorm = Double.POSITIVE_INFINITY;
    long seed;
    int threads;
    private @Nullable Engine engine;
    private double initialDeviation = Double.NaN;
    private float @Nullable [] start;

    private Builder(
        CompiledNetwork network, ModelFactory<M> models, Function<Builder<M, T>, T> trainers) {
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
    public Builder<M, T> optimizer(Optimizer optimizer) {
      this.optimizer = optimizer;
      return this;
    }

    /**
     * How the learning rate changes from update to update. Epochs and updates are counted from the
     * trainer's first, also where {@link Trainer#fit} is called again; the last that is planned is
     * that of the call. Default: the optimizer's learning rate throughout. {@link Trainer#step}
     * knows of no plan and always has that.
     *
     * @param schedule gives a factor for the optimizer's learning rate
     * @return this
     */
    public Builder<M, T> schedule(Schedule schedule) {
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
    public Builder<M, T> batchSize(int batchSize) {
      this.batchSize = atLeast(1, "batchSize", batchSize);
      return this;
    }

    /**
     * The number of batches to an update, which follows the mean gradient of all their samples: as
     * a batch so many times as large, in the memory of one. An epoch's last update has what is left
     * over. Default: 1.
     *
     * @param batches the number of batches, at least 1
     * @return this
     */
    public Builder<M, T> accumulate(int batches) {
      this.accumulate = atLeast(1, "accumulate", batches);
      return this;
    }

    /**
     * Limits each value of the gradients: {@code g = max(-limit, min(g, limit))}. PyTorch's {@code
     * clip_grad_value_}. Default: no limit.
     *
     * @param limit the largest magnitude, finite and greater than 0
     * @return this
     */
    public Builder<M, T> clipValue(double limit) {
      this.clipValue = positive("clipValue", limit);
      return this;
    }

    /**
     * Limits the length of the gradient of all parameters together: where its Euclidean norm is
     * greater than the limit, {@code g = g limit / norm}. With {@link #clipValue} values are
     * limited first. Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
     * networks", 2013; PyTorch's {@code clip_grad_norm_}. Default: no limit.
     *
     * @param limit the largest norm, finite and greater than 0
     * @return this
     */
    public Builder<M, T> clipNorm(double limit) {
      this.clipNorm = positive("clipNorm", limit);
      return this;
    }

    /**
     * How often each sample is trained on. Default: 10.
     *
     * @param epochs the number of epochs, at least 1
     * @return this
     */
    public Builder<M, T> epochs(int epochs) {
      this.epochs = atLeast(1, "epochs", epochs);
      return this;
    }

    /**
     * Ends training early when the evaluation set shows no improvement any more, and goes back to
     * the best epoch's parameters. Default: all epochs are trained, and the last one's are kept.
     *
     * @param rule what to watch and how long
     * @return this
     */
    public Builder<M, T> earlyStopping(EarlyStopping rule) {
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
    public Builder<M, T> maxTime(Duration limit) {
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
    public Builder<M, T> checkpoints(Checkpoints rule) {
      this.checkpoints = rule;
      return this;
    }

    /**
     * Looks inside the network now and then while it is trained, and tells listeners how
     * activations and gradients are distributed in its layers: {@link
     * TrainingListener#networkInspected}. Not in a {@linkplain #overfit self-test}. Default: never.
     *
     * @param rule when, and at how many samples
     * @return this
     */
    public Builder<M, T> inspection(Inspection rule) {
      this.inspection = rule;
      return this;
    }

    /**
     * Makes {@link Trainer#fit} a dry run: one batch of training, evaluation on as many samples,
     * everything told to the listeners, nothing written to checkpoints. Finds what would break a
     * long training in its last minute.
     *
     * @return this
     */
    public Builder<M, T> fast() {
      this.mode = TrainingMode.FAST;
      return this;
    }

    /**
     * Makes {@link Trainer#fit} a self-test: it learns the first batch of the training set by
     * heart, at the optimizer's learning rate, until the loss is a hundredth of the first. A
     * network that can't has a mistake somewhere; {@link Trainer#fit} then throws an {@link
     * IllegalStateException} after 3,000 updates. Nothing is evaluated but that batch.
     *
     * @return this
     */
    public Builder<M, T> overfit() {
      this.mode = TrainingMode.OVERFIT;
      return this;
    }

    /**
     * Decides all random numbers: first parameters and the order of samples. Default: 0.
     *
     * @param seed any number
     * @return this
     */
    public Builder<M, T> seed(long seed) {
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
    public Builder<M, T> threads(int threads) {
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
    public Builder<M, T> engine(Engine engine) {
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
    public Builder<M, T> initialDeviation(double deviation) {
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
    public Builder<M, T> startFrom(M model) {
      this.start = model.parameters().clone();
      return this;
    }

    /**
     * Adds a listener after those added before.
     *
     * @param listener is told how training goes
     * @return this
     */
    public Builder<M, T> listener(TrainingListener listener) {
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

    private float[] parameters() {
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
}
