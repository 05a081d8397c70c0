package golden;

import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** One activation whose derivative needs its input, and the one over all values of a sample. */
@Network(
    input = {3, 4, 5},
    loss = Loss.MEAN_ABSOLUTE_ERROR)
class ActivateLayer {
  @Layer(1)
  @Activate(Activation.SILU)
  Tensor smooth;

  @Layer(2)
  @Activate(Activation.SOFTMAX)
  Tensor probabilities;
}
