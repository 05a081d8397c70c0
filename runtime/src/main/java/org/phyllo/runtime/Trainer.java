package org.phyllo.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;

/**
 * Trains a network: parameters, gradients, optimizer state and the loop over epochs and batches.
 * The compiler generates a subclass per declared network.
 *
 * <p>The same seed, data and settings give bit-identical parameters on every machine and engine and
 * with any number of threads. A step allocates nothing once HotSpot has compiled it. Not
 * thread-safe, but for {@link #requestStop()}.
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
  protected Trainer(TrainerBuilder<M, ?> builder) {
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
  protected static <M extends Model, T extends Trainer<M>> TrainerBuilder<M, T> builder(
      CompiledNetwork network, ModelFactory<M> models, Function<TrainerBuilder<M, T>, T> trainers) {
    return new TrainerBuilder<>(network, models, trainers);
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
   * @throws IllegalStateException if a {@linkplain TrainerBuilder#overfit self-test} fails
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
   * @throws IllegalStateException if a {@linkplain TrainerBuilder#overfit self-test} fails
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
   * Trains on one batch. Allocates nothing once it has warmed up. The values of the data are
   * trusted, but for labels. Where gradients are {@linkplain TrainerBuilder#accumulate
   * accumulated}, every so many calls update the parameters.
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
    return step.inputGradient();
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
      workers = Workers.warmingUp(threads);
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
}
