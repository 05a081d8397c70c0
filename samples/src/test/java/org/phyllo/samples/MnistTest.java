package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on MNIST; skipped where it is missing. */
final class MnistTest {
  @TempDir private Path out;

  @Test
  void bookWeightsReadTheSameDigitsAsThere() {
    Path data = Shared.path("datasets/mnist");
    Path weights = Shared.path("datasets/dlfs-sample-weight/sample_weight.safetensors");

    CommandRun run =
        CommandRun.of("pretrained", "--data", data.toString(), "--weights", weights.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .anyMatch(line -> line.startsWith("one by one: 9352 of 10000 right"))
        .anyMatch(line -> line.startsWith("in batches of 100: 9352 of 10000 right"))
        .contains("all 10000 labels equal sample_weight.pred.u8");
    assertThat(run.lastLine()).isEqualTo("test accuracy 0.9352 (9352 of 10000)");
  }

  @Test
  void oneEpochIsEnoughForNineOutOfTen() {
    Path data = Shared.path("datasets/mnist");

    CommandRun run =
        CommandRun.of(
            "digits", "--data", data.toString(), "--epochs", "1", "--out", out.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lastLine()).matches("test accuracy 0\\.9\\d{3} \\(9\\d{3} of 10000\\), .*");
    Pictures.assertDrawn(out.resolve("units.png"));
  }
}
