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
import org.junit.jupiter.params.provider.CsvSource;
import org.phyllo.processor.testbed.Compilation;
import org.phyllo.processor.testbed.InMemoryCompiler;

/**
 * The same training gives the same bits in JVMs with vectors of any width, without vectors, and
 * with any number of threads. Each JVM has only the annotations and the runtime on its class path.
 */
class AcrossJvmsVectorTest {
  private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir private static Path classes;

  private static String expected = "";

  @BeforeAll
  static void trainOnPlainCode() throws Exception {
    Compilation compilation =
        InMemoryCompiler.compile(List.of(TrainingProgram.network()), TrainingProgram.main());
    for (Map.Entry<String, byte[]> type : compilation.classes().entrySet()) {
      Path file = classes.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, type.getValue());
    }
    Output output = run(List.of(), "PLAIN", 1);
    assertThat(output.errors()).isEmpty();
    assertThat(output.lanes()).isEqualTo(1);
    expected = output.result();
    System.out.println("trained in a JVM without vectors: " + expected);
  }

  @ParameterizedTest(name = "{0} bytes, {1} threads")
  @CsvSource({"16,1", "32,1", "64,1", "16,2", "32,2", "64,2"})
  void vectorsOfAnyWidth(int bytes, int threads) throws Exception {
    List<String> options = new ArrayList<>(MODULE);
    options.add("-XX:MaxVectorSize=" + bytes);
    Output output = run(options, "VECTOR", threads);
    boolean has = output.lanes() * Float.BYTES == bytes;
    String reason = "this CPU has no vectors of %d bytes".formatted(bytes);
    if (!has) {
      System.out.println("skipped: " + reason);
    }
    assumeTrue(has, reason);
    assertThat(output.result()).isEqualTo(expected);
  }

  @Test
  void plainCodeOnTwoThreads() throws Exception {
    assertThat(run(List.of(), "PLAIN", 2).result()).isEqualTo(expected);
  }

  @Test
  void plainCodeBesideVectors() throws Exception {
    assertThat(run(MODULE, "PLAIN", 1).result()).isEqualTo(expected);
  }

  @Test
  void withoutTheModuleItRunsAndSaysHowToBeFaster() throws Exception {
    Output output = run(List.of(), "best", 1);
    assertThat(output.result()).isEqualTo(expected);
    assertThat(output.errors().lines()).hasSize(1);
    assertThat(output.errors()).contains("--add-modules jdk.incubator.vector");
  }

  private static Output run(List<String> options, String engine, int threads)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(classes), InMemoryCompiler.userClassPath().stream())
            .map(Path::toString)
            .collect(Collectors.joining(System.getProperty("path.separator"))));
    command.addAll(List.of("declared.TrainDigits", engine, Integer.toString(threads)));
    Path out = Files.createTempFile(classes, "out", "");
    Path err = Files.createTempFile(classes, "err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after two minutes: " + command);
    }
    String errors = Files.readString(err, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s\n%s", command, errors).isZero();
    String[] words = Files.readString(out, StandardCharsets.UTF_8).strip().split(" ", 2);
    return new Output(Integer.parseInt(words[0]), words[1], errors);
  }

  private record Output(int lanes, String result, String errors) {}
}
