package org.phyllo.data.download;

/** Is told how far a download is. */
@FunctionalInterface
public interface DownloadProgress {
  /** Tells nobody. */
  DownloadProgress SILENT = (file, done, total) -> {};

  /**
   * Called whenever bytes have arrived, by the thread that downloads, up to some hundred times a
   * second; {@code done} starts anew when another mirror is tried from the beginning.
   *
   * @param file the name of the file
   * @param done the bytes that are on disk, with those of an earlier attempt
   * @param total the bytes of the whole file
   */
  void report(String file, long done, long total);
}
