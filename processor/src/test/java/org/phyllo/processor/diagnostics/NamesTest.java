package org.phyllo.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.NetworkProcessor;

/**
 * Users may give their tensors any name that Java allows, those of generated variables, constants,
 * methods and classes too. What is generated compiles without a warning.
 */
final class NamesTest {
  private static final List<String> OPTIONS =
      List.of("--add-modules=jdk.incubator.vector", "-Xlint:all,-incubating", "-Werror");

  /** Variables of kernels and of the reference, and constants. */
  private static final String VARIABLES =
      "sum1 x0 z0 w1 sum00 d0 sum_ sum2 t1 size0 p w g s u k n i x row end sum task lane rest total"
          + " padded share samples dInput hiddenSum dHidden hiddenWeight hiddenPanels BLOCK SPECIES"
          + " LANES INPUT first hiddenSum0 sum0 rows columns values row0";

  private static final String OTHERS =
      // More variables.
      "d t z at max dot lanes size score label weight target loss parameters pairs fours v one x_"
          // What is derived from other names.
          + " dHiddenSum dHiddenWeight inputRows inputPanels panel16 BLOCK_FLOATS SWAP_1 species"
          + " swap1 input_rows"
          // Methods.
          + " forward backward backwardInput backwardLoss gradient gradientTasks inputColumns"
          + " resize parameter output inputGradient info reference addLanes broadcast load exp log"
          + " tanh erf wait clone"
          // Classes.
          + " Override String Kernels Reference FloatVector VectorOperators"
          + " IllegalArgumentException"
          // Words that are keywords only in their place.
          + " record yield var sealed permits when with module open to"
          // Capitals and other letters.
          + " hidden Hidden HIDDEN hIDDEN $ $a a$b $T _x größe ß 隠れ 𐐨a";

  /** What generated code needs of java.lang by its simple name. */
  private static final List<String> HIDING =
      List.of("Double", "Float", "Math", "Override", "System");

  private static List<String> names(String names) {
    return List.of(names.split(" ", -1));
  }

  @Test
  void inLoops() {
    assertThat(errors(networks(names(VARIABLES), 33, 18))).isEmpty();
  }

  @Test
  void inLargeMatrices() {
    assertThat(errors(networks(names(VARIABLES), 130, 66))).isEmpty();
  }

  @Test
  void inStraightLines() {
    assertThat(errors(networks(names(VARIABLES + " " + OTHERS), 2, 2))).isEmpty();
  }

  /** But for those of which {@code NameHidden} tells. */
  @Test
  void besideClassesNamedAsInJavaLang() throws IOException {
    List<String> sources = networks(names(VARIABLES), 40, 131);
    Path javaLang =
        FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/lang");
    try (Stream<Path> files = Files.list(javaLang)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[A-Z]\\w+\\.class"))
          .map(file -> file.replace(".class", ""))
          .filter(name -> !HIDING.contains(name))
          .forEach(name -> sources.add("package p;\n\nclass " + name + " {}\n"));
    }
    assertThat(sources).hasSizeGreaterThan(100);
    assertThat(errors(sources)).isEmpty();
  }

  /** Networks of four names each, with all activations and losses in turn. */
  private static List<String> networks(List<String> names, int input, int units) {
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < names.size(); i += 4) {
      int number = sources.size();
      StringBuilder source =
          new StringBuilder(
              header(number, input, List.of(Loss.values()).get(number % Loss.values().length)));
      for (int j = i; j < Math.min(i + 4, names.size()); j++) {
        source.append(
            layer(
                names.get(j),
                j,
                units,
                List.of(Activation.values()).get(j % Activation.values().length)));
      }
      sources.add(source + layer("last", names.size(), 2, Activation.IDENTITY) + "}\n");
    }
    return sources;
  }

  private static String header(int number, int input, Loss loss) {
    return """
    package p;

    import org.phyllo.dsl.*;

    @Network(input = %d, loss = Loss.%s)
    class Net%d {
    """
        .formatted(input, loss, number);
  }

  private static String layer(String name, int order, int units, Activation activation) {
    return "  @Layer(%d) @Dense(units = %d, activation = Activation.%s) Tensor %s;\n"
        .formatted(order, units, activation, name);
  }

  private static List<String> errors(List<String> sources) {
    List<JavaFileObject> files = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceAll("(?s).*class (\\w+) .*", "$1");
      files.add(new Compiled.Source(name, source));
    }
    return Compiled.errors(OPTIONS, files, new NetworkProcessor()).stream()
        .map(NamesTest::text)
        .toList();
  }

  private static String text(Diagnostic<? extends JavaFileObject> error) {
    JavaFileObject source = error.getSource();
    return (source == null ? "" : source.getName() + ":" + error.getLineNumber() + ": ")
        + error.getMessage(Locale.ENGLISH);
  }
}
