package golden;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Padding, a stride, groups. */
@Network(
    input = {4, 7, 6},
    loss = Loss.MEAN_SQUARED_ERROR)
class ConvolutionLayer {
  @Layer(1)
  @Conv2d(
      filters = 6,
      kernel = {3, 2},
      stride = 2,
      padding = 1,
      groups = 2,
      activation = Activation.RELU)
  Tensor maps;
}
