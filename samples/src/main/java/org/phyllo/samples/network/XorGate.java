package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.STEP;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * XOR of perceptrons, which one alone can't be: {@code XOR(x, y) = AND(NAND(x, y), OR(x, y))}. The
 * first layer is NAND and OR, the second their AND.
 *
 * <p>The step has no slope to learn from, so this network only predicts: its weights are given to
 * it.
 */
@Network(input = 2, loss = MEAN_SQUARED_ERROR)
public final class XorGate {
  @Layer(1)
  @Dense(units = 2, activation = STEP)
  Tensor nandOr;

  @Layer(2)
  @Dense(units = 1, activation = STEP)
  Tensor and;
}
