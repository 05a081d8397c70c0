package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Add;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** A skip connection: gradients of the input add up. */
@Network(input = 12, loss = Loss.MEAN_SQUARED_ERROR)
class AddLayer {
  @Layer(1)
  @Dense(units = 12, bias = false)
  Tensor change;

  @Layer(
      value = 2,
      from = {"input", "change"})
  @Add(activation = Activation.RELU)
  Tensor sum;
}
