package org.phyllo.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.phyllo.runtime.InvalidFileException;

/**
 * The contents of a safetensors file: named tensors and a few strings. The format is that of <a
 * href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>: eight bytes with
 * the header's length (little-endian), the header in JSON, the tensors' bytes one after the other.
 *
 * <p>Reading trusts nothing. Lengths are checked against the file before they are used; the header
 * is at most 100 MB of strict JSON; tensors must cover the data without gap or overlap; a type must
 * be a {@link DataType} and a shape must fit its bytes. Only then are tensors read.
 *
 * <p>Immutable; written by {@link SafetensorsWriter}.
 */
public final class Safetensors {
  /** The limit of the format's own implementation. */
  private static final int MAX_HEADER = 100_000_000;

  /** Bytes read at once; the JDK keeps a buffer outside the heap as large as the largest read. */
  private static final int CHUNK = 1 << 20;

  /** By where they are. A class, as the lambdas of {@code Comparator} take a JVM's start longer. */
  private static final Comparator<TensorEntry> IN_ORDER =
      new Comparator<>() {
        @Override
        public int compare(TensorEntry a, TensorEntry b) {
          int order = Long.compare(a.begin(), b.begin());
          return order != 0 ? order : Long.compare(a.end(), b.end());
        }
      };

  private final Path file;
  private final Map<String, String> metadata;
  private final Map<String, StoredTensor> tensors;

  private Safetensors(Path file, Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Looks at a file's header before its tensors are read. */
  @FunctionalInterface
  public interface HeaderCheck {
    /**
     * Refuses a file by throwing.
     *
     * @param entries the tensors of the header, in the order of their data
     * @throws InvalidFileException if the file is not wanted
     */
    void check(List<TensorEntry> entries) throws InvalidFileException;

    /**
     * Refuses a file for its strings, before {@link #check}. By default none is.
     *
     * @param metadata the strings of the header's {@code __metadata__}
     * @throws InvalidFileException if the file is not wanted
     */
    default void checkMetadata(Map<String, String> metadata) throws InvalidFileException {}
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its contents
   * @throws InvalidFileException if it is not a well-formed safetensors file
   * @throws IOException if it can't be read
   */
  public static Safetensors read(Path file) throws IOException {
    return read(file, entries -> {});
  }

  /**
   * Reads a file whose header passes a check.
   *
   * @param file the file
   * @param check looks at the header before anything large is allocated
   * @return the file's contents
   * @throws InvalidFileException if it is not a well-formed safetensors file, or the check says so
   * @throws IOException if it can't be read
   */
  public static Safetensors read(Path file, HeaderCheck check) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidFileException(file, "is a folder, expected a safetensors file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileBytes = channel.size();
      long headerBytes = headerLength(file, channel, fileBytes);
      long dataStart = Long.BYTES + headerBytes;
      byte[] header = readBytes(file, channel, Long.BYTES, (int) headerBytes);
      HeaderParser parser = new HeaderParser(file, decode(file, header));
      parser.parse();
      List<TensorEntry> entries = parser.entries();
      entries.sort(IN_ORDER);
      checkCoverage(file, entries, fileBytes - dataStart);
      check.checkMetadata(Collections.unmodifiableMap(parser.metadata()));
      check.check(Collections.unmodifiableList(entries));

      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      for (TensorEntry entry : entries) {
        int length = Math.toIntExact(entry.end() - entry.begin());
        byte[] data = readBytes(file, channel, dataStart + entry.begin(), length);
        tensors.put(entry.name(), new StoredTensor(file, entry, data));
      }
      return new Safetensors(file, parser.metadata(), tensors);
    }
  }

  private static long headerLength(Path file, FileChannel channel, long fileBytes)
      throws IOException {
    if (fileBytes < Long.BYTES) {
      throw new InvalidFileException(
          file, "has %d bytes, expected 8 for the length of the header".formatted(fileBytes));
    }
    byte[] bytes = readBytes(file, channel, 0, Long.BYTES);
    long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long limit = Math.min(MAX_HEADER, fileBytes - Long.BYTES);
    if (length < 0 || length > limit) {
      throw new InvalidFileException(
          file,
          "no safetensors file: the header would be %s bytes long, expected at most %d"
              .formatted(Long.toUnsignedString(length), limit));
    }
    return length;
  }

  private static byte[] readBytes(Path file, FileChannel channel, long position, int length)
      throws IOException {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      ByteBuffer chunk = ByteBuffer.wrap(bytes, done, Math.min(CHUNK, length - done));
      int count = channel.read(chunk, position + done);
      if (count < 0) {
        throw new InvalidFileException(
            file, "ends at byte %d while it is read".formatted(position + done));
      }
      done += count;
    }
    return bytes;
  }

  private static String decode(Path file, byte[] header) throws InvalidFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException malformed) {
      throw new InvalidFileException(file, "header is not UTF-8, expected JSON", malformed);
    }
  }

  private static void checkCoverage(Path file, List<TensorEntry> entries, long dataBytes)
      throws InvalidFileException {
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != end || entry.end() > dataBytes) {
        throw new InvalidFileException(
            file,
            "tensor '%s' lies at %d to %d, expected it to begin at %d and to end by %d"
                .formatted(entry.name(), entry.begin(), entry.end(), end, dataBytes));
      }
      end = entry.end();
    }
    if (end != dataBytes) {
      throw new InvalidFileException(
          file, "has %d bytes of data after the header, expected %d".formatted(dataBytes, end));
    }
  }

  /**
   * The strings of the header's {@code __metadata__}.
   *
   * @return an unmodifiable map, empty if there are none
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * The names of the tensors, in the order of their data.
   *
   * @return an unmodifiable set
   */
  public Set<String> names() {
    return tensors.keySet();
  }

  /**
   * A tensor by its name.
   *
   * @param name the name
   * @return the tensor
   * @throws IllegalArgumentException if there is none of that name
   */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "%s: no tensor '%s', expected one of %s".formatted(file, name, tensors.keySet()));
    }
    return tensor;
  }
}
