package org.phyllo.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import org.phyllo.dsl.Include;
import org.phyllo.dsl.Input;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Output;
import org.phyllo.processor.declare.DeclarationReader;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.Problem;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.declare.StrayLayers;
import org.phyllo.processor.layer.LayerKinds;
import org.phyllo.processor.lower.Lowering;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.print.Explanation;
import org.phyllo.processor.print.HeaderTable;
import org.phyllo.processor.print.NetworkPrinter;
import org.phyllo.processor.resolve.NetworkResolver;

/**
 * Turns each class annotated with {@link Network} into its model, trainer, reference and kernels.
 *
 * <p>With the option {@code -Aphyllo.summary=true} it prints each network's layers, parameters,
 * multiply-adds and memory as a note, with {@code -Aphyllo.explain=true} how each method of its
 * kernels computes what it does: tiles, lanes, tasks, what is fused.
 */
@AutoService(Processor.class)
public final class NetworkProcessor extends AbstractProcessor {
  private static final String SUMMARY = "phyllo.summary";

  private static final String EXPLAIN = "phyllo.explain";

  /** What says what a field's layer is. */
  private static final List<String> FIELDS =
      Stream.concat(
              LayerKinds.annotations().stream(),
              Stream.of(Include.class.getName(), Input.class.getName()))
          .toList();

  private static final String VECTOR = "jdk.incubator.vector.FloatVector";

  /** What generated code names of this package, without importing it. */
  private static final List<String> JAVA_LANG =
      List.of("Double", "Float", "Math", "Override", "System");

  /** Networks that name what javac doesn't know yet; another processor may generate it. */
  private final Set<String> deferred = new LinkedHashSet<>();

  /** Problems shown: those of a block belong to all networks that include it. */
  private final Set<Problem> shown = new HashSet<>();

  private boolean vectorMissing;

  /** Called by javac. */
  public NetworkProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.concat(
            Stream.of(
                Network.class.getName(),
                org.phyllo.dsl.Block.class.getName(),
                Output.class.getName(),
                org.phyllo.dsl.Layer.class.getName()),
            FIELDS.stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(SUMMARY, EXPLAIN);
  }

  /** Claims the annotations: they are the network's own, and javac warns of unclaimed ones. */
  @Override
  @SuppressWarnings("DoNotClaimAnnotations")
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> networks = new LinkedHashSet<>();
    deferred.stream()
        .flatMap(name -> Optional.ofNullable(elements().getTypeElement(name)).stream())
        .forEach(networks::add);
    deferred.clear();
    networks.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class)));
    networks.forEach(type -> compile(type, round.processingOver()));

    Stream<? extends Element> annotated =
        annotations.stream().flatMap(a -> round.getElementsAnnotatedWith(a).stream());
    Report strays = new Report();
    StrayLayers.report(annotated, networks, FIELDS, strays);
    print(strays);
    return true;
  }

  private boolean isOn(String option) {
    return "true".equals(processingEnv.getOptions().get(option));
  }

  private void compile(TypeElement type, boolean lastRound) {
    Report report = new Report();
    try {
      Optional<NetworkPlan> plan =
          new DeclarationReader(elements(), FIELDS, report)
              .read(type)
              .flatMap(declaration -> new NetworkResolver(declaration, report).resolve())
              .map(Lowering::lower)
              .map(NetworkPlan::of);
      if (report.isIncomplete() && !lastRound) {
        deferred.add(type.getQualifiedName().toString());
        return;
      }
      if (plan.isPresent()) {
        generate(plan.get(), type, report);
      }
    } catch (IOException e) {
      error(
          "Files generated for network '"
              + DeclarationReader.nameOf(type)
              + "' can't be written: "
              + e,
          type);
    } catch (RuntimeException e) {
      error(failure(type, e), type);
    }
    print(report);
  }

  private void generate(NetworkPlan plan, TypeElement type, Report report) throws IOException {
    String name = DeclarationReader.nameOf(type);
    if (!plan.memory().fitsArray()) {
      report.add(
          Diagnostic.TOO_LARGE,
          Location.of(type),
          "Network '" + name + "'",
          "needs more than 2,147,483,647 values for a block of samples in training, all copies"
              + " with padding and gradients included",
          "an array can't have more",
          "Use smaller layers, or less padding.");
      return;
    }
    if (isOn(SUMMARY)) {
      processingEnv.getMessager().printMessage(Kind.NOTE, HeaderTable.summary(plan), type);
    }
    if (isOn(EXPLAIN)) {
      processingEnv.getMessager().printMessage(Kind.NOTE, Explanation.of(plan), type);
    }
    if (elements().getTypeElement(elements().getModuleOf(type), VECTOR) == null) {
      if (!vectorMissing) {
        report.add(Diagnostic.VECTOR_MODULE_MISSING, Location.of(type), name);
      }
      vectorMissing = true;
      return;
    }
    Optional<TypeElement> hiding = hiding(type);
    if (hiding.isPresent()) {
      report.add(
          Diagnostic.NAME_HIDDEN,
          Location.of(type),
          name,
          hiding.get().getSimpleName(),
          hiding.get().getQualifiedName());
      return;
    }
    for (JavaFile file : NetworkPrinter.print(plan)) {
      try {
        write(file, type);
      } catch (FilerException e) {
        report.add(Diagnostic.NAME_TAKEN, Location.of(type), name, file.typeSpec().name());
        return;
      }
    }
  }

  /** A class of the network's package whose name generated code uses for one of java.lang. */
  private Optional<TypeElement> hiding(TypeElement type) {
    String own = elements().getPackageOf(type).getQualifiedName().toString();
    return JAVA_LANG.stream()
        .map(name -> elements().getTypeElement(elements().getModuleOf(type), qualified(own, name)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * Each file originates from its network's class alone, so builds can compile incrementally:
   * blocks are known to be what that class depends on.
   */
  private void write(JavaFile file, TypeElement origin) throws IOException {
    String name = qualified(file.packageName(), file.typeSpec().name());
    String text = file.toString();
    try (var writer = processingEnv.getFiler().createSourceFile(name, origin).openWriter()) {
      writer.write(text);
    }
  }

  private static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /** javac would say only that a processor failed, not on which class, and stop. */
  private static String failure(TypeElement type, RuntimeException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return "The compiler failed on network '"
        + DeclarationReader.nameOf(type)
        + "'. This is a mistake in Phyllo, not in the network: please report it, with the class and"
        + " what follows.\n"
        + trace;
  }

  private void print(Report report) {
    report.problems().forEach(p -> print(Kind.ERROR, p));
    report.warnings().forEach(p -> print(Kind.WARNING, p));
  }

  private void print(Kind kind, Problem problem) {
    if (!shown.add(problem)) {
      return;
    }
    Location place = problem.location();
    processingEnv
        .getMessager()
        .printMessage(kind, problem.message(), place.element(), place.annotation(), place.value());
  }

  private void error(String message, TypeElement type) {
    processingEnv.getMessager().printMessage(Kind.ERROR, message, type);
  }

  private Elements elements() {
    return processingEnv.getElementUtils();
  }
}
