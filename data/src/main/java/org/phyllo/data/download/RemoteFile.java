package org.phyllo.data.download;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A published file that never changes.
 *
 * @param name its name in the mirrors' folders and on disk: letters, digits, '.', '_' and '-'
 * @param bytes its length in bytes, at least 1
 * @param sha256 its SHA-256 as 64 hexadecimal digits, in lower case
 */
public record RemoteFile(String name, long bytes, String sha256) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the name, which becomes a part of a path, and the rest.
   *
   * @param name its name
   * @param bytes its length in bytes, at least 1
   * @param sha256 its SHA-256, in either case
   * @throws IllegalArgumentException if one of them is not as described
   */
  public RemoteFile {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "file name is '" + name + "', expected letters, digits, '.', '_' and '-'");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException(name + ": " + bytes + " bytes, expected at least 1");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          name + ": SHA-256 is '" + sha256 + "', expected 64 hexadecimal digits");
    }
  }
}
