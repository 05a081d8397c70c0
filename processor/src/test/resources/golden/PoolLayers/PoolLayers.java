package golden;

import org.phyllo.dsl.AvgPool;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Windows side by side, windows that overlap, means. */
@Network(
    input = {2, 8, 8},
    loss = Loss.MEAN_SQUARED_ERROR)
class PoolLayers {
  @Layer(1)
  @MaxPool(2)
  Tensor largest;

  @Layer(2)
  @AvgPool(value = 3, stride = 1, padding = 1)
  Tensor smooth;

  @Layer(3)
  @GlobalAvgPool
  Tensor means;
}
