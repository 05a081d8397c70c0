package org.phyllo.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with a header of choice, right or wrong. */
final class SafetensorsFiles {
  private SafetensorsFiles() {}

  static Path write(Path directory, String header, byte[] data) throws IOException {
    return write(directory, header.getBytes(UTF_8).length, header.getBytes(UTF_8), data);
  }

  static Path write(Path directory, long headerLength, byte[] header, byte[] data)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(headerLength).put(header).put(data);
    return Files.write(directory.resolve("test.safetensors"), bytes.array());
  }
}
