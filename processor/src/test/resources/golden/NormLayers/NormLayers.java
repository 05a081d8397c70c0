package golden;

import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Flatten;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.LayerNorm;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Multiply;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Each sample normalized, and a product. */
@Network(
    input = {2, 3, 3},
    loss = Loss.MEAN_SQUARED_ERROR)
class NormLayers {
  @Layer(1)
  @LayerNorm
  Tensor normal;

  @Layer(
      value = 2,
      from = {"normal", "input"})
  @Multiply
  Tensor product;

  @Layer(3)
  @BatchNorm
  Tensor ofBatch;

  @Layer(4)
  @Flatten
  Tensor row;
}
