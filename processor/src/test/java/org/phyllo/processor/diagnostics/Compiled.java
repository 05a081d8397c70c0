package org.phyllo.processor.diagnostics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.phyllo.processor.NetworkProcessor;
import org.phyllo.processor.diagnostics.Marked.Error;

/** Compiles sources of networks, modules too, which Compile Testing can't. */
final class Compiled {
  /** Enough for what the processor says; what it generates is not compiled. */
  static final List<String> USUAL = List.of("-proc:only", "--add-modules=jdk.incubator.vector");

  private static final JavaCompiler JAVAC =
      Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());

  /** One for all, as opening the class path takes longer than compiling. */
  static final StandardJavaFileManager MANAGER =
      JAVAC.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);

  private static final List<String> HEADER = List.of("package p;", "import org.phyllo.dsl.*;");

  private Compiled() {}

  /**
   * The errors that javac shows for a source, which needs no package and no imports. A line that
   * declares a module is a file of its own.
   */
  static List<Error> errors(Marked source) {
    boolean whole = source.lines().stream().anyMatch(l -> l.startsWith("import "));
    List<String> lines = new ArrayList<>(whole ? List.of() : HEADER);
    int shift = lines.size();
    List<JavaFileObject> files = new ArrayList<>();
    for (String line : source.lines()) {
      boolean isModule = line.startsWith("module ");
      if (isModule) {
        files.add(new Source("module-info", line));
      }
      lines.add(isModule ? "" : line);
    }
    files.add(new Source("Net", String.join("\n", lines)));
    return errors(source.options().orElse(USUAL), files, new NetworkProcessor()).stream()
        .map(e -> error(e, shift))
        .sorted(Error.ORDER)
        .toList();
  }

  /** The errors that javac shows for files. */
  static List<Diagnostic<? extends JavaFileObject>> errors(
      List<String> options, List<JavaFileObject> files, Processor... processors) {
    return errors(options, files, MANAGER, processors);
  }

  /** The errors that javac shows for files, managed so. */
  static List<Diagnostic<? extends JavaFileObject>> errors(
      List<String> options,
      List<JavaFileObject> files,
      JavaFileManager manager,
      Processor... processors) {
    Path output = createFolder();
    try {
      DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", output.toString()));
      JavaCompiler.CompilationTask task = JAVAC.getTask(null, manager, messages, all, null, files);
      task.setProcessors(List.of(processors));
      task.setLocale(Locale.ENGLISH);
      task.call();
      return messages.getDiagnostics().stream()
          .<Diagnostic<? extends JavaFileObject>>map(d -> d)
          .filter(
              d ->
                  d.getKind() == Diagnostic.Kind.ERROR
                      || d.getMessage(Locale.ENGLISH).startsWith("["))
          .toList();
    } finally {
      delete(output);
    }
  }

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("phyllo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Error error(Diagnostic<? extends JavaFileObject> error, int shift) {
    String message = error.getMessage(Locale.ENGLISH).lines().findFirst().orElse("");
    JavaFileObject source = error.getSource();
    if (source == null || !source.isNameCompatible("Net", JavaFileObject.Kind.SOURCE)) {
      return new Error(0, 1, (source == null ? "" : source.getName() + ": ") + message);
    }
    return new Error(error.getLineNumber() - shift, error.getColumnNumber(), message);
  }

  /** A source file in memory. */
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    /**
     * @param name of the class in it
     */
    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
