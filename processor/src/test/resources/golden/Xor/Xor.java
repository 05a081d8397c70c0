package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** The smallest network with a hidden layer. */
@Network(input = 2, loss = Loss.SIGMOID_CROSS_ENTROPY)
class Xor {
  @Layer(1)
  @Dense(units = 2, activation = Activation.SIGMOID)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 1)
  Tensor score;
}
