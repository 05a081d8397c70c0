package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.file.DataType;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.SafetensorsWriter;
import org.phyllo.runtime.file.TensorEntry;

/** A network's parameters as a safetensors file: exactly its tensors, all F32, all finite. */
final class ParameterFile {
  private ParameterFile() {}

  /** A parameter or statistic: a tensor of the file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Kept(String name, int[] shape, int offset) {}

  /** What a model's file holds of the flat array. */
  static List<Kept> kept(NetworkInfo info) {
    List<Kept> tensors = new ArrayList<>();
    info.parameters().forEach(p -> tensors.add(new Kept(p.name(), p.shape(), p.offset())));
    info.statistics().forEach(s -> tensors.add(new Kept(s.name(), s.shape(), s.offset())));
    return tensors;
  }

  static void write(NetworkInfo info, float[] parameters, Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.metadata("format", "pt"); // what PyTorch's loaders look for: layouts are PyTorch's
    writer.metadata("network", info.name());
    for (Kept tensor : kept(info)) {
      writer.tensor(tensor.name(), tensor.shape(), parameters, tensor.offset());
    }
    writer.write(file);
  }

  static float[] read(NetworkInfo info, Path file) throws IOException {
    Safetensors contents = Safetensors.read(file, entries -> check(info, entries, file));
    float[] parameters = new float[info.parameterFloats()];
    for (Kept tensor : kept(info)) {
      float[] values = contents.tensor(tensor.name()).floats();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw new InvalidFileException(
              file,
              "tensor '%s' has %s at index %d, expected finite values"
                  .formatted(tensor.name(), values[i], i));
        }
      }
      System.arraycopy(values, 0, parameters, tensor.offset(), values.length);
    }
    return parameters;
  }

  private static void check(NetworkInfo info, List<TensorEntry> entries, Path file)
      throws InvalidFileException {
    Map<String, TensorEntry> unknown = new HashMap<>();
    entries.forEach(entry -> unknown.put(entry.name(), entry));
    for (Kept tensor : kept(info)) {
      String expected = DataType.F32 + " " + Arrays.toString(tensor.shape());
      TensorEntry entry = unknown.remove(tensor.name());
      if (entry == null) {
        throw new InvalidFileException(
            file,
            "no tensor '%s', expected %s for network %s"
                .formatted(tensor.name(), expected, info.name()));
      }
      long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
      if (entry.type() != DataType.F32 || !Arrays.equals(entry.shape(), shape)) {
        throw new InvalidFileException(
            file,
            "tensor '%s' is %s %s, expected %s"
                .formatted(entry.name(), entry.type(), Arrays.toString(entry.shape()), expected));
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidFileException(
          file,
          "tensor %s is none of network %s, expected just %s"
              .formatted(unknown.values().iterator().next(), info.name(), info.parameters()));
    }
  }
}
