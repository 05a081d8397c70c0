package org.phyllo.processor.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that tests compare with, as they lie in the source tree: {@code
 * -Dphyllo.golden.update=true} rewrites them there instead.
 */
public final class TestFiles {
  private static final Path RESOURCES = Path.of("processor", "src", "test", "resources");

  private TestFiles() {}

  /** Whether files are to be rewritten. */
  public static boolean update() {
    return Boolean.getBoolean("phyllo.golden.update");
  }

  /** The folder of that name; the tests run in the root of the repository. */
  public static Path folder(String name) {
    if (!Files.isDirectory(RESOURCES)) {
      throw new IllegalStateException(
          "No folder " + RESOURCES.toAbsolutePath() + ": run the tests in the repository's root");
    }
    return RESOURCES.resolve(name);
  }

  /** The files of a folder whose names end so, sorted. */
  public static List<Path> list(String folder, String suffix) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
