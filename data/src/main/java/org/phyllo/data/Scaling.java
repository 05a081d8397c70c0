package org.phyllo.data;

/** The one place where input values are scaled, and where scaling them twice is refused. */
final class Scaling {
  private Scaling() {}

  static Dataset normalized(Dataset data) {
    float maximum = pixelMaximum(data.name(), data.scale());
    float[] values = inputs(data);
    refuseFractions(data.name(), values, maximum);
    toUnit(values, maximum);
    return data.withFeatures(values, new ValueScale.Normalized(maximum));
  }

  /** A copy of all input values in the order of the samples, behind {@link Rows#AHEAD} others. */
  static float[] inputs(Dataset data) {
    int size = data.inputSize();
    float[] copy = new float[Rows.AHEAD + data.size() * size];
    for (int i = 0; i < data.size(); i++) {
      data.readInput(i, copy, Rows.AHEAD + i * size);
    }
    return copy;
  }

  /** Divides raw pixels by their maximum, in place. */
  static void toUnit(float[] pixels, float maximum) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] /= maximum;
    }
  }

  static Dataset scaledBy(Dataset data, float factor) {
    if (factor == 0 || !Float.isFinite(factor)) {
      throw new IllegalArgumentException(
          data.name() + ": scale factor is " + factor + ", expected a finite number other than 0");
    }
    if (data.scale() instanceof ValueScale.Pixels) {
      throw new IllegalStateException(
          data.name() + ".scaledBy: holds " + data.scale() + ". Use normalized() instead.");
    }
    if (!(data.scale() instanceof ValueScale.Measured)) {
      throw twice(data.name(), "scaledBy", data.scale());
    }
    float[] values = inputs(data);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return data.withFeatures(values, new ValueScale.Scaled(factor));
  }

  static Dataset standardized(Dataset data, Standardization standardization) {
    if (data.scale() instanceof ValueScale.Standardized) {
      throw twice(data.name(), "standardized", data.scale());
    }
    if (!data.scale().equals(standardization.scale())) {
      throw new IllegalStateException(
          data.name()
              + ".standardized: holds "
              + data.scale()
              + ", but the means were computed from "
              + standardization.scale()
              + ". Scale both parts alike first.");
    }
    int size = data.inputSize();
    if (size != standardization.size()) {
      throw new IllegalArgumentException(
          data.name()
              + ".standardized: inputs have "
              + size
              + " values, but there are "
              + standardization.size()
              + " means");
    }
    float[] values = inputs(data);
    for (int i = 0; i < data.size(); i++) {
      standardization.apply(values, Rows.AHEAD + i * size);
    }
    return data.withFeatures(values, new ValueScale.Standardized(data.scale()));
  }

  private static float pixelMaximum(String name, ValueScale scale) {
    return switch (scale) {
      case ValueScale.Pixels(float maximum) -> maximum;
      case ValueScale.Measured measured ->
          throw new IllegalStateException(
              name
                  + ".normalized: holds "
                  + measured
                  + ", expected raw pixels. Use standardized or scaledBy, or make the data set with"
                  + " Dataset.pixels if these are pixels.");
      case ValueScale.Normalized normalized -> throw twice(name, "normalized", normalized);
      case ValueScale.Scaled scaled -> throw twice(name, "normalized", scaled);
      case ValueScale.Standardized standardized -> throw twice(name, "normalized", standardized);
    };
  }

  /** Catches pixels that were divided by hand and then declared as raw. */
  private static void refuseFractions(String name, float[] values, float maximum) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    if (maximum > 1 && largest > 0 && largest <= 1) {
      throw new IllegalStateException(
          name
              + ".normalized: holds "
              + new ValueScale.Pixels(maximum)
              + ", but none is above "
              + largest
              + ": they look normalized already. Normalizing twice would make every input nearly 0,"
              + " and the loss would stick.");
    }
  }

  private static IllegalStateException twice(String name, String method, ValueScale scale) {
    return new IllegalStateException(
        name
            + "."
            + method
            + ": holds "
            + scale
            + " already. Scaling twice would make every input nearly 0, and the loss would stick."
            + " Leave out this second call.");
  }

  /** Refuses images whose background isn't 0, the value that deformations move in from outside. */
  static void requireBlackBackground(Dataset images) {
    if (images.scale() instanceof ValueScale.Standardized) {
      throw new IllegalStateException(
          images.name()
              + ".augmented: holds "
              + images.scale()
              + ", whose background is not 0. Use normalized() instead of standardized.");
    }
  }
}
