package org.phyllo.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Samples with their targets, held in memory: inputs of one shape, and for each either the class it
 * belongs to or the numbers that it should be mapped to.
 *
 * <p>All values are checked when the data set is made: finite, pixels within their range, labels
 * within the classes; the exception names the data set, the sample and the position. Immutable, and
 * therefore safe to share between threads. {@link #subset}, {@link #take}, {@link #shuffled},
 * {@link #split} and {@link #reshaped} share the values of the data set they are called on.
 *
 * <p>A data set knows the {@linkplain #scale() scale} of its input values. {@link #normalized},
 * {@link #scaledBy} and {@link #standardized} are the only places where values are scaled, and each
 * refuses values that were scaled before.
 */
public final class Dataset implements Examples {
  private final String name;
  private final int[] shape;
  private final int inputSize;
  private final float[] features;
  private final float[] targets;
  private final int targetSize;
  private final List<String> classNames;
  private final ValueScale scale;

  /** For each sample its row in {@code features} and {@code targets}. */
  private final int[] rows;

  private Dataset(
      String name,
      int[] shape,
      float[] features,
      float[] targets,
      int targetSize,
      List<String> classNames,
      ValueScale scale,
      int[] rows) {
    this.name = name;
    this.shape = shape;
    this.inputSize = DatasetChecks.inputSize(name, shape);
    this.features = features;
    this.targets = targets;
    this.targetSize = targetSize;
    this.classNames = classNames;
    this.scale = scale;
    this.rows = rows;
  }

  /**
   * Checks everything, and keeps {@code features} and {@code shape} without copying them.
   *
   * @param features behind {@link Rows#AHEAD} others
   */
  static Dataset owning(
      String name,
      int[] shape,
      float[] features,
      int[] labels,
      List<String> classNames,
      ValueScale scale) {
    List<String> names = List.copyOf(classNames);
    DatasetChecks.labels(name, labels, names);
    float[] targets = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      targets[i] = labels[i];
    }
    return owning(name, shape, features, targets, 1, names, scale);
  }

  /** As the other, with any targets; without class names these are values. */
  static Dataset owning(
      String name,
      int[] shape,
      float[] features,
      float[] targets,
      int targetSize,
      List<String> classNames,
      ValueScale scale) {
    int inputSize = DatasetChecks.inputSize(name, shape);
    DatasetChecks.targets(name, targets, targetSize);
    int samples = targets.length / targetSize;
    DatasetChecks.lengths(name, features.length - Rows.AHEAD, shape, inputSize, samples);
    DatasetChecks.inputs(name, features, shape, inputSize, scale);
    int[] rows = new int[samples];
    Arrays.setAll(rows, i -> i);
    return new Dataset(name, shape, features, targets, targetSize, classNames, scale, rows);
  }

  /**
   * A data set of classes, with values as measured.
   *
   * @param name what to call it in messages
   * @param inputShape the extents of one sample, each at least 1, for example {@code [4]}
   * @param features the input values, sample after sample, the shape's last index running fastest;
   *     copied
   * @param labels the class of each sample, 0 to {@code classNames.size() - 1}; copied
   * @param classNames the names of the classes, label 0 first
   * @return the data set
   * @throws IllegalArgumentException if the lengths don't fit, a value is not finite or a label is
   *     not a class
   */
  public static Dataset classification(
      String name, int[] inputShape, float[] features, int[] labels, List<String> classNames) {
    ValueScale scale = new ValueScale.Measured();
    return owning(name, inputShape.clone(), Rows.behind(features), labels, classNames, scale);
  }

  /**
   * A data set of classes, with raw pixels, to be {@link #normalized}.
   *
   * @param name what to call it in messages
   * @param inputShape the extents of one image, for example {@code [1, 28, 28]}
   * @param pixels the pixels, image after image, row-major, each 0 to {@code maximum}; copied
   * @param maximum the value of a pixel full of ink, for example 255
   * @param labels the class of each image, 0 to {@code classNames.size() - 1}; copied
   * @param classNames the names of the classes, label 0 first
   * @return the data set
   * @throws IllegalArgumentException if the lengths don't fit, a pixel is not 0 to {@code maximum}
   *     or a label is not a class
   */
  public static Dataset pixels(
      String name,
      int[] inputShape,
      float[] pixels,
      float maximum,
      int[] labels,
      List<String> classNames) {
    ValueScale scale = new ValueScale.Pixels(maximum);
    return owning(name, inputShape.clone(), Rows.behind(pixels), labels, classNames, scale);
  }

  /**
   * A data set of numbers to be predicted, with values as measured.
   *
   * @param name what to call it in messages
   * @param inputShape the extents of one sample, each at least 1
   * @param features the input values, sample after sample; copied
   * @param targetSize the number of values to predict for a sample, at least 1
   * @param targets the values to predict, sample after sample; copied
   * @return the data set
   * @throws IllegalArgumentException if the lengths don't fit or a value is not finite
   */
  public static Dataset regression(
      String name, int[] inputShape, float[] features, int targetSize, float[] targets) {
    return owning(
        name,
        inputShape.clone(),
        Rows.behind(features),
        targets.clone(),
        targetSize,
        List.of(),
        new ValueScale.Measured());
  }

  /**
   * A small data set of numbers to be predicted, written out row by row.
   *
   * <pre>{@code
   * Dataset xor = Dataset.regression("XOR",
   *     new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new float[][] {{0}, {1}, {1}, {0}});
   * }</pre>
   *
   * @param name what to call it in messages
   * @param inputs the input of each sample, all equally long; copied
   * @param targets the values to predict for each sample, all equally long; copied
   * @return the data set, of shape {@code [inputs[0].length]}
   * @throws IllegalArgumentException if the lengths don't fit or a value is not finite
   */
  public static Dataset regression(String name, float[][] inputs, float[][] targets) {
    Rows.requirePairs(name, inputs.length, targets.length);
    int[] shape = {inputs[0].length};
    return owning(
        name,
        shape,
        Rows.behind(Rows.joined(name, "input", inputs)),
        Rows.joined(name, "target", targets),
        targets[0].length,
        List.of(),
        new ValueScale.Measured());
  }

  /**
   * What the data set is called in messages.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int[] inputShape() {
    return shape.clone();
  }

  /**
   * The number of input values of one sample.
   *
   * @return the product of the {@link #inputShape()}
   */
  public int inputSize() {
    return inputSize;
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  /**
   * The names of the classes, label 0 first.
   *
   * @return the names, empty if the targets are values
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * What the input values are: raw, or scaled already.
   *
   * @return the scale
   */
  public ValueScale scale() {
    return scale;
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    Rows.copy(features, Rows.AHEAD + rows[index] * inputSize, into, at, inputSize);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    Rows.copy(targets, rows[index] * targetSize, into, at, targetSize);
  }

  @Override
  public float[] inputArray() {
    return features;
  }

  @Override
  public void findInputs(int[] indices, int from, int count, int[] starts, int at) {
    for (int i = 0; i < count; i++) {
      starts[at + i] = Rows.AHEAD + rows[indices[from + i]] * inputSize;
    }
  }

  @Override
  public void readTargets(int[] indices, int from, int count, float[] into, int at, int size) {
    Rows.copyAll(targets, targetSize, rows, indices, from, count, into, at);
  }

  /**
   * The input values of one sample.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @return a copy of its {@link #inputSize()} values, row-major
   */
  public float[] input(int index) {
    float[] input = new float[inputSize];
    readInput(index, input, 0);
    return input;
  }

  /**
   * The target of one sample: its values, or its class index.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @return a copy of its {@link #targetSize()} values
   */
  public float[] target(int index) {
    float[] target = new float[targetSize];
    readTarget(index, target, 0);
    return target;
  }

  /**
   * The class of one sample.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @return its label, 0 to {@code classes() - 1}
   * @throws IllegalStateException if the targets are values
   */
  public int label(int index) {
    DatasetChecks.requireClasses(this, "label");
    return (int) targets[rows[index]];
  }

  /**
   * The number of samples of each class.
   *
   * @return {@link #classes()} counts, label 0 first
   * @throws IllegalStateException if the targets are values
   */
  public int[] classCounts() {
    DatasetChecks.requireClasses(this, "classCounts");
    int[] counts = new int[classes()];
    for (int row : rows) {
      counts[(int) targets[row]]++;
    }
    return counts;
  }

  /**
   * The same samples with pixels divided by the raw pixels' maximum, so that they are 0..1.
   *
   * @return the normalized data set
   * @throws IllegalStateException if the values are not raw pixels, above all if they are
   *     normalized already
   */
  public Dataset normalized() {
    return Scaling.normalized(this);
  }

  /**
   * The same samples with every input value multiplied by a factor.
   *
   * @param factor the factor, finite and not 0
   * @return the scaled data set
   * @throws IllegalStateException if the values are pixels, or were scaled before
   */
  public Dataset scaledBy(float factor) {
    return Scaling.scaledBy(this, factor);
  }

  /**
   * The same samples, each input value with the mean of its position subtracted and divided by its
   * standard deviation.
   *
   * @param standardization means and deviations, of the training part also for the test part
   * @return the standardized data set
   * @throws IllegalStateException if the values are standardized already, or are on another scale
   *     than those which the means were computed from
   * @throws IllegalArgumentException if the number of input values differs
   */
  public Dataset standardized(Standardization standardization) {
    return Scaling.standardized(this, standardization);
  }

  /** The same samples with the given input values, in the order of this data set's samples. */
  Dataset withFeatures(float[] ownFeatures, ValueScale newScale) {
    float[] ownTargets = new float[rows.length * targetSize];
    for (int i = 0; i < rows.length; i++) {
      readTarget(i, ownTargets, i * targetSize);
    }
    return owning(name, shape, ownFeatures, ownTargets, targetSize, classNames, newScale);
  }

  /**
   * The same samples with their classes as values to predict: 1 for the sample's class, 0 for every
   * other.
   *
   * @return a data set with {@code targetSize()} equal to this one's {@code classes()}, and no
   *     classes of its own
   * @throws IllegalStateException if the targets are values already
   */
  public Dataset oneHot() {
    DatasetChecks.requireClasses(this, "oneHot");
    int classes = classes();
    float[] values = Rows.oneHot(name, targets, classes);
    return new Dataset(name, shape, features, values, classes, List.of(), scale, rows);
  }

  /**
   * The same samples with another shape of as many values, for example {@code reshaped(1, 28, 28)}
   * or {@code reshaped(784)}.
   *
   * @param inputShape the new extents
   * @return the data set of that shape
   * @throws IllegalArgumentException if the number of values differs
   */
  public Dataset reshaped(int... inputShape) {
    int[] newShape = inputShape.clone();
    DatasetChecks.sameSize(name, shape, newShape);
    return with(name, newShape, rows);
  }

  /**
   * The same samples under another name.
   *
   * @param newName what to call the data set in messages
   * @return the renamed data set
   */
  public Dataset named(String newName) {
    return with(newName, shape, rows);
  }

  /**
   * Some of the samples, in the given order; an index may occur more than once.
   *
   * @param indices the samples, each 0 to {@code size() - 1}, at least one
   * @return the data set of those samples
   */
  public Dataset subset(int... indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException(name + ": subset of no samples, expected at least 1");
    }
    int[] chosen = new int[indices.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = rows[Objects.checkIndex(indices[i], rows.length)];
    }
    return with(name, shape, chosen);
  }

  /**
   * The first samples.
   *
   * @param count how many, 1 to {@code size()}
   * @return the data set of the first {@code count} samples
   */
  public Dataset take(int count) {
    if (count < 1 || count > rows.length) {
      throw new IllegalArgumentException(
          name + ": " + count + " samples wanted, expected 1 to " + rows.length);
    }
    return with(name, shape, Arrays.copyOf(rows, count));
  }

  /**
   * The same samples in a random order.
   *
   * @param seed decides the order, the same on every machine
   * @return the shuffled data set
   */
  public Dataset shuffled(long seed) {
    // Layer 1: a trainer with the same seed draws its orders from layer 0.
    return subset(new Philox(seed, Purpose.SHUFFLING, 1, 0, 0).permutation(rows.length));
  }

  /**
   * Splits the samples at random into a training and a test part, every class in the same
   * proportion; short for {@code new StratifiedSplit(testShare, seed).apply(this)}.
   *
   * @param testShare the share of the test part, between 0 and 1
   * @param seed decides which samples, the same on every machine
   * @return the two parts
   * @see StratifiedSplit
   */
  public TrainTest split(double testShare, long seed) {
    return new StratifiedSplit(testShare, seed).apply(this);
  }

  /**
   * The same images, another deformation of each in every epoch of training.
   *
   * <p>What is returned reads the images as they are, but for {@link Examples#inEpoch}, which a
   * trainer's {@code fit} asks for the deformed ones. See {@link Augmentation#over} for what
   * determines a deformation.
   *
   * @param augmentation the ranges of the deformations
   * @param seed decides all deformations, the same on every machine
   * @return a set of the same size, shape and targets, for {@code fit}
   * @throws IllegalArgumentException if the shape is not {@code [channels, height, width]}
   * @throws IllegalStateException if the values are standardized: 0, which moves in from outside,
   *     is then not the background
   */
  public Examples augmented(Augmentation augmentation, long seed) {
    Scaling.requireBlackBackground(this);
    return augmentation.over(this, seed);
  }

  private Dataset with(String newName, int[] newShape, int[] chosen) {
    return new Dataset(newName, newShape, features, targets, targetSize, classNames, scale, chosen);
  }

  /** For example {@code "iris: 150 samples of [4], 3 classes, values as measured"}. */
  @Override
  public String toString() {
    return "%s: %d samples of %s, %d %s, %s"
        .formatted(
            name,
            rows.length,
            Arrays.toString(shape),
            classNames.isEmpty() ? targetSize : classes(),
            classNames.isEmpty() ? "targets" : "classes",
            scale);
  }
}
