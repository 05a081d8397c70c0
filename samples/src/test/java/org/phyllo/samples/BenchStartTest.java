package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchStartTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "vector"})
  void startsJvmsThatPredict(String engine) {
    CommandRun run = CommandRun.of("bench-start", "--runs", "1", "--engine", engine);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lastLine())
        .matches(
            "\\{\"workload\": \"lenet\", \"engine\": \"phyllo\", \"mode\": \"%s\","
                    .formatted(engine)
                + " \"runs\": 1, \"best_ms\": [\\d.]+, \"median_ms\": [\\d.]+\\}");
  }

  @Test
  void showsWhyAJvmDoesNotStart() {
    CommandRun run = CommandRun.of("bench-start", "--runs", "1", "--jvm=-XX:NoSuchOption");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("NoSuchOption");
  }
}
