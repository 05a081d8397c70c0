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
 * Collects {@code float} tensors and strings and writes them as a safetensors file, atomically. The
 * counterpart of {@link Safetensors}; files are read by PyTorch's and every other implementation.
 */
public final class SafetensorsWriter {
  /** The header is padded with spaces so that the data is aligned for every type. */
  private static final int ALIGNMENT = Long.BYTES;

  private static final int CHUNK_FLOATS = 1 << 16;

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Starts with no tensors and no strings. */
  public SafetensorsWriter() {}

  @SuppressWarnings("ArrayRecordComponent") // a view of the caller's array, never compared
  private record Tensor(String name, List<Integer> shape, float[] values, int from, int size) {}

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
    int size = 1;
    for (int extent : shape) {
      size = Math.multiplyExact(size, extent);
    }
    Objects.checkFromIndexSize(from, size, values.length);
    List<Integer> extents = Arrays.stream(shape).boxed().toList();
    if (tensors.putIfAbsent(name, new Tensor(name, extents, values, from, size)) != null) {
      throw new IllegalArgumentException("tensor '" + name + "' was added before");
    }
    return this;
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
    byte[] chunk = new byte[Math.min(CHUNK_FLOATS, tensor.size) * Float.BYTES];
    for (int done = 0; done < tensor.size; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, tensor.size - done);
      littleEndian(chunk).asFloatBuffer().put(tensor.values, tensor.from + done, count);
      out.write(chunk, 0, count * Float.BYTES);
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
      long end = begin + (long) tensor.size * Float.BYTES;
      members.add(
          "%s:{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
              .formatted(
                  quoted(tensor.name), tensor.shape.toString().replace(" ", ""), begin, end));
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
