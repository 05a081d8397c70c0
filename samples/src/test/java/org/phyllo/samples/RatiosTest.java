package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that compares with PyTorch, on results made up here. */
final class RatiosTest {
  private static final String SCRIPT = "samples/bench/ratios";

  @TempDir Path folder;

  @BeforeAll
  static void needsPython() {
    assumeTrue(hasPython(), "no python3 on this machine");
  }

  @Test
  void comparesMediansOverTheRoundsWithTheFasterModeOfPyTorch() throws Exception {
    Path lines =
        lines(
            training("phyllo", "vector", 2, 4),
            training("phyllo", "vector", 3, 5),
            training("phyllo", "vector", 10, 90),
            training("pytorch 2", "eager", 30, 50),
            training("pytorch 2", "compile", 40, 45),
            prediction("phyllo", 1, "aa"),
            prediction("pytorch 2", 20, "bb"));

    ScriptRun run = ScriptRun.of("--read", lines.toString());

    assertThat(run.exitCode()).as(run.text()).isZero();
    assertThat(run.text().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "training step, microseconds Phyllo PyTorch ratio",
            "workload threads batch best median best median best median",
            "iris 2 32 3.00 5.00 30.00 45.00 10.00 9.00",
            "iris 1 1 1.00 1.00 20.00 20.00 20.00 20.00");
  }

  @Test
  void failsIfPredictionsChangeFromRoundToRound() throws Exception {
    Path lines = lines(prediction("phyllo", 1, "aa"), prediction("phyllo", 1, "ab"));

    ScriptRun run = ScriptRun.of("--read", lines.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.text()).contains("outputs differ from round to round: iris batch 1");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    ScriptRun jar = ScriptRun.of("--jar", folder.resolve("none.jar").toString());
    ScriptRun peers =
        ScriptRun.of("--jar", lines("").toString(), "--peers", folder.resolve("none").toString());

    assertThat(jar.exitCode()).isEqualTo(1);
    assertThat(jar.text()).contains("there is no", "none.jar; build it with ./mvnw");
    assertThat(peers.exitCode()).isEqualTo(1);
    assertThat(peers.text()).contains("train.py; --peers names");
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(folder.resolve("lines"), List.of(lines));
  }

  private static String training(String engine, String mode, int best, int median) {
    return """
    {"kind": "train", "workload": "iris", "engine": "%s", "mode": "%s", "threads": 2, \
    "batch": 32, "best_us": %d, "median_us": %d}\
    """
        .formatted(engine, mode, best, median);
  }

  private static String prediction(String engine, int micros, String checksum) {
    return """
    {"kind": "infer", "workload": "iris", "engine": "%s", "mode": "any", "threads": 1, \
    "batch": 1, "best_us": %d, "median_us": %d, "checksum": "%s"}\
    """
        .formatted(engine, micros, micros, checksum);
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A run of the script, and what it printed on both streams. */
  private record ScriptRun(int exitCode, String text) {
    static ScriptRun of(String... args) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("python3", SCRIPT));
      command.addAll(List.of(args));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new ScriptRun(process.waitFor(), text);
    }
  }
}
