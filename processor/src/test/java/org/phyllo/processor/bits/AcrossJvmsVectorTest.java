package org.phyllo.processor.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.processor.testbed.Compilation;
import org.phyllo.processor.testbed.InMemoryCompiler;

/**
 * The same training gives the same bits in JVMs with vectors of any width, without vectors, and
 * with any number of threads. Each JVM has only the annotations and the runtime on its class path.
 */
class AcrossJvmsVectorTest {
  /** Alone, as many as processors or more, and more than a batch has blocks. */
  private static final List<Integer> THREADS = List.of(1, 2, 3, 8);

  private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir private static Path classes;

  private static String expected = "";

  @BeforeAll
  static void trainOnPlainCode() throws Exception {
    Compilation compilation =
        InMemoryCompiler.compile(TrainingProgram.networks(), TrainingProgram.main());
    for (Map.Entry<String, byte[]> type : compilation.classes().entrySet()) {
      Path file = classes.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, type.getValue());
    }
    Output output = run(List.of(), "PLAIN", THREADS);
    assertThat(output.errors()).isEmpty();
    assertThat(output.lanes()).isEqualTo(1);
    expected = output.results().get(0);
    System.out.println("trained in a JVM without vectors: " + expected);
    assertThat(output.results()).hasSameSizeAs(THREADS).containsOnly(expected);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {16, 32, 64})
  void vectorsOfAnyWidth(int bytes) throws Exception {
    List<String> options = new ArrayList<>(MODULE);
    options.add("-XX:MaxVectorSize=" + bytes);
    Output output = run(options, "VECTOR", THREADS);
    boolean has = output.lanes() * Float.BYTES == bytes;
    String reason = "this CPU has no vectors of %d bytes".formatted(bytes);
    if (!has) {
      System.out.println("skipped: " + reason);
    }
    assumeTrue(has, reason);
    assertThat(output.results()).hasSameSizeAs(THREADS).containsOnly(expected);
  }

  @Test
  void plainCodeBesideVectors() throws Exception {
    assertThat(run(MODULE, "PLAIN", List.of(1)).results()).containsExactly(expected);
  }

  @Test
  void withoutTheModuleItRunsAndSaysHowToBeFaster() throws Exception {
    Output output = run(List.of(), "best", List.of(1));
    assertThat(output.results()).containsExactly(expected);
    assertThat(output.errors().lines()).hasSize(1);
    assertThat(output.errors()).contains("--add-modules jdk.incubator.vector");
  }

  private static Output run(List<String> options, String engine, List<Integer> threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(classes), InMemoryCompiler.userClassPath().stream())
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator"))));
    command.addAll(List.of("declared.TrainPatterns", engine));
    threads.forEach(n -> command.add(n.toString()));
    Path out = Files.createTempFile(classes, "out", "");
    Path err = Files.createTempFile(classes, "err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(4, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after four minutes: " + command);
    }
    String errors = Files.readString(err, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s\n%s", command, errors).isZero();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    return new Output(Integer.parseInt(lines.get(0)), lines.subList(1, lines.size()), errors);
  }

  private record Output(int lanes, List<String> results, String errors) {}
}
