package org.phyllo.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Collects tensors of {@code float} and {@code double} and strings and writes them as a safetensors
 * file, atomically. The counterpart of {@link Safetensors}; files are read by PyTorch's and every
 * other implementation.
 */
public final class SafetensorsWriter {
  /** The header is padded with spaces so that the data is aligned for every type. */
  private static final int ALIGNMENT = Long.BYTES;

  private static final int CHUNK_VALUES = 1 << 16;

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Starts with no tensors and no strings. */
  public SafetensorsWriter() {}

  /** Copies values of a tensor, by their place in it, into bytes. */
  @FunctionalInterface
  private interface Values {
    void copy(int from, int count, ByteBuffer to);
  }

  private record Tensor(String name, DataType type, List<Integer> shape, int size, Values values) {
    long bytes() {
      return (long) size * type.bytes();
    }
  }

  /**
   * Adds a string to the header.
   *
   * @param key its name
   * @param value the string
   * @return this
   */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a tensor after those added before.
   *
   * @param name its name, not used before
   * @param shape its extents
   * @param values an array that holds its values in row-major order; read when the file is written
   * @param from where they start in the array
   * @return this
   * @throws IllegalArgumentException if the name was used before or the array is too short
   */
  public SafetensorsWriter tensor(String name, int[] shape, float[] values, int from) {
    Objects.checkFromIndexSize(from, size(shape), values.length);
    Values view = (at, count, to) -> to.asFloatBuffer().put(values, from + at, count);
    return add(name, DataType.F32, shape, view);
  }

  /**
   * Adds a tensor of {@link DataType#F64} after those added before.
   *
   * @param name its name, not used before
   * @param shape its extents
   * @param values its values in row-major order; read when the file is written
   * @return this
   * @throws IllegalArgumentException if the name was used before or there are too few or many
   *     values
   */
  public SafetensorsWriter tensor(String name, int[] shape, double[] values) {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          "tensor '%s' has %d values, expected %d for %s"
              .formatted(name, values.length, size(shape), Arrays.toString(shape)));
    }
    Values view = (at, count, to) -> to.asDoubleBuffer().put(values, at, count);
    return add(name, DataType.F64, shape, view);
  }

  private SafetensorsWriter add(String name, DataType type, int[] shape, Values values) {
    List<Integer> extents = Arrays.stream(shape).boxed().toList();
    Tensor tensor = new Tensor(name, type, extents, size(shape), values);
    if (tensors.putIfAbsent(name, tensor) != null) {
      throw new IllegalArgumentException("tensor '" + name + "' was added before");
    }
    return this;
  }

  private static int size(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }

  /**
   * Writes the file, replacing the one that has the name.
   *
   * @param file the file; its directory must exist
   * @throws IOException if writing fails; the file is then as it was before
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          byte[] header = header();
          byte[] length = new byte[Long.BYTES];
          littleEndian(length).putLong(header.length);
          out.write(length);
          out.write(header);
          for (Tensor tensor : tensors.values()) {
            write(out, tensor);
          }
        });
  }

  private static void write(OutputStream out, Tensor tensor) throws IOException {
    byte[] chunk = new byte[Math.min(CHUNK_VALUES, tensor.size) * tensor.type.bytes()];
    for (int done = 0; done < tensor.size; done += CHUNK_VALUES) {
      int count = Math.min(CHUNK_VALUES, tensor.size - done);
      tensor.values.copy(done, count, littleEndian(chunk));
      out.write(chunk, 0, count * tensor.type.bytes());
    }
  }

  private byte[] header() {
    List<String> members = new ArrayList<>();
    if (!metadata.isEmpty()) {
      members.add(
          metadata.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
              .collect(Collectors.joining(",", "\"__metadata__\":{", "}")));
    }
    long begin = 0;
    for (Tensor tensor : tensors.values()) {
      long end = begin + tensor.bytes();
      members.add(
          "%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  quoted(tensor.name),
                  tensor.type,
                  tensor.shape.toString().replace(" ", ""),
                  begin,
                  end));
      begin = end;
    }
    String json = "{" + String.join(",", members) + "}";
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String padding = " ".repeat(Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT - length);
    return (json + padding).getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char value = text.charAt(i);
      if (value == '"' || value == '\\') {
        quoted.append('\\').append(value);
      } else if (Character.isISOControl(value)) {
        quoted.append("\\u%04x".formatted((int) value));
      } else {
        quoted.append(value);
      }
    }
    return quoted.append('"').toString();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
