package org.phyllo.samples;

import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Ways to draw a network's first weights, all normal and all with biases of zero. */
enum FirstWeights {
  ONE("deviation 1"),
  HUNDREDTH("deviation 0.01"),
  XAVIER("Xavier's, 1 / sqrt(n)"),
  HE("He's, sqrt(2 / n)");

  /** What it is called in tables and pictures; n is the number of a unit's inputs. */
  final String title;

  FirstWeights(String title) {
    this.title = title;
  }

  private double deviation(double inputs) {
    return switch (this) {
      case ONE -> 1;
      case HUNDREDTH -> 0.01;
      case XAVIER -> Math.sqrt(1 / inputs);
      case HE -> Math.sqrt(2 / inputs);
    };
  }

  /** Replaces a model's parameters. */
  void draw(Model model, long seed) {
    for (int i = 0; i < model.info().parameters().size(); i++) {
      ParameterInfo tensor = model.info().parameters().get(i);
      float[] values = new float[tensor.size()];
      if (tensor.shape().length > 1) {
        Philox random = new Philox(seed, Purpose.INITIALIZATION, i, 0, 0);
        double factor = deviation(tensor.fanIn());
        for (int j = 0; j < values.length; j++) {
          values[j] = (float) (factor * random.nextNormal());
        }
      }
      model.setParameter(tensor.name(), values);
    }
  }
}
