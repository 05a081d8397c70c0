package golden;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Another forward pass in training than in inference. */
@Network(input = 12, loss = Loss.MEAN_SQUARED_ERROR)
class DropoutLayer {
  @Layer(1)
  @Dropout(0.5)
  Tensor kept;

  @Layer(2)
  @Dense(units = 3)
  Tensor y;
}
