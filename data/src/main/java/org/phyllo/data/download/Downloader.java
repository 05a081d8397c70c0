package org.phyllo.data.download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.phyllo.runtime.InvalidFileException;

/**
 * Fetches files from the first of several mirrors that gives them right.
 *
 * <p>A file arrives as {@code NAME.part} and gets its name, in one step, only when its length and
 * SHA-256 are right; so a file with its name is complete. What an interrupted download left in
 * {@code NAME.part} is gone on with, also from another mirror. Never is more taken than the file's
 * known length. A file that is there already is checked, and never replaced.
 *
 * <p>Immutable and thread-safe; a file that another thread or program is downloading gives an
 * exception.
 */
public final class Downloader {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  private final List<URI> mirrors;
  private final DownloadProgress progress;
  private final Duration patience;

  private Downloader(List<URI> mirrors, DownloadProgress progress, Duration patience) {
    this.mirrors = mirrors;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * A downloader that waits at most 30 seconds for the next bytes.
   *
   * @param mirrors http or https addresses of folders, each ending with a slash; tried in this
   *     order
   * @return the downloader
   * @throws IllegalArgumentException if there is no mirror, or one is not such an address
   */
  public static Downloader from(List<URI> mirrors) {
    if (mirrors.isEmpty()) {
      throw new IllegalArgumentException("no mirrors, expected at least 1");
    }
    for (URI mirror : mirrors) {
      boolean web = "http".equals(mirror.getScheme()) || "https".equals(mirror.getScheme());
      if (!web || mirror.getHost() == null || !mirror.getPath().endsWith("/")) {
        throw new IllegalArgumentException(
            "mirror is " + mirror + ", expected http://... or https://... with a slash at the end");
      }
    }
    return new Downloader(List.copyOf(mirrors), DownloadProgress.SILENT, DEFAULT_PATIENCE);
  }

  /**
   * Sets who is told of the progress.
   *
   * @param newProgress is called while bytes arrive
   * @return a downloader that reports to it
   */
  public Downloader progress(DownloadProgress newProgress) {
    return new Downloader(mirrors, newProgress, patience);
  }

  /**
   * Sets how long a mirror may keep silent before the next one is tried.
   *
   * @param newPatience the longest wait for an answer and for the next bytes, greater than 0
   * @return a downloader that waits as long
   */
  public Downloader patience(Duration newPatience) {
    if (!newPatience.isPositive()) {
      throw new IllegalArgumentException("patience is " + newPatience + ", expected more than 0");
    }
    return new Downloader(mirrors, progress, newPatience);
  }

  /**
   * Fetches those files that are not in the folder yet.
   *
   * @param what what the files are, for the message when it fails
   * @param files the files
   * @param folder where to put them; made if it does not exist
   * @throws DownloadException if no mirror gave a file; the message says what to do by hand
   * @throws InvalidFileException if a file is in the folder with another checksum
   * @throws InterruptedIOException if the thread was interrupted
   * @throws IOException if the folder can't be written to, or another program is downloading there
   */
  public void fetch(String what, List<RemoteFile> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<RemoteFile> missing = new ArrayList<>();
    for (RemoteFile file : files) {
      if (!isPresent(file, folder.resolve(file.name()))) {
        missing.add(file);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(patience.compareTo(CONNECT) < 0 ? patience : CONNECT)
            .build();
    try {
      for (int i = 0; i < missing.size(); i++) {
        fetchOne(client, what, missing.subList(i, missing.size()), folder);
      }
    } finally {
      client.shutdownNow();
    }
  }

  private static boolean isPresent(RemoteFile file, Path target) throws IOException {
    if (!Files.exists(target)) {
      return false;
    }
    String sha256 = Checksum.of(target);
    if (!sha256.equals(file.sha256())) {
      throw new InvalidFileException(
          target,
          "SHA-256 is "
              + sha256
              + ", expected "
              + file.sha256()
              + ". Delete or rename it, and it will be downloaded again.");
    }
    return true;
  }

  private void fetchOne(HttpClient client, String what, List<RemoteFile> left, Path folder)
      throws IOException {
    RemoteFile file = left.get(0);
    Path part = folder.resolve(file.name() + ".part");
    Path target = folder.resolve(file.name());
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel, part)) {
      assert lock.isValid();
      if (!isPresent(file, target)) {
        fillPart(client, what, left, folder, channel);
      }
    } catch (DownloadException e) {
      if (Files.size(part) == 0) {
        Files.delete(part);
      }
      throw e;
    }
    // Windows does not rename an open file, so the lock is gone by now; another program that
    // finished in between has put a file of the same checksum there.
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileLock lock(FileChannel channel, Path part) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new IOException(part + " is being written by another thread", e);
    }
    if (lock == null) {
      throw new IOException(part + " is being written by another program");
    }
    return lock;
  }

  private void fillPart(
      HttpClient client, String what, List<RemoteFile> left, Path folder, FileChannel channel)
      throws IOException {
    RemoteFile file = left.get(0);
    List<IOException> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      Transfer transfer =
          new Transfer(client, mirror.resolve(file.name()), file, channel, progress, patience);
      try {
        transfer.run();
        return;
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(e);
        }
        failures.add(e);
      }
    }
    DownloadException failed = new DownloadException(message(what, left, folder, failures));
    failures.forEach(failed::addSuppressed);
    throw failed;
  }

  private static InterruptedIOException interrupted(IOException cause) {
    InterruptedIOException interrupted = new InterruptedIOException("download interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }

  private String message(
      String what, List<RemoteFile> left, Path folder, List<IOException> failures) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < mirrors.size(); i++) {
      reasons.add(mirrors.get(i).getHost() + ": " + Transfer.reason(failures.get(i)));
    }
    return what
        + ": "
        + left.get(0).name()
        + " could not be downloaded ("
        + String.join("; ", reasons)
        + "). By hand: get "
        + left.stream().map(RemoteFile::name).collect(Collectors.joining(", "))
        + " from "
        + mirrors.stream().map(URI::toString).collect(Collectors.joining(" or "))
        + " and put "
        + (left.size() == 1 ? "it as it is" : "them as they are")
        + " into the folder "
        + folder.toAbsolutePath().normalize()
        + ".";
  }
}
