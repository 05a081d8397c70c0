package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An epoch on the bundled digits saves the same bytes in any JVM, with any number of threads. */
final class DigitsAcrossJvmsVectorTest {
  @TempDir private Path folder;

  @Test
  void sameModelEverywhere() throws IOException, InterruptedException {
    byte[] expected = train("plain", 1);
    for (int threads = 1; threads <= 2; threads++) {
      for (int width : new int[] {16, 32, 64}) {
        byte[] model =
            train(
                "vector" + width + "x" + threads,
                threads,
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:MaxVectorSize=" + width);
        assertThat(model).as("%d bytes, %d threads", width, threads).isEqualTo(expected);
      }
    }
    assertThat(train("plainx2", 2)).isEqualTo(expected);
  }

  private byte[] train(String name, int threads, String... options)
      throws IOException, InterruptedException {
    Path out = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("digits", "--epochs", "1", "--threads", "" + threads));
    command.addAll(List.of("--out", out.toString()));
    Path log = folder.resolve(name + ".log");
    Process program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(program.waitFor()).as(Files.readString(log)).isZero();
    return Files.readAllBytes(out.resolve("model.safetensors"));
  }
}
