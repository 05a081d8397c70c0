package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** So wide that tasks of gradients are rows, with rests of rows and columns. */
@Network(input = 40, loss = Loss.MEAN_SQUARED_ERROR)
class WideLayers {
  @Layer(1)
  @Dense(units = 131, activation = Activation.RELU)
  Tensor first;

  @Layer(2)
  @Dense(units = 128)
  Tensor second;
}
