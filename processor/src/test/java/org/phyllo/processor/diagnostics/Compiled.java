package org.phyllo.processor.diagnostics;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.phyllo.processor.NetworkProcessor;
import org.phyllo.processor.diagnostics.Marked.Error;

/** Compiles sources of networks. */
final class Compiled {
  /** Enough for what the processor says; what it generates is not compiled. */
  static final List<String> USUAL = List.of("-proc:only", "--add-modules=jdk.incubator.vector");

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
        files.add(JavaFileObjects.forSourceLines("module-info", line));
      }
      lines.add(isModule ? "" : line);
    }
    files.add(JavaFileObjects.forSourceLines("p.Net", lines));
    Compilation compilation =
        Compiler.javac()
            .withOptions(source.options().orElse(USUAL))
            .withProcessors(new NetworkProcessor())
            .compile(files);
    return compilation.errors().stream().map(e -> error(e, shift)).sorted(Error.ORDER).toList();
  }

  private static Error error(Diagnostic<? extends JavaFileObject> error, int shift) {
    String message = error.getMessage(Locale.ENGLISH).lines().findFirst().orElse("");
    JavaFileObject source = error.getSource();
    if (source == null || !source.isNameCompatible("Net", JavaFileObject.Kind.SOURCE)) {
      return new Error(0, 1, (source == null ? "" : source.getName() + ": ") + message);
    }
    return new Error(error.getLineNumber() - shift, error.getColumnNumber(), message);
  }
}
