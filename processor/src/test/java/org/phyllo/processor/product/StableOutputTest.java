package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.NetworkProcessor;
import org.phyllo.processor.testbed.InMemoryCompiler;
import org.phyllo.processor.testbed.NetworkSource;

/** The same declaration gives the same source, byte for byte. */
class StableOutputTest {
  private static final List<NetworkSource> NETWORKS =
      List.of(
          new NetworkSource("Xor", Loss.SIGMOID_CROSS_ENTROPY, 2)
              .dense("hidden", 2, Activation.SIGMOID)
              .dense("y", 1),
          new NetworkSource("Graph", Loss.SOFTMAX_CROSS_ENTROPY, 1, 3, 5)
              .dense("a", 17, Activation.GELU)
              .dense("b", 17, Activation.SOFTPLUS, "input")
              .add("sum", Activation.ELU, "a", "b")
              .activate("squashed", Activation.TANH)
              .concat("all", Activation.SOFTMAX, "sum", "squashed", "b")
              .dense("wide", 200, Activation.SILU)
              .dense("y", 3));

  @Test
  void twiceInOneJvm() {
    assertThat(InMemoryCompiler.compile(NETWORKS.reversed()).generated())
        .isEqualTo(InMemoryCompiler.compile(NETWORKS).generated());
  }

  /** Sets and maps of the JDK have another order in every JVM. */
  @Test
  void inAnotherJvm(@TempDir Path folder) throws Exception {
    SortedMap<String, String> here = InMemoryCompiler.compile(NETWORKS).generated();
    assertThat(here).hasSize(NETWORKS.size() * 6);
    for (int run = 0; run < 2; run++) {
      assertThat(generate(Files.createDirectory(folder.resolve("run" + run)))).isEqualTo(here);
    }
  }

  /** The sources that javac's own program generates, with the processor on its processor path. */
  private static SortedMap<String, String> generate(Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    Path generated = Files.createDirectory(folder.resolve("generated"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-proc:only", "-processor", NetworkProcessor.class.getName()));
    command.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "-classpath",
            InMemoryCompiler.userClassPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator))));
    command.addAll(List.of("-s", generated.toString()));
    for (NetworkSource network : NETWORKS) {
      Path source = folder.resolve(network.name() + ".java");
      Files.writeString(source, network.text());
      command.add(source.toString());
    }
    Path log = folder.resolve("log");
    Process javac =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(javac.waitFor()).as(Files.readString(log)).isZero();
    SortedMap<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(generated)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String name = generated.relativize(file).toString().replace(File.separatorChar, '.');
        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
    return sources;
  }
}
