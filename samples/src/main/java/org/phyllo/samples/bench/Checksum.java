package org.phyllo.samples.bench;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.phyllo.runtime.Model;

/** A checksum of numbers: the first 64 bits of the SHA-256 of their bits. */
final class Checksum {
  private static final int BYTES = 8;

  private Checksum() {}

  /** Of a model's parameters. */
  static String of(Model model) {
    return of(
        model.info().parameters().stream()
            .map(tensor -> model.parameter(tensor.name()))
            .toArray(float[][]::new));
  }

  /** Of the arrays' values, one array after the other. */
  static String of(float[]... arrays) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (float[] values : arrays) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
