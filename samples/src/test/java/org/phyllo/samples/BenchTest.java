package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BenchTest {
  @ParameterizedTest
  @ValueSource(strings = {"iris", "two", "lenet", "tiny"})
  void everyEngineAndNumberOfThreadsGivesTheSameBits(String workload) {
    CommandRun plain =
        CommandRun.of("bench", workload, "--steps", "3", "--engine", "plain", "--threads", "1,2");
    CommandRun vector =
        CommandRun.of("bench", workload, "--steps", "3", "--engine", "vector", "--threads", "1,2");

    assertThat(plain.exitCode()).isZero();
    assertThat(vector.exitCode()).isZero();
    String expected = checksum(plain.out().get(0));
    assertThat(checksum(plain.out().get(1))).isEqualTo(expected);
    assertThat(checksum(vector.out().get(0))).isEqualTo(expected);
    assertThat(checksum(vector.out().get(1))).isEqualTo(expected);
  }

  /** One step, as its convolutions take seconds before HotSpot has compiled them. */
  @Test
  void everyEngineGivesTheSameBitsInADeepNetwork() {
    String[] args = {"bench", "deep", "--steps", "1", "--threads", "2", "--engine"};
    CommandRun plain = CommandRun.of(with(args, "plain"));
    CommandRun vector = CommandRun.of(with(args, "vector"));

    assertThat(plain.exitCode()).isZero();
    assertThat(checksum(vector.lastLine())).isEqualTo(checksum(plain.lastLine()));
  }

  @Test
  void printsALineOfJson() {
    CommandRun run = CommandRun.of("bench", "iris", "--steps", "2", "--engine", "plain");

    assertThat(run.lastLine())
        .matches(
            "\\{\"workload\": \"iris\", \"engine\": \"phyllo\", \"mode\": \"plain\","
                + " \"threads\": 1, \"batch\": 32, \"best_us\": [\\d.]+, \"median_us\": [\\d.]+,"
                + " \"best_us_per_sample\": [\\d.]+, \"gflops\": [\\d.]+,"
                + " \"allocated_bytes_per_step\": [\\d.]+, \"checksum\": \"[0-9a-f]{16}\"\\}");
  }

  static String[] with(String[] args, String last) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = last;
    return all;
  }

  static String checksum(String line) {
    return line.replaceAll(".*\"checksum\": \"(.*)\"}", "$1");
  }
}
