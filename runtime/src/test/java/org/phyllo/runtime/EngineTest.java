package org.phyllo.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineTest {
  @TempDir Path directory;

  /** Asks twice, in a JVM of its own. */
  static final class Asker {
    private Asker() {}

    public static void main(String[] arguments) {
      System.out.println(Engine.best() + " " + Engine.best());
    }
  }

  @Test
  void withoutTheModuleItRunsPlainAndSaysSoOnce() throws Exception {
    assertThat(ask()).isEqualTo("PLAIN PLAIN");
    assertThat(Files.readString(directory.resolve("err")))
        .isEqualTo(
            "Phyllo runs on plain Java loops here, several times slower than it could: start java"
                + " with --add-modules jdk.incubator.vector to let it use the Vector API."
                + System.lineSeparator());
  }

  @Test
  void withTheModuleItIsFastAndSilent() throws Exception {
    assertThat(ask("--add-modules", "jdk.incubator.vector")).isEqualTo("VECTOR VECTOR");
    assertThat(Files.readString(directory.resolve("err"))).doesNotContain("Phyllo");
  }

  @Test
  void plainIsAlwaysAvailable() {
    assertThat(Engine.PLAIN.available()).isTrue();
  }

  private String ask(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Asker.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(directory.resolve("err").toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }
}
