package golden;

import org.phyllo.dsl.*;

/** Two layers around which the input is led. */
@Block
class Residual {
  @Layer(1) @Dense(units = 8, activation = Activation.RELU) Tensor hidden;

  @Layer(2) @Dense(units = 8) Tensor change;

  @Layer(value = 3, from = {"change", "input"})
  @Add
  Tensor sum;
}

/** A block twice, and once by itself. */
@Network(input = 6, loss = Loss.SOFTMAX_CROSS_ENTROPY)
class BlockLayers {
  @Layer(1) @Dense(units = 8) Tensor first;

  @Layer(2) @Include(value = Residual.class, times = 2) Tensor stage;

  @Layer(3) @Include(Residual.class) Tensor tail;

  @Layer(value = 4, from = {"stage", "tail"})
  @Concat
  Tensor both;

  @Layer(5) @Dense(units = 3) Tensor scores;
}
