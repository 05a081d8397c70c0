package org.phyllo.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Test material that is too large for the repository; tests that want it are skipped without it.
 */
public final class SharedFolder {
  private SharedFolder() {}

  /**
   * A folder of the material in the folder that the system property {@code phyllo.shared} names;
   * aborts the test if it is missing.
   */
  public static Path of(String name) {
    Path folder =
        Path.of(System.getProperty("phyllo.shared", "../shared")).resolve(name).toAbsolutePath();
    boolean there = Files.isDirectory(folder);
    if (!there) {
      System.out.println("skipped: " + folder.normalize() + " is missing");
    }
    assumeTrue(there, () -> folder.normalize() + " is missing (system property phyllo.shared)");
    return folder;
  }
}
