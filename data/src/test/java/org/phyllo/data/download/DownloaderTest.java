package org.phyllo.data.download;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.runtime.InvalidFileException;

@Timeout(60)
class DownloaderTest {
  private static final byte[] CONTENT = content();
  private static final RemoteFile FILE = remote("data.gz", CONTENT);

  @TempDir Path folder;
  private WebServer web;
  private Path target;
  private Path part;

  @BeforeEach
  void startServer() throws IOException {
    web = new WebServer();
    target = folder.resolve("data.gz");
    part = folder.resolve("data.gz.part");
  }

  @AfterEach
  void stopServer() {
    web.close();
  }

  private static byte[] content() {
    byte[] content = new byte[300_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) ((i * i) >>> 5);
    }
    return content;
  }

  private static RemoteFile remote(String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new RemoteFile(name, content.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void fetch(URI... mirrors) throws IOException {
    Downloader.from(List.of(mirrors)).fetch("Test set", List.of(FILE), folder);
  }

  private void assertComplete() throws IOException {
    assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void fetchesAFileAndTellsItsProgress() throws IOException {
    List<Long> progress = new ArrayList<>();
    Downloader.from(List.of(web.mirror("a", WebServer.file(CONTENT))))
        .progress(
            (file, done, total) -> {
              assertThat(file).isEqualTo("data.gz");
              assertThat(total).isEqualTo(CONTENT.length);
              progress.add(done);
            })
        .fetch("Test set", List.of(FILE), folder);
    assertComplete();
    assertThat(progress).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
  }

  @Test
  void makesTheFolder() throws IOException {
    Path deep = folder.resolve("some/where");
    Downloader.from(List.of(web.mirror("a", WebServer.file(CONTENT))))
        .fetch("Test set", List.of(FILE), deep);
    assertThat(deep.resolve("data.gz")).hasBinaryContent(CONTENT);
  }

  @Test
  void fetchesNothingTwice() throws IOException {
    URI mirror = web.mirror("a", WebServer.file(CONTENT));
    fetch(mirror);
    fetch(mirror);
    assertThat(web.requests()).containsExactly("/a/data.gz");
  }

  @Test
  void keepsAFileThatIsThereWithAnotherChecksum() throws IOException {
    Files.writeString(target, "mine");
    URI mirror = web.mirror("a", WebServer.file(CONTENT));
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> fetch(mirror))
        .withMessageStartingWith(target + ": SHA-256 is ")
        .withMessageEndingWith("Delete or rename it, and it will be downloaded again.");
    assertThat(target).hasContent("mine");
    assertThat(web.requests()).isEmpty();
  }

  @Test
  void resumesWhatIsThere() throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, 100_000));
    fetch(web.mirror("a", WebServer.file(CONTENT)));
    assertComplete();
    assertThat(web.requests()).containsExactly("/a/data.gz bytes=100000-");
  }

  @Test
  void goesOnWithTheNextMirrorWhereOneBreaksOff() throws IOException {
    URI breaking =
        web.mirror(
            "a",
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 200_000);
              exchange.getResponseBody().flush();
              throw new IOException("pulled the plug");
            });
    fetch(breaking, web.mirror("b", WebServer.file(CONTENT)));
    assertComplete();
    assertThat(web.requests()).hasSize(2);
    assertThat(web.requests().get(1)).matches("/b/data.gz bytes=[1-9][0-9]*-");
  }

  @Test
  void startsAnewWhereAServerKnowsNoRanges() throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, 1000));
    fetch(web.mirror("a", exchange -> WebServer.send(exchange, 200, CONTENT)));
    assertComplete();
  }

  @Test
  void startsAnewWhenWhatIsThereWasWrong() throws IOException {
    byte[] wrong = Arrays.copyOf(CONTENT, 1000);
    wrong[7]++;
    Files.write(part, wrong);
    fetch(web.mirror("a", WebServer.file(CONTENT)));
    assertComplete();
    assertThat(web.requests()).containsExactly("/a/data.gz bytes=1000-", "/a/data.gz");
  }

  @Test
  void dropsAPartThatIsTooLongOrWholeButWrong() throws IOException {
    for (int length : new int[] {CONTENT.length, CONTENT.length + 5}) {
      Files.deleteIfExists(target);
      Files.write(part, new byte[length]);
      fetch(web.mirror("a" + length, WebServer.file(CONTENT)));
      assertComplete();
    }
  }

  @Test
  void finishesAPartThatIsWholeWithoutAsking() throws IOException {
    Files.write(part, CONTENT);
    fetch(web.mirror("a", WebServer.file(CONTENT)));
    assertComplete();
    assertThat(web.requests()).isEmpty();
  }

  @Test
  void startsAnewWhenTheRangeIsRefused() throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, 1000));
    fetch(
        web.mirror(
            "a",
            exchange -> {
              if (exchange.getRequestHeaders().containsKey("Range")) {
                exchange.sendResponseHeaders(416, -1);
              } else {
                WebServer.send(exchange, 200, CONTENT);
              }
            }));
    assertComplete();
  }

  @Test
  void followsRedirections() throws IOException {
    URI real = web.mirror("real", WebServer.file(CONTENT));
    fetch(
        web.mirror(
            "a",
            exchange -> {
              exchange.getResponseHeaders().set("Location", real.resolve("data.gz").toString());
              exchange.sendResponseHeaders(302, -1);
            }));
    assertComplete();
  }

  @Test
  void takesTheNextMirrorWhenOneSendsSomethingElse() throws IOException {
    byte[] other = CONTENT.clone();
    other[99]++;
    byte[] page = "<html>log in</html>".getBytes(US_ASCII);
    byte[] longer = Arrays.copyOf(CONTENT, CONTENT.length + 1);
    List<WebServer.Answer> wrong =
        List.of(
            exchange -> exchange.sendResponseHeaders(404, -1),
            WebServer.file(other),
            exchange -> WebServer.send(exchange, 200, page),
            WebServer.file(longer),
            exchange -> sendChunked(exchange, page),
            exchange -> sendChunked(exchange, longer),
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/10");
              WebServer.send(exchange, 206, page);
            });
    for (int i = 0; i < wrong.size(); i++) {
      Files.deleteIfExists(target);
      fetch(web.mirror("wrong" + i, wrong.get(i)), web.mirror("b" + i, WebServer.file(CONTENT)));
      assertComplete();
      assertThat(web.requests()).endsWith("/wrong" + i + "/data.gz", "/b" + i + "/data.gz");
    }
  }

  private static void sendChunked(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().close();
  }

  @Test
  void saysWhyEveryMirrorFailedAndWhatToDoByHand() throws IOException {
    byte[] other = CONTENT.clone();
    other[0]++;
    URI wrong = web.mirror("a", WebServer.file(other));
    URI missing = web.mirror("b", exchange -> exchange.sendResponseHeaders(404, -1));
    String host = wrong.getHost();
    assertThatExceptionOfType(DownloadException.class)
        .isThrownBy(() -> fetch(wrong, missing))
        .withMessage(
            "Test set: data.gz could not be downloaded ("
                + host
                + ": SHA-256 is "
                + remote("x", other).sha256()
                + ", expected "
                + FILE.sha256()
                + "; "
                + host
                + ": HTTP status 404). By hand: get data.gz from "
                + wrong
                + " or "
                + missing
                + " and put it as it is into the folder "
                + folder.toAbsolutePath()
                + ".")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhatToDoOffline() throws IOException {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mnist/");
    }
    URI unknown = URI.create("http://no-such-host.invalid/");
    RemoteFile second = remote("more.gz", CONTENT);
    assertThatExceptionOfType(DownloadException.class)
        .isThrownBy(
            () ->
                Downloader.from(List.of(closed, unknown))
                    .fetch("MNIST", List.of(FILE, second), folder))
        .withMessage(
            "MNIST: data.gz could not be downloaded (127.0.0.1: no connection;"
                + " no-such-host.invalid: host not found). By hand: get data.gz, more.gz from "
                + closed
                + " or http://no-such-host.invalid/ and put them as they are into the folder "
                + folder.toAbsolutePath()
                + ".");
  }

  @Test
  void givesUpOnAMirrorThatFallsSilent() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    URI silent =
        web.mirror(
            "a",
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 150_000);
              exchange.getResponseBody().flush();
              await(end);
            });
    URI mute = web.mirror("m", exchange -> await(end));
    Downloader.from(List.of(silent, mute, web.mirror("b", WebServer.file(CONTENT))))
        .patience(Duration.ofSeconds(2))
        .fetch("Test set", List.of(FILE), folder);
    end.countDown();
    assertComplete();
    assertThat(web.requests().get(2)).isEqualTo("/b/data.gz bytes=150000-");
  }

  private static void await(CountDownLatch end) throws IOException {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("test is over");
    }
  }

  @Test
  void stopsWhenInterrupted() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    URI mute =
        web.mirror(
            "a",
            exchange -> {
              asked.countDown();
              await(end);
            });
    List<Throwable> thrown = new ArrayList<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Downloader.from(List.of(mute, mute)).fetch("t", List.of(FILE), folder);
                  } catch (IOException e) {
                    thrown.add(e);
                  }
                });
    asked.await();
    thread.interrupt();
    thread.join();
    end.countDown();
    assertThat(thrown).singleElement().isInstanceOf(InterruptedIOException.class);
    assertThat(web.requests()).hasSize(1);
  }

  @Test
  void refusesToWriteWhereAnotherIsWriting() throws IOException {
    URI mirror = web.mirror("a", WebServer.file(CONTENT));
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> fetch(mirror))
          .isInstanceOf(IOException.class)
          .hasMessage(part + " is being written by another thread");
    }
  }

  @Test
  void checksItsArguments() {
    assertThatIllegalArgumentException().isThrownBy(() -> Downloader.from(List.of()));
    for (String mirror : new String[] {"file:/tmp/", "http://host/x", "mailto:a@b", "/x/"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Downloader.from(List.of(URI.create(mirror))))
          .withMessageStartingWith("mirror is " + mirror);
    }
    Downloader downloader = Downloader.from(List.of(URI.create("http://localhost/")));
    assertThatIllegalArgumentException().isThrownBy(() -> downloader.patience(Duration.ZERO));
    String sha256 = "0".repeat(64);
    for (String name : new String[] {"", "..", "../x", "a/b", "a\\b", ".hidden"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile(name, 1, sha256));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile("a", 0, sha256));
    assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile("a", 1, "abc"));
    assertThat(new RemoteFile("a", 1, "A".repeat(64)).sha256()).isEqualTo("a".repeat(64));
  }
}
