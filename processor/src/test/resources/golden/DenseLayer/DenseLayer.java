package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** A number of units that is no multiple of any tile, an activation by an own function. */
@Network(input = 20, loss = Loss.HUBER)
class DenseLayer {
  @Layer(1)
  @Dense(units = 7, activation = Activation.TANH)
  Tensor hidden;
}
