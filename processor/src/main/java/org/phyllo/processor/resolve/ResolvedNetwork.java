package org.phyllo.processor.resolve;

import java.util.List;

/** A network that is right: all shapes known, all names resolved. */
public record ResolvedNetwork(
    String packageName,
    String name,
    boolean isPublic,
    List<ResolvedInput> inputs,
    List<ResolvedOutput> outputs,
    List<ResolvedLayer> layers) {
  /** The name by which layers read an input that has no other. */
  public static final String INPUT = "input";

  public ResolvedNetwork {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    layers = List.copyOf(layers);
  }

  /** Values of one input sample. */
  public int inputSize() {
    return inputs.stream().mapToInt(i -> i.shape().size()).sum();
  }

  public long parameterCount() {
    return layers.stream().mapToLong(ResolvedLayer::parameterCount).sum();
  }

  /** Multiply-adds of the forward pass, for one sample. */
  public long multiplyAdds() {
    return layers.stream().mapToLong(l -> l.layer().multiplyAdds()).sum();
  }
}
