package org.phyllo.processor.resolve;

import java.util.List;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.ir.Shape;

/** A network that is right: all shapes known, all names resolved. */
public record ResolvedNetwork(
    String packageName,
    String name,
    boolean isPublic,
    Shape input,
    Loss loss,
    double huberDelta,
    List<ResolvedLayer> layers) {
  /** The name by which layers read the network's input. */
  public static final String INPUT = "input";

  public ResolvedNetwork {
    layers = List.copyOf(layers);
  }

  /** The shape of the last layer's output. */
  public Shape output() {
    return layers.getLast().layer().shape();
  }

  /** Whether a sample's target is the index of its class, not values. */
  public boolean targetIsClass() {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY;
  }

  public long parameterCount() {
    return layers.stream().mapToLong(ResolvedLayer::parameterCount).sum();
  }

  /** Multiply-adds of the forward pass, for one sample. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(l -> l.layer().multiplyAdds()).sum();
  }
}
