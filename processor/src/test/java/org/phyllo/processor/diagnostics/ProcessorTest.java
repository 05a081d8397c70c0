package org.phyllo.processor.diagnostics;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Add;
import org.phyllo.dsl.AvgPool;
import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Block;
import org.phyllo.dsl.Concat;
import org.phyllo.dsl.Conv1d;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Embedding;
import org.phyllo.dsl.Flatten;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.dsl.Include;
import org.phyllo.dsl.Input;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.LayerNorm;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Multiply;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Output;
import org.phyllo.processor.NetworkProcessor;

/** What the processor tells javac and build tools, and how it bears with other processors. */
final class ProcessorTest {
  private static final String XOR =
      """
      package p;

      import org.phyllo.dsl.*;

      @Network(input = 2, loss = Loss.SIGMOID_CROSS_ENTROPY)
      class Xor {
        @Layer(1) @Dense(units = 2, activation = Activation.SIGMOID) Tensor hidden;
        @Layer(2) @Dense(units = 1) Tensor score;
      }
      """;

  private static final String NET =
      """
      import org.phyllo.dsl.*;

      @Network(input = 2, loss = Loss.HUBER)
      class Net {
        @Layer(1) @Dense(units = Sizes.UNITS) Tensor hidden;
        @Layer(value = 2, from = {"hidden", Sizes.NAME}) @Concat Tensor both;
      }
      """;

  @Test
  void claimsItsOwnAnnotationsOnly() {
    assertThat(new NetworkProcessor().getSupportedAnnotationTypes())
        .containsExactlyInAnyOrder(
            Network.class.getName(),
            Layer.class.getName(),
            Dense.class.getName(),
            Conv2d.class.getName(),
            Conv1d.class.getName(),
            MaxPool.class.getName(),
            AvgPool.class.getName(),
            GlobalAvgPool.class.getName(),
            Flatten.class.getName(),
            BatchNorm.class.getName(),
            LayerNorm.class.getName(),
            Dropout.class.getName(),
            Activate.class.getName(),
            Add.class.getName(),
            Multiply.class.getName(),
            Concat.class.getName(),
            Embedding.class.getName(),
            Include.class.getName(),
            Block.class.getName(),
            Input.class.getName(),
            Output.class.getName());
  }

  @Test
  void hasOneOption() {
    assertThat(new NetworkProcessor().getSupportedOptions())
        .containsOnly("phyllo.summary", "phyllo.explain");
  }

  @Test
  void tellsGradleThatItIsIsolating() throws IOException {
    String file = "/META-INF/gradle/incremental.annotation.processors";
    try (InputStream in =
        Objects.requireNonNull(NetworkProcessor.class.getResourceAsStream(file), file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(NetworkProcessor.class.getName() + ",isolating\n");
    }
  }

  @Test
  void everyGeneratedFileOriginatesFromItsNetworkAlone() {
    String nested = XOR.replace("@Network", "interface Nand { @Network") + "}";
    Recording manager = new Recording();
    assertThat(
            Compiled.errors(
                Compiled.USUAL,
                List.of(new Compiled.Source("Xor", XOR), new Compiled.Source("Nand", nested)),
                manager,
                new NetworkProcessor()))
        .isEmpty();
    assertThat(manager.origins)
        .containsExactlyInAnyOrder(
            "p.XorModel from [/Xor.java]",
            "p.XorTrainer from [/Xor.java]",
            "p.XorReference from [/Xor.java]",
            "p.XorPlain from [/Xor.java]",
            "p.XorVector from [/Xor.java]",
            "p.XorSingle from [/Xor.java]",
            "p.Nand_XorModel from [/Nand.java]",
            "p.Nand_XorTrainer from [/Nand.java]",
            "p.Nand_XorReference from [/Nand.java]",
            "p.Nand_XorPlain from [/Nand.java]",
            "p.Nand_XorVector from [/Nand.java]",
            "p.Nand_XorSingle from [/Nand.java]");
  }

  @Test
  void summaryIsANoteOnTheClass() {
    Compilation compilation =
        compile(List.of(XOR), List.of("-Aphyllo.summary=true"), new NetworkProcessor());
    assertThat(compilation).succeeded();
    assertThat(compilation.notes()).hasSize(1);
    Diagnostic<? extends JavaFileObject> note = compilation.notes().get(0);
    assertThat(note.getMessage(Locale.ENGLISH)).startsWith("Network Xor, loss ");
    assertThat(note.getLineNumber()).isEqualTo(6);
    assertThat(note.getColumnNumber()).isEqualTo(1);
  }

  @Test
  void explanationNamesEveryMethodOfTheKernels() {
    Compilation compilation =
        compile(List.of(XOR), List.of("-Aphyllo.explain=true"), new NetworkProcessor());
    assertThat(compilation.notes()).hasSize(1);
    assertThat(compilation.notes().get(0).getMessage(Locale.ENGLISH))
        .startsWith("Network Xor: blocks of 32 samples, ")
        .contains(" forwardHidden ", " backwardHiddenWeight ", "lanes along samples");
  }

  @Test
  void thereIsNoSummaryUnlessItIsAskedFor() {
    assertThat(compile(List.of(XOR), List.of(), new NetworkProcessor()).notes()).isEmpty();
    assertThat(
            compile(List.of(XOR), List.of("-Aphyllo.summary=false"), new NetworkProcessor())
                .notes())
        .isEmpty();
  }

  @Test
  void waitsForWhatAnotherProcessorGenerates() {
    Compilation compilation =
        compile(
            List.of(NET),
            List.of(),
            new Generating(
                "Sizes",
                "class Sizes { static final int UNITS = 3; "
                    + "static final String NAME = \"input\"; }"),
            new NetworkProcessor());
    assertThat(compilation).succeeded();
    assertThat(compilation).generatedSourceFile("NetModel");
  }

  @Test
  void checksWhatAnotherProcessorGenerates() {
    Compilation compilation =
        compile(
            List.of(NET),
            List.of(),
            new Generating(
                "Sizes",
                "class Sizes { static final int UNITS = 0; "
                    + "static final String NAME = \"inptu\"; }"),
            new NetworkProcessor());
    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining("[SizeNotPositive]").inFile(file(NET)).onLine(5);
    assertThat(compilation).hadErrorContaining("[UnknownTensor]").inFile(file(NET)).onLine(6);
  }

  @Test
  void aFileThatCanNotBeWrittenIsAnErrorOnTheClass() {
    List<Diagnostic<? extends JavaFileObject>> errors =
        errors(new Failing(new IOException("disk full")));
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getMessage(Locale.ENGLISH))
        .isEqualTo(
            "Files generated for network 'Xor' can't be written:"
                + " java.io.IOException: disk full");
    assertThat(errors.get(0).getLineNumber()).isEqualTo(6);
  }

  @Test
  void aMistakeOfTheCompilerIsAnErrorOnTheClass() {
    List<Diagnostic<? extends JavaFileObject>> errors =
        errors(new Failing(new IllegalStateException("not planned")));
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getMessage(Locale.ENGLISH))
        .startsWith(
            "The compiler failed on network 'Xor'. This is a mistake in Phyllo, not in the network:"
                + " please report it, with the class and what follows.\n")
        .contains("not planned", "at org.phyllo.processor.NetworkProcessor.");
    assertThat(errors.get(0).getLineNumber()).isEqualTo(6);
  }

  private static List<Diagnostic<? extends JavaFileObject>> errors(JavaFileManager manager) {
    return Compiled.errors(
        Compiled.USUAL, List.of(new Compiled.Source("Xor", XOR)), manager, new NetworkProcessor());
  }

  private static Compilation compile(
      List<String> sources, List<String> options, AbstractProcessor... processors) {
    List<String> all = new ArrayList<>(Compiled.USUAL);
    all.addAll(options);
    return Compiler.javac()
        .withOptions(all)
        .withProcessors(processors)
        .compile(sources.stream().map(ProcessorTest::file).toList());
  }

  private static JavaFileObject file(String source) {
    String name = source.replaceAll("(?s).*?(?:class|interface) (\\w+) .*", "$1");
    return JavaFileObjects.forSourceString(
        source.startsWith("package p;") ? "p." + name : name, source);
  }

  /** Notes which files originate from which. */
  private static final class Recording extends ForwardingJavaFileManager<JavaFileManager> {
    private final List<String> origins = new ArrayList<>();

    Recording() {
      super(Compiled.MANAGER);
    }

    @Override
    public JavaFileObject getJavaFileForOutputForOriginatingFiles(
        Location location, String className, JavaFileObject.Kind kind, FileObject... files)
        throws IOException {
      origins.add(className + " from " + Stream.of(files).map(FileObject::getName).toList());
      return super.getJavaFileForOutputForOriginatingFiles(location, className, kind, files);
    }
  }

  /** Generates a class in its first round. */
  private static final class Generating extends AbstractProcessor {
    private final String name;
    private final String source;
    private boolean done;

    Generating(String name, String source) {
      this.name = name;
      this.source = source;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          writer.write(source);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  /** Fails when it is to write a file. */
  private static final class Failing extends ForwardingJavaFileManager<JavaFileManager> {
    private final Exception failure;

    Failing(Exception failure) {
      super(Compiled.MANAGER);
      this.failure = failure;
    }

    @Override
    public JavaFileObject getJavaFileForOutputForOriginatingFiles(
        Location location, String className, JavaFileObject.Kind kind, FileObject... files)
        throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      throw (RuntimeException) failure;
    }
  }
}
