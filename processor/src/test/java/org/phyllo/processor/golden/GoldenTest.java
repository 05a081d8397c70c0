package org.phyllo.processor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.processor.NetworkProcessor;

/**
 * Compares what is generated, to the letter, with files in {@code resources/golden}: a folder for
 * each network, with its declaration beside what is generated for it.
 */
final class GoldenTest {
  /** What is compared of networks that show one kind of layer. */
  private static final List<String> KERNELS =
      List.of("Reference.java", "Plain.java", "Vector.java", "Single.java");

  /** What is compared of whole networks: everything. */
  private static final List<String> ALL =
      Stream.concat(KERNELS.stream(), Stream.of("Model.java", "Trainer.java", "Summary.txt"))
          .toList();

  @TestFactory
  Stream<DynamicContainer> layerKinds() {
    return Stream.of(
            "DenseLayer",
            "ConvolutionLayer",
            "Edges",
            "PoolLayers",
            "NormLayers",
            "DropoutLayer",
            "ActivateLayer",
            "AddLayer",
            "ConcatLayer")
        .map(name -> tests(name, KERNELS));
  }

  /** Gradients of many rows. */
  @TestFactory
  DynamicContainer wideLayers() {
    return tests("WideLayers", List.of("Plain.java", "Vector.java"));
  }

  @TestFactory
  DynamicContainer blocks() {
    return tests("BlockLayers", List.of("Reference.java", "Summary.txt"));
  }

  @TestFactory
  Stream<DynamicContainer> wholeNetworks() {
    return Stream.of("Xor", "TwoLayers").map(name -> tests(name, ALL));
  }

  private static DynamicContainer tests(String network, List<String> suffixes) {
    Map<String, String> generated = generate(network);
    return DynamicContainer.dynamicContainer(
        network,
        suffixes.stream()
            .map(suffix -> network + suffix)
            .map(
                file ->
                    DynamicTest.dynamicTest(
                        file,
                        () ->
                            compare(
                                TestFiles.folder("golden/" + network).resolve(file), generated))));
  }

  private static void compare(Path file, Map<String, String> generated) {
    String actual = generated.get(file.getFileName().toString());
    assertThat(actual).as("%s: not generated; there are %s", file, generated.keySet()).isNotNull();
    if (TestFiles.update()) {
      TestFiles.write(file, actual);
    }
    assertThat(file).as("golden file; -Dphyllo.golden.update=true writes it").exists();
    assertThat(actual)
        .as("%s; if the change is intended, -Dphyllo.golden.update=true rewrites it", file)
        .isEqualTo(TestFiles.read(file));
  }

  /** All that is generated for a network, its summary and its explanation, by file name. */
  private static Map<String, String> generate(String network) {
    Path source = TestFiles.folder("golden/" + network).resolve(network + ".java");
    Compilation compilation =
        Compiler.javac()
            .withOptions(
                "-proc:only",
                "--add-modules=jdk.incubator.vector",
                "-Aphyllo.summary=true",
                "-Aphyllo.explain=true")
            .withProcessors(new NetworkProcessor())
            .compile(JavaFileObjects.forSourceString("golden." + network, TestFiles.read(source)));
    assertThat(compilation.errors()).as(source.toString()).isEmpty();
    Map<String, String> generated = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      generated.put(Path.of(file.getName()).getFileName().toString(), text(file));
    }
    generated.put(
        network + "Summary.txt",
        compilation.notes().stream()
            .map(n -> n.getMessage(Locale.ENGLISH) + "\n")
            .collect(Collectors.joining()));
    return generated;
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
