package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Handwritten digits: 784-50-10. */
@Network(input = 784, loss = Loss.SOFTMAX_CROSS_ENTROPY)
public class TwoLayers {
  @Layer(1)
  @Dense(units = 50, activation = Activation.RELU)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 10)
  Tensor scores;
}
