package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatesTest {
  @TempDir private Path out;

  @Test
  void printsTruthTablesAndLearnsXor() {
    CommandRun run = CommandRun.of("gates", "--out", out.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().stream().map(line -> line.replaceAll(" +\\(.*", "")))
        .containsSubsequence("AND", "  0 0 -> 0", "  0 1 -> 0", "  1 0 -> 0", "  1 1 -> 1")
        .containsSubsequence("NAND", "  0 0 -> 1", "  0 1 -> 1", "  1 0 -> 1", "  1 1 -> 0")
        .containsSubsequence("OR", "  0 0 -> 0", "  0 1 -> 1", "  1 0 -> 1", "  1 1 -> 1")
        .containsSubsequence(
            "XOR   = AND(NAND, OR)", "  0 0 -> 0", "  0 1 -> 1", "  1 0 -> 1", "  1 1 -> 0")
        .containsSubsequence(
            "XOR   learned: 4 hidden units with tanh",
            "  0 0 -> 0",
            "  0 1 -> 1",
            "  1 0 -> 1",
            "  1 1 -> 0");
    assertThat(run.lastLine())
        .matches("XOR accuracy 1\\.0000 \\(4 of 4\\), trained \\d+\\.\\d epochs in \\d+\\.\\d s");
    Pictures.assertDrawn(out.resolve("curves.png"));
    Pictures.assertDrawn(out.resolve("decision.png"));
    assertThat(out.resolve("model.safetensors")).isNotEmptyFile();
    assertThat(out.resolve("log.csv")).isNotEmptyFile();
  }
}
