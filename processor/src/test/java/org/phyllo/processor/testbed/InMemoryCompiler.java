package org.phyllo.processor.testbed;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.phyllo.dsl.Dense;
import org.phyllo.processor.NetworkProcessor;
import org.phyllo.runtime.compiled.Kernels;

/** Runs javac with the processor inside this JVM, as strictly as javac can be run. */
public final class InMemoryCompiler {
  /** Of all warnings one is left out: that the Vector API is incubating can't be helped. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xlint:all,-incubating",
          "-Xdoclint:all/protected",
          "--add-modules",
          "jdk.incubator.vector",
          "-proc:full",
          "-implicit:none");

  private InMemoryCompiler() {}

  /** What the class path of a user's project has: the annotations and the runtime. */
  public static List<Path> userClassPath() {
    return Stream.of(Dense.class, Kernels.class).map(InMemoryCompiler::location).toList();
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Compiles networks, which must give neither error nor warning. */
  public static Compilation compile(List<NetworkSource> networks, String... more) {
    Map<String, String> sources = new TreeMap<>();
    for (NetworkSource network : networks) {
      sources.put(NetworkSource.PACKAGE + "." + network.name(), network.text());
    }
    for (String source : more) {
      sources.put(NetworkSource.PACKAGE + "." + className(source), source);
    }
    return compile(sources);
  }

  private static String className(String source) {
    return source.replaceFirst("(?s).*?\\bclass (\\w+).*", "$1");
  }

  private static Compilation compile(Map<String, String> sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    Memory memory = new Memory(javac.getStandardFileManager(diagnostics, Locale.ROOT, null));
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-classpath");
    options.add(
        userClassPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    JavaCompiler.CompilationTask task =
        javac.getTask(output, memory, diagnostics, options, null, units);
    task.setProcessors(List.of(new NetworkProcessor()));
    boolean compiled = task.call();
    List<Diagnostic<? extends JavaFileObject>> complaints =
        diagnostics.getDiagnostics().stream()
            .filter(d -> d.getKind() != Diagnostic.Kind.NOTE)
            .filter(d -> !d.getMessage(Locale.ENGLISH).contains("[WindowLeavesRemainder]"))
            .collect(Collectors.toUnmodifiableList());
    if (!compiled || !complaints.isEmpty() || !output.toString().isEmpty()) {
      throw new AssertionError(
          "javac is not content:\n"
              + complaints.stream().map(String::valueOf).collect(Collectors.joining("\n"))
              + output
              + "\nin\n"
              + String.join("\n", sources.values()));
    }
    return memory.compilation();
  }

  private static URI uri(String name, Kind kind) {
    return URI.create("memory:///" + name.replace('.', '/') + kind.extension);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(uri(name, Kind.SOURCE), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A file that javac writes, and may read again. */
  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringWriter text = new StringWriter();

    Output(String name, Kind kind) {
      super(uri(name, kind), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public Writer openWriter() {
      return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text.toString();
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> outputs = new TreeMap<>();
    private final Map<String, Output> generated = new TreeMap<>();

    Memory(JavaFileManager disk) {
      super(disk);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      Output output = new Output(className, kind);
      (kind == Kind.SOURCE ? generated : outputs).put(className, output);
      return output;
    }

    Compilation compilation() {
      Map<String, byte[]> classes = new TreeMap<>();
      outputs.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
      TreeMap<String, String> sources = new TreeMap<>();
      generated.forEach((name, file) -> sources.put(name, file.text.toString()));
      return new Compilation(classes, sources);
    }
  }
}
