package org.phyllo.processor.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.processor.random.RandomNetworksTest.DEFAULT_COUNT;
import static org.phyllo.processor.random.RandomNetworksTest.DEFAULT_SEED;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.processor.layer.LayerKinds;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.optimizer.Optimizer;

/**
 * The random networks that every build checks leave nothing out that can be declared. What there is
 * comes from the code itself, so that whoever adds a kind of layer, an attribute, a loss, an
 * activation or an optimizer is told to have it drawn.
 */
class DrawnSetTest {
  private static final List<String> DECLARATIONS =
      LongStream.range(DEFAULT_SEED, DEFAULT_SEED + DEFAULT_COUNT)
          .mapToObj(RandomNetwork::draw)
          .map(NetworkSource::text)
          .toList();

  private static final String DRAWN = String.join("\n", DECLARATIONS);

  @Test
  void everyKindOfLayerWithEveryAttribute() throws ClassNotFoundException {
    List<Class<?>> annotations = new ArrayList<>(List.of(Network.class, Layer.class));
    for (String kind : LayerKinds.annotations()) {
      annotations.add(Class.forName(kind).asSubclass(Annotation.class));
    }
    List<String> missing = new ArrayList<>();
    for (Class<?> annotation : annotations) {
      String uses = String.join("\n", uses(annotation.getSimpleName()));
      if (uses.isEmpty()) {
        missing.add("@" + annotation.getSimpleName());
      }
      for (Method attribute : annotation.getDeclaredMethods()) {
        if (!Pattern.compile("\\b" + attribute.getName() + " = ").matcher(uses).find()) {
          missing.add("@" + annotation.getSimpleName() + "(" + attribute.getName() + " = ...)");
        }
      }
    }
    assertThat(missing).as("never drawn by RandomLayers").isEmpty();
  }

  /** The annotations of this name, as they are written. */
  private static List<String> uses(String annotation) {
    return Pattern.compile("@" + annotation + "\\b(\\([^)]*\\))?")
        .matcher(DRAWN)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void everyConstant() {
    Map<Class<? extends Enum<?>>, String> enums =
        Map.of(
            Loss.class, "loss = Loss.",
            Activation.class, "activation = Activation.",
            Initializer.class, "init = Initializer.");
    enums.forEach(
        (type, use) -> {
          for (Enum<?> constant : type.getEnumConstants()) {
            assertThat(DRAWN).containsPattern(Pattern.quote(use + constant.name()) + "\\b");
          }
        });
  }

  /**
   * Convolutions over each side alone, of each channel alone, and pools with steps of their own.
   */
  @Test
  void everyWayToSlideAWindow() {
    String convolutions = String.join("\n", uses("Conv2d"));
    for (String attribute : List.of("kernel", "stride", "padding", "dilation")) {
      assertThat(convolutions).containsPattern("\\b" + attribute + " = \\d");
      assertThat(convolutions).containsPattern("\\b" + attribute + " = \\{\\d+, \\d+}");
    }
    assertThat(convolutions).containsPattern("filters = (\\d+),.* groups = \\1\\b");
    assertThat(convolutions).containsPattern("filters = (\\d+),.* groups = (?!\\1\\b)");
  }

  @Test
  void inputsOfEveryRank() {
    for (String input : List.of("\\d+", "\\d+, \\d+", "\\d+, \\d+, \\d+")) {
      assertThat(DRAWN).containsPattern("input = \\{" + input + "}");
    }
  }

  @Test
  void everyOptimizer() throws Exception {
    Set<String> drawn =
        LongStream.range(DEFAULT_SEED, DEFAULT_SEED + DEFAULT_COUNT)
            .mapToObj(seed -> RandomTraining.draw(seed).optimizer().getClass().getSimpleName())
            .collect(Collectors.toSet());
    assertThat(drawn).containsExactlyInAnyOrderElementsOf(optimizers());
  }

  /** The simple names of the optimizers in the package of the interface, wherever it comes from. */
  private static List<String> optimizers() throws Exception {
    Path place =
        Path.of(Optimizer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return optimizers(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
      return optimizers(jar.getPath("/"));
    }
  }

  private static List<String> optimizers(Path root) throws IOException, ClassNotFoundException {
    String packageName = Optimizer.class.getPackageName();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.class$", "");
        Class<?> type =
            Class.forName(packageName + "." + name, false, Optimizer.class.getClassLoader());
        if (Optimizer.class.isAssignableFrom(type) && !type.isInterface()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  @Test
  void batchesFromOneSampleToMany() {
    Set<Integer> sizes =
        LongStream.range(DEFAULT_SEED, DEFAULT_SEED + DEFAULT_COUNT)
            .boxed()
            .flatMap(seed -> RandomTraining.draw(seed).batches().stream())
            .collect(Collectors.toSet());
    assertThat(sizes).allMatch(s -> s >= 1 && s <= RandomTraining.LARGEST_BATCH);
    IntPredicate drawn = sizes::contains;
    assertThat(IntStream.rangeClosed(1, RandomTraining.LARGEST_BATCH).filter(drawn).count())
        .isGreaterThan(RandomTraining.LARGEST_BATCH / 2);
  }
}
