package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InsideTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "tanh", "relu"})
  void showsLayersAndDrawsThem(String activation) {
    CommandRun run =
        CommandRun.of(
            "inside", "--activation", activation, "--epochs", "2", "--out", folder.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("first weights: deviation 1", "first weights: He's, sqrt(2 / n)")
        .anyMatch(line -> line.startsWith("epoch 1, update 1, 100 samples, loss "))
        .anyMatch(line -> line.startsWith("epoch 2, update 30, "))
        .anyMatch(line -> line.startsWith("hidden5 "));
    assertThat(run.lastLine()).matches("test accuracy [01]\\.\\d{4} from .*, the best of 4");
    Pictures.assertDrawn(folder.resolve("activations.png"));
    Pictures.assertDrawn(folder.resolve("gradients.png"));
  }

  @Test
  void gradientsVanishInSigmoidsOfSmallWeights() {
    CommandRun run =
        CommandRun.of(
            "inside", "--activation", "sigmoid", "--epochs", "1", "--out", folder.toString());

    int small = run.out().indexOf("first weights: deviation 0.01");
    double first = gradient(run, small, "hidden1 ");
    double last = gradient(run, small, "hidden5 ");
    assertThat(first).isPositive().isLessThan(last / 1e5);
  }

  /** The deviation of the gradients in a layer's line: its seventh column. */
  private static double gradient(CommandRun run, int from, String layer) {
    String line =
        run.out().stream()
            .skip(from)
            .filter(candidate -> candidate.startsWith(layer))
            .findFirst()
            .orElseThrow();
    String[] cells = line.replace(" %", "").split(" +", -1);
    return Double.parseDouble(cells[6]);
  }

  @Test
  void sayWhatIsWrong() {
    assertThat(CommandRun.of("inside", "--epochs", "0").err())
        .contains("--epochs 0, expected at least 1");
    assertThat(CommandRun.of("inside", "--learning-rate", "-1").exitCode()).isEqualTo(2);
  }
}
