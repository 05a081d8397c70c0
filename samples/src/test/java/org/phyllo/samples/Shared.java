package org.phyllo.samples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Material that is too large for the repository. */
final class Shared {
  private Shared() {}

  /** A file or folder of it; without it the calling test is skipped, and says so. */
  static Path path(String name) {
    Path path = Path.of(System.getProperty("phyllo.shared", "../shared")).resolve(name);
    return orSkip(path, "in the folder shared (-Dphyllo.shared=DIR names another)");
  }

  /** A file or folder anywhere; without it the calling test is skipped, and says so. */
  static Path orSkip(Path path, String whence) {
    String reason = "%s is missing %s".formatted(path.toAbsolutePath().normalize(), whence);
    if (!Files.exists(path)) {
      System.out.println("skipped: " + reason);
    }
    assumeTrue(Files.exists(path), reason);
    return path;
  }
}
