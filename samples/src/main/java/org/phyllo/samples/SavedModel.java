package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.samples.SampleNetworks.Sample;

/** Finds out which network a file of weights belongs to. */
final class SavedModel {
  /** Where a saved model holds the name of its network. */
  private static final String NETWORK = "network";

  private SavedModel() {}

  /**
   * Reads a model by the network's name in the file or, as in files that PyTorch wrote, by the
   * tensors' names and shapes.
   *
   * @param file the file
   * @param wanted the network to read it as, or null
   */
  static Model load(Path file, @Nullable Sample wanted) throws IOException {
    if (wanted != null) {
      return wanted.loader().load(file);
    }
    Safetensors contents = Safetensors.read(file);
    String name = contents.metadata().get(NETWORK);
    if (name != null) {
      Sample named = SampleNetworks.named(name).orElse(null);
      if (named == null) {
        throw new InvalidFileException(
            file, "holds a network %s, expected one of %s".formatted(name, SampleNetworks.names()));
      }
      return named.loader().load(file);
    }
    Map<String, List<Integer>> shapes = new HashMap<>();
    for (String tensor : contents.names()) {
      shapes.put(tensor, asList(contents.tensor(tensor).shape()));
    }
    List<Sample> fitting =
        SampleNetworks.ALL.stream().filter(sample -> shapes(sample.info()).equals(shapes)).toList();
    if (fitting.size() == 1) {
      return fitting.getFirst().loader().load(file);
    }
    if (fitting.isEmpty()) {
      throw new InvalidFileException(
          file,
          "has tensors %s, expected those of one of the networks %s"
              .formatted(shapes, SampleNetworks.names()));
    }
    throw new InvalidFileException(
        file,
        "doesn't say which network it is, and fits several: name one with --network, of "
            + fitting.stream().map(Sample::name).toList());
  }

  private static Map<String, List<Integer>> shapes(NetworkInfo info) {
    Map<String, List<Integer>> shapes = new HashMap<>();
    for (ParameterInfo tensor : info.parameters()) {
      shapes.put(tensor.name(), asList(tensor.shape()));
    }
    return shapes;
  }

  private static List<Integer> asList(int[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
