package org.phyllo.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Training survives {@code kill -9} at any moment, to the bit. */
final class KillTest {
  private static final int KILLS = 21;

  /** Some are killed while they start and read their checkpoint, most while they train. */
  private static final int KILLS_AT_START = 4;

  private static final int LONGEST_LIFE_MILLIS = 60;

  @TempDir Path folder;

  @Test
  void killedTwentyTimesEndsInTheSameBits() throws Exception {
    DenseTrainer alone = KilledTraining.builder().build();
    float[] expected = alone.fit(KilledTraining.TRAIN, KilledTraining.TEST).parameters();
    Path checkpoint = folder.resolve("run.checkpoint");
    Path result = folder.resolve("model.safetensors");
    Philox random = new Philox(20, Purpose.CHECKING);
    Set<String> places = new HashSet<>();
    long updates = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = start(checkpoint, result, 1, 2);
      if (kill % (KILLS / KILLS_AT_START) != 0) {
        assertThat(child.inputReader(UTF_8).readLine()).isEqualTo("has saved");
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
      assertThat(child.isAlive()).as("the child was to be killed before it was done").isTrue();
      child.destroyForcibly(); // SIGKILL
      assertThat(child.waitFor()).isEqualTo(128 + 9);
      if (Files.exists(checkpoint)) {
        KilledTraining.builder().build().resume(checkpoint);
        var metadata = Safetensors.read(checkpoint).metadata();
        assertThat(Long.parseLong(metadata.get("updates"))).isGreaterThanOrEqualTo(updates);
        updates = Long.parseLong(metadata.get("updates"));
        places.add(metadata.get("batch"));
      }
    }
    assertThat(updates)
        .as("updates between the kills")
        .isGreaterThanOrEqualTo(KILLS - KILLS_AT_START - 1);
    assertThat(places).as("places in the epoch").hasSizeGreaterThan(3);
    Process last = start(checkpoint, result, 20, 0);
    assertThat(last.inputReader(UTF_8).readLine()).isEqualTo("has saved");
    assertThat(last.waitFor()).isZero();
    assertThat(ParameterFile.read(alone.model().info(), result)).containsExactly(expected);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .as("nothing half written stays")
          .containsExactlyInAnyOrder(checkpoint, result);
    }
  }

  private static Process start(Path checkpoint, Path result, int steps, int rest)
      throws IOException {
    String classPath =
        Stream.of(KilledTraining.class, Trainer.class, Loss.class)
            .map(KillTest::place)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            classPath,
            KilledTraining.class.getName(),
            checkpoint.toString(),
            result.toString(),
            String.valueOf(steps),
            String.valueOf(rest))
        .redirectErrorStream(true)
        .start();
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
