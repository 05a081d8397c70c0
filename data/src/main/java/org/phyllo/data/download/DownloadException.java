package org.phyllo.data.download;

import java.io.IOException;
import java.io.Serial;

/**
 * A file could not be fetched from any mirror. The message says what was tried, why each failed,
 * and which files to put where by hand. The mirrors' exceptions are the {@linkplain
 * #getSuppressed() suppressed} ones.
 */
public final class DownloadException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  DownloadException(String message) {
    super(message);
  }
}
