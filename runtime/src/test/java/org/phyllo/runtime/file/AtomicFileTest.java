package org.phyllo.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path directory;

  @Test
  void writesAndReplaces() throws IOException {
    Path file = directory.resolve("model");
    AtomicFile.write(file, out -> out.write("one".getBytes(UTF_8)));
    AtomicFile.write(file, out -> out.write("two".getBytes(UTF_8)));
    assertThat(file).hasContent("two");
    assertThat(filesIn(directory)).containsExactly(file);
  }

  @Test
  void failureLeavesTheOldFileWhole() throws IOException {
    Path file = directory.resolve("model");
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    assertThat(filesIn(directory)).containsExactly(file);
  }

  @Test
  void exceptionsOfTheContentLeaveTheOldFileWhole() throws IOException {
    Path file = directory.resolve("model");
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      throw new IllegalStateException("wrong");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(filesIn(directory)).containsExactly(file);
  }

  @Test
  void interruptLeavesTheOldFileWhole() throws IOException {
    Path file = directory.resolve("model");
    Files.writeString(file, "old");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
        .isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("old");
    assertThat(filesIn(directory)).containsExactly(file);
  }

  @Test
  void temporaryFilesOfKilledRunsAreNoObstacle() throws IOException {
    Path file = directory.resolve("model");
    Path left = directory.resolve("model.0.tmp");
    Files.writeString(left, "left over");
    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));
    assertThat(file).hasContent("new");
    assertThat(left).hasContent("left over");
  }

  @Test
  void writesThroughSymbolicLinks() throws IOException {
    Path file = directory.resolve("model-v1");
    Files.writeString(file, "old");
    Path link = Files.createSymbolicLink(directory.resolve("model"), file);
    AtomicFile.write(link, out -> out.write("new".getBytes(UTF_8)));
    assertThat(file).hasContent("new");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void missingDirectoryIsNamed() {
    Path file = directory.resolve("none").resolve("model");
    assertThatThrownBy(() -> AtomicFile.write(file, out -> {}))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(directory.resolve("none").toString());
  }

  private static Path[] filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toArray(Path[]::new);
    }
  }
}
