package golden;

import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Concat;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Channels of two branches. */
@Network(
    input = {2, 3, 3},
    loss = Loss.SIGMOID_CROSS_ENTROPY)
class ConcatLayer {
  @Layer(1)
  @Activate(Activation.LEAKY_RELU)
  Tensor branch;

  @Layer(
      value = 2,
      from = {"branch", "input"})
  @Concat
  Tensor joined;
}
