package org.phyllo.samples.bench;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.ParameterInfo;

/** A checksum of a model's parameters: the first 64 bits of the SHA-256 of their bits. */
final class Checksum {
  private static final int BYTES = 8;

  private Checksum() {}

  static String of(Model model) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ParameterInfo tensor : model.info().parameters()) {
        float[] values = model.parameter(tensor.name());
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
