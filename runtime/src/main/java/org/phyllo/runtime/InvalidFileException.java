package org.phyllo.runtime;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A file that was read is not what it should be: damaged, cut short, of another format or of
 * another network. The message names the file, the place in it and what was expected.
 */
public final class InvalidFileException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * A problem of a file.
   *
   * @param file the file; the message starts with its name
   * @param problem the place and what is wrong there, then what was expected
   */
  public InvalidFileException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /**
   * A problem of a file that another exception found.
   *
   * @param file the file; the message starts with its name
   * @param problem the place and what is wrong there, then what was expected
   * @param cause the exception
   */
  public InvalidFileException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
