package golden;

import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** So large that tiles have neighboring pixels, with taps written out, and see an image's edges. */
@Network(
    input = {1, 50, 20},
    loss = Loss.SOFTMAX_CROSS_ENTROPY)
class Edges {
  @Layer(1)
  @Conv2d(filters = 4, kernel = 3)
  Tensor maps;

  @Layer(2)
  @Conv2d(filters = 4, kernel = 3)
  Tensor more;

  @Layer(3)
  @Dense(units = 3)
  Tensor scores;
}
