package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.file.DataType;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.SafetensorsWriter;
import org.phyllo.runtime.file.TensorEntry;

/**
 * A network's parameters as a safetensors file: exactly its tensors, all F32, all finite. Reading
 * one is on every program's way to its first prediction, where each lambda expression takes the JVM
 * a millisecond or more: here, and in what is called, loops do without.
 */
final class ParameterFile {
  private ParameterFile() {}

  /** A parameter or statistic: a tensor of the file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Kept(String name, int[] shape, int offset) {}

  /** What a model's file holds of the flat array. */
  static List<Kept> kept(NetworkInfo info) {
    List<Kept> tensors = new ArrayList<>();
    for (ParameterInfo parameter : info.parameters()) {
      tensors.add(new Kept(parameter.name(), parameter.shape(), parameter.offset()));
    }
    for (StatisticInfo statistic : info.statistics()) {
      tensors.add(new Kept(statistic.name(), statistic.shape(), statistic.offset()));
    }
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
    Safetensors contents = Safetensors.read(file, new TensorCheck(info, file));
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

  private record TensorCheck(NetworkInfo info, Path file) implements Safetensors.HeaderCheck {
    @Override
    public void check(List<TensorEntry> entries) throws InvalidFileException {
      ParameterFile.check(info, entries, file);
    }
  }

  private static String expected(Kept tensor) {
    return DataType.F32 + " " + Arrays.toString(tensor.shape());
  }

  private static void check(NetworkInfo info, List<TensorEntry> entries, Path file)
      throws InvalidFileException {
    Map<String, TensorEntry> unknown = new HashMap<>();
    for (TensorEntry entry : entries) {
      unknown.put(entry.name(), entry);
    }
    for (Kept tensor : kept(info)) {
      TensorEntry entry = unknown.remove(tensor.name());
      if (entry == null) {
        throw new InvalidFileException(
            file,
            "no tensor '%s', expected %s for network %s"
                .formatted(tensor.name(), expected(tensor), info.name()));
      }
      if (entry.type() != DataType.F32 || !isShape(entry.shape(), tensor.shape())) {
        throw new InvalidFileException(
            file,
            "tensor '%s' is %s %s, expected %s"
                .formatted(
                    entry.name(), entry.type(), Arrays.toString(entry.shape()), expected(tensor)));
      }
    }
    if (!unknown.isEmpty()) {
      throw new InvalidFileException(
          file,
          "tensor %s is none of network %s, expected just %s"
              .formatted(unknown.values().iterator().next(), info.name(), info.parameters()));
    }
  }

  private static boolean isShape(long[] found, int[] expected) {
    boolean same = found.length == expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = found[i] == expected[i];
    }
    return same;
  }
}
