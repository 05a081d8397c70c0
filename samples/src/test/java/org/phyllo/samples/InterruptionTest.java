package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signal in the middle of a training, which takes a JVM of its own. */
final class InterruptionTest {
  @TempDir private Path out;

  @Test
  void signalSavesWhatWasLearned() throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "digits",
                "--engine",
                "plain",
                "--epochs",
                "1000000",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .start();
    List<String> printed = new ArrayList<>();
    try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8)) {
      boolean signalled = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        printed.add(line);
        if (line.startsWith("epoch") && !signalled) {
          program.toHandle().destroy(); // SIGTERM, which takes the same way as Ctrl-C
          signalled = true;
        }
      }
    }

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isNotZero();
    assertThat(printed)
        .contains(
            "stopping after this batch, to save what was learned so far",
            "stopped before the end: the files hold what was learned so far");
    assertThat(printed.getLast())
        .matches("test accuracy 0\\.\\d{4} .* trained \\d+\\.\\d epochs .*");
    for (String name : new String[] {"curves.png", "confusion.png", "units.png"}) {
      Pictures.assertDrawn(out.resolve(name));
    }
    assertThat(out.resolve("model.safetensors")).isNotEmptyFile();
    assertThat(Files.readAllLines(out.resolve("log.csv"))).hasSizeGreaterThan(1);
  }
}
