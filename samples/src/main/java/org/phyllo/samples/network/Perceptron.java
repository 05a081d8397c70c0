package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.STEP;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * One perceptron: it fires, 1, where the weighted sum of its two inputs and its bias is above 0.
 * Its weights decide which gate it is.
 *
 * <p>The step has no slope to learn from, so this network only predicts: its weights are given to
 * it.
 */
@Network(input = 2, loss = MEAN_SQUARED_ERROR)
public final class Perceptron {
  @Layer(1)
  @Dense(units = 1, activation = STEP)
  Tensor output;
}
