package org.phyllo.processor.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.diagnostics.Marked.Error;
import org.phyllo.processor.golden.TestFiles;

/**
 * Compiles the sources in {@code resources/diagnostics} and compares all errors: text, line, column
 * and number. A file is named after the diagnostic that all its sources provoke; one named with a
 * small letter is about something else.
 */
final class DiagnosticsTest {
  @TestFactory
  Stream<DynamicContainer> sources() {
    return TestFiles.list("diagnostics", ".txt").stream().map(DiagnosticsTest::tests);
  }

  private static DynamicContainer tests(Path file) {
    List<Marked> sources = Marked.parse(TestFiles.read(file));
    if (TestFiles.update()) {
      String text =
          sources.stream()
              .map(source -> source.with(Compiled.errors(source)))
              .collect(Collectors.joining("\n"));
      TestFiles.write(file, text);
      sources = Marked.parse(text);
    }
    return DynamicContainer.dynamicContainer(
        nameOf(file),
        sources.stream().map(s -> DynamicTest.dynamicTest(s.title(), () -> check(file, s))));
  }

  private static void check(Path file, Marked source) {
    List<Error> actual = Compiled.errors(source);
    assertThat(actual)
        .as("%s, # %s%n%s", file, source.title(), source.with(actual))
        .isEqualTo(source.errors().stream().sorted(Error.ORDER).toList());
    if (Character.isUpperCase(nameOf(file).charAt(0))) {
      assertThat(actual).anyMatch(e -> e.message().startsWith("[" + nameOf(file) + "] "));
    }
  }

  @Test
  void everyDiagnosticHasASourceThatProvokesIt() {
    Set<String> tested = new java.util.TreeSet<>();
    for (Path file : TestFiles.list("diagnostics", ".txt")) {
      tested.add(nameOf(file));
    }
    List<String> all = Arrays.stream(Diagnostic.values()).map(Diagnostic::id).toList();
    assertThat(tested.stream().filter(n -> Character.isUpperCase(n.charAt(0))))
        .as("files in %s, one for each diagnostic", TestFiles.folder("diagnostics"))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void messagesEndWithAWayOut() {
    List<String> messages = new ArrayList<>();
    for (Path file : TestFiles.list("diagnostics", ".txt")) {
      Marked.parse(TestFiles.read(file))
          .forEach(s -> s.errors().forEach(e -> messages.add(e.message())));
    }
    assertThat(messages.stream().filter(m -> m.startsWith("[")))
        .allMatch(m -> m.matches("\\[[A-Z][A-Za-z]+] .+\\. .+[.?]"));
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".txt".length());
  }
}
