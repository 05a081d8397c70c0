package org.phyllo.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** The attempt to get one file, or what is missing of it, from one mirror. */
final class Transfer {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final URI address;
  private final RemoteFile file;
  private final FileChannel part;
  private final DownloadProgress progress;
  private final Duration patience;

  Transfer(
      HttpClient client,
      URI address,
      RemoteFile file,
      FileChannel part,
      DownloadProgress progress,
      Duration patience) {
    this.client = client;
    this.address = address;
    this.file = file;
    this.part = part;
    this.progress = progress;
    this.patience = patience;
  }

  /** Completes the part file, or throws and leaves in it what a later attempt can go on with. */
  void run() throws IOException {
    boolean resumed = part.size() > 0;
    if (part.size() > file.bytes()) {
      part.truncate(0);
    }
    if (part.size() < file.bytes()) {
      receive();
    }
    String sha256 = Checksum.of(part);
    if (sha256.equals(file.sha256())) {
      part.force(true);
      return;
    }
    part.truncate(0);
    if (!resumed) {
      throw new IOException("SHA-256 is " + sha256 + ", expected " + file.sha256());
    }
    // The fault may be in what was there before this attempt.
    run();
  }

  private void receive() throws IOException {
    HttpResponse<InputStream> response = request(part.size());
    if (response.statusCode() == RANGE_NOT_SATISFIABLE && part.size() > 0) {
      response.body().close();
      part.truncate(0);
      response = request(0);
    }
    try (InputStream body = response.body()) {
      long start = start(response);
      requireLength(response, start);
      part.truncate(start);
      copy(body, start);
      long received = part.size();
      if (received < file.bytes()) {
        // A complete answer that is too short is another document, such as a log-in page.
        part.truncate(0);
        throw new IOException("sent " + received + " bytes, expected " + file.bytes());
      }
    }
  }

  private HttpResponse<InputStream> request(long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The position in the file of the answer's first byte. */
  private long start(HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    if (status == OK) {
      return 0;
    }
    if (status != PARTIAL_CONTENT) {
      throw new IOException("HTTP status " + status);
    }
    long from = part.size();
    String range = response.headers().firstValue("Content-Range").orElse("nothing");
    String expected = "bytes " + from + "-" + (file.bytes() - 1) + "/";
    if (!range.startsWith(expected)) {
      throw new IOException("sent the range '" + range + "', expected '" + expected + "...'");
    }
    return from;
  }

  private void requireLength(HttpResponse<InputStream> response, long start) throws IOException {
    long expected = file.bytes() - start;
    long length = response.headers().firstValueAsLong("Content-Length").orElse(expected);
    if (length != expected) {
      throw new IOException("offers " + length + " bytes, expected " + expected);
    }
  }

  /** Appends the answer; if it breaks off, what arrived is kept. */
  private void copy(InputStream body, long start) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long done = start;
    try (StallGuard guard = new StallGuard(body, patience)) {
      progress.report(file.name(), done, file.bytes());
      for (int read = guard.read(buffer); read >= 0; read = guard.read(buffer)) {
        if (read > file.bytes() - done) {
          part.truncate(0);
          throw new IOException("sends more than the expected " + file.bytes() + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          done += part.write(bytes, done);
        }
        progress.report(file.name(), done, file.bytes());
      }
    }
  }

  /** A failure in few words, for the message about all mirrors. */
  static String reason(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "host not found";
      }
    }
    if (failure instanceof ConnectException) {
      return "no connection";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
