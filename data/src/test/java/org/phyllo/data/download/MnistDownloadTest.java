package org.phyllo.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.FashionMnist;
import org.phyllo.data.Mnist;
import org.phyllo.data.SharedFolder;
import org.phyllo.data.TrainTest;

class MnistDownloadTest {
  @TempDir Path cache;

  @Test
  void downloadsOnceAndChecksThePublishedSums() throws IOException {
    Path originals = SharedFolder.of("datasets/mnist");
    Set<String> reported = new TreeSet<>();
    try (WebServer web = new WebServer()) {
      URI mirror =
          web.mirror(
              "mnist",
              exchange -> {
                Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
                WebServer.send(exchange, 200, Files.readAllBytes(originals.resolve(name)));
              });
      for (int i = 0; i < 2; i++) {
        TrainTest mnist =
            Mnist.download(cache, List.of(mirror), (file, done, total) -> reported.add(file));
        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
      }
      assertThat(web.requests()).hasSize(4);
    }
    assertThat(reported)
        .containsExactly(
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz",
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz");
    assertThat(cache).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void saysWhatToDoByHand() throws IOException {
    try (WebServer web = new WebServer()) {
      URI mirror = web.mirror("f", exchange -> exchange.sendResponseHeaders(503, -1));
      assertThatExceptionOfType(DownloadException.class)
          .isThrownBy(() -> FashionMnist.download(cache, List.of(mirror), DownloadProgress.SILENT))
          .withMessage(
              "Fashion-MNIST: train-images-idx3-ubyte.gz could not be downloaded ("
                  + mirror.getHost()
                  + ": HTTP status 503). By hand: get train-images-idx3-ubyte.gz,"
                  + " train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz,"
                  + " t10k-labels-idx1-ubyte.gz from "
                  + mirror
                  + " and put them as they are into the folder "
                  + cache.toAbsolutePath()
                  + ".");
    }
  }

  @Test
  void mirrorsAreFoldersOnTheWeb() {
    assertThat(Mnist.mirrors()).hasSizeGreaterThan(1);
    assertThat(FashionMnist.mirrors()).hasSizeGreaterThan(1);
    for (URI mirror : FashionMnist.mirrors()) {
      assertThat(mirror.toString()).matches("https?://.*/");
    }
  }
}
