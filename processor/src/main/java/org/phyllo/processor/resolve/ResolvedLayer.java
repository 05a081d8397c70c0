package org.phyllo.processor.resolve;

import java.util.List;
import org.phyllo.processor.layer.Layer;

/**
 * A layer in its network.
 *
 * @param name of its output in generated code
 * @param path its name in files, in front of its parameters': {@code stage.0.conv1} in a block
 * @param kind as the user writes it: {@code Dense}
 * @param sources the names of the tensors it reads; the network's input is {@code input}
 */
public record ResolvedLayer(
    String name, String path, String kind, List<String> sources, Layer layer) {
  public ResolvedLayer {
    sources = List.copyOf(sources);
  }

  /** Its number of trained parameters. */
  public long parameterCount() {
    return layer.parameters().stream().mapToLong(p -> p.shape().size()).sum();
  }
}
