package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
  @Test
  void programListsItsLessons() {
    CommandRun run = CommandRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(String.join("\n", run.out()))
        .contains(
            "gates",
            "iris",
            "digits",
            "deep-digits",
            "lenet",
            "convnet",
            "deep-convnet",
            "fashion",
            "pretrained",
            "predict",
            "trace",
            "inside",
            "gradcheck",
            "bench",
            "bench-infer",
            "bench-start");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gates",
        "iris",
        "digits",
        "deep-digits",
        "lenet",
        "convnet",
        "deep-convnet",
        "fashion",
        "pretrained",
        "predict",
        "trace",
        "inside",
        "gradcheck",
        "bench",
        "bench-infer",
        "bench-start"
      })
  void everyCommandTeaches(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(String.join("\n", run.out()))
        .contains("What to learn from it:", "Example", "phyllo " + command, "What comes out");
    assertThat(run.out()).allMatch(line -> line.length() <= 80);
  }
}
