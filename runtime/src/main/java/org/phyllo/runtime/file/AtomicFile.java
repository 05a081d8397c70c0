package org.phyllo.runtime.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file so that its name always stands for a whole file: the old one until the new one is
 * complete and on the disk, the new one from then on. Readers, crashes and full disks never meet a
 * half.
 */
public final class AtomicFile {
  /**
   * Names of temporary files to try; more than one is needed only where earlier runs were killed.
   */
  private static final int ATTEMPTS = 1000;

  private AtomicFile() {}

  /** What is to be written. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes all bytes, in order.
     *
     * @param out takes the bytes; it is not buffered and need not be closed
     * @throws IOException if writing fails; the file is then left as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, replacing the one that has the name. The bytes go to a temporary file in the
   * same directory, which is forced to the disk and then renamed. Where the name is a symbolic
   * link, the file that it points to is replaced.
   *
   * @param file the file; its directory must exist
   * @param content writes the bytes
   * @throws IOException if anything fails; the file is then as it was before, and the temporary
   *     file is gone
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    Path temporary = createBeside(target);
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        content.writeTo(Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error failure) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
  }

  /**
   * Deletes the temporary files that killed processes left beside a file. Only while nobody writes
   * it: their unfinished file would be gone too.
   *
   * @param file the file, which need not exist and stays as it is
   * @throws IOException if a file can't be deleted
   */
  public static void deleteLeftovers(Path file) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
      Files.deleteIfExists(temporary(target, attempt));
    }
  }

  private static Path temporary(Path target, int attempt) {
    return target.resolveSibling(target.getFileName() + "." + attempt + ".tmp");
  }

  /** Not {@link Files#createTempFile}: its files are for their owner's eyes only. */
  private static Path createBeside(Path target) throws IOException {
    for (int attempt = 0; ; attempt++) {
      Path temporary = temporary(target, attempt);
      try {
        return Files.createFile(temporary);
      } catch (FileAlreadyExistsException taken) {
        if (attempt == ATTEMPTS) {
          throw taken;
        }
      }
    }
  }
}
