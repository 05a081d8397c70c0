package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchInferTest {
  @Test
  void printsALineOfJsonForEachBatchAndTheSameChecksumsOnEveryEngine() {
    List<String> plain = linesOn("plain");
    List<String> vector = linesOn("vector");

    assertThat(plain).hasSize(2);
    assertThat(plain.get(0)).matches(line("plain", 1));
    assertThat(plain.get(1)).matches(line("plain", 33));
    assertThat(vector.get(0)).matches(line("vector", 1));
    assertThat(checksums(vector)).isEqualTo(checksums(plain)).doesNotHaveDuplicates();
  }

  private static List<String> linesOn(String engine) {
    String[] args = {"bench-infer", "iris", "--batch", "1,33", "--seconds", "1e-3", "--engine"};
    CommandRun run = CommandRun.of(BenchTest.with(args, engine));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private static String line(String engine, int batch) {
    return ("\\{\"workload\": \"iris\", \"engine\": \"phyllo\", \"mode\": \"%s\","
            + " \"threads\": 1, \"batch\": %d, \"best_us\": [\\d.]+, \"median_us\": [\\d.]+,"
            + " \"gflops\": [\\d.]+, \"allocated_bytes_per_call\": [\\d.]+,"
            + " \"checksum\": \"[0-9a-f]{16}\"\\}")
        .formatted(engine, batch);
  }

  private static List<String> checksums(List<String> lines) {
    return lines.stream().map(BenchTest::checksum).toList();
  }
}
