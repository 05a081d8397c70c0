package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.dsl.Initializer;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Draws parameters. Each tensor has a sequence of its own, so its numbers depend on no other. */
final class Initialization {
  private Initialization() {}

  /** Parameters as their initializers have it. */
  static float[] declared(NetworkInfo info, long seed) {
    float[] parameters = new float[info.parameterFloats()];
    for (int i = 0; i < info.parameters().size(); i++) {
      ParameterInfo tensor = info.parameters().get(i);
      draw(tensor, tensor.initializer(), tensor.deviation(), sequence(seed, i), parameters);
    }
    startStatistics(info, parameters);
    return parameters;
  }

  /** Weights normal with one deviation for all, biases (tensors of one extent) zero. */
  static float[] normal(NetworkInfo info, long seed, double deviation) {
    float[] parameters = new float[info.parameterFloats()];
    for (int i = 0; i < info.parameters().size(); i++) {
      ParameterInfo tensor = info.parameters().get(i);
      if (tensor.initializer() == Initializer.ONES) {
        Arrays.fill(parameters, tensor.offset(), tensor.end(), 1);
      } else if (tensor.shape().length > 1 && !tensor.name().endsWith(".bias")) {
        draw(tensor, Initializer.NORMAL, deviation, sequence(seed, i), parameters);
      }
    }
    startStatistics(info, parameters);
    return parameters;
  }

  private static void startStatistics(NetworkInfo info, float[] parameters) {
    for (StatisticInfo statistic : info.statistics()) {
      float start = statistic.initializer() == Initializer.ONES ? 1 : 0;
      Arrays.fill(parameters, statistic.offset(), statistic.end(), start);
    }
  }

  private static Philox sequence(long seed, int tensor) {
    return new Philox(seed, Purpose.INITIALIZATION, tensor, 0, 0);
  }

  private static void draw(
      ParameterInfo tensor,
      Initializer initializer,
      double deviation,
      Philox random,
      float[] parameters) {
    double in = tensor.fanIn();
    double both = in + tensor.fanOut();
    switch (initializer) {
      case AUTO -> throw new IllegalArgumentException(tensor + ": AUTO, expected its meaning");
      case ZEROS -> {}
      case ONES -> Arrays.fill(parameters, tensor.offset(), tensor.end(), 1);
      case NORMAL -> drawNormal(tensor, deviation, random, parameters);
      case XAVIER_NORMAL -> drawNormal(tensor, Math.sqrt(2 / both), random, parameters);
      case HE_NORMAL -> drawNormal(tensor, Math.sqrt(2 / in), random, parameters);
      case XAVIER_UNIFORM -> drawUniform(tensor, Math.sqrt(6 / both), random, parameters);
      case HE_UNIFORM -> drawUniform(tensor, Math.sqrt(6 / in), random, parameters);
    }
  }

  private static void drawNormal(
      ParameterInfo tensor, double deviation, Philox random, float[] parameters) {
    for (int i = tensor.offset(); i < tensor.end(); i++) {
      parameters[i] = (float) (deviation * random.nextNormal());
    }
  }

  private static void drawUniform(
      ParameterInfo tensor, double limit, Philox random, float[] parameters) {
    for (int i = tensor.offset(); i < tensor.end(); i++) {
      parameters[i] = (float) (limit * (2 * random.nextDouble() - 1));
    }
  }
}
