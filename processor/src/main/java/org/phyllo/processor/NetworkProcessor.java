package org.phyllo.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.util.HashSet;
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
import javax.tools.Diagnostic.Kind;
import org.phyllo.dsl.Network;
import org.phyllo.processor.declare.DeclarationReader;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Problem;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.layer.LayerKinds;
import org.phyllo.processor.lower.Lowering;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.print.HeaderTable;
import org.phyllo.processor.print.NetworkPrinter;
import org.phyllo.processor.resolve.NetworkResolver;
import org.phyllo.processor.resolve.ResolvedNetwork;

/**
 * Turns each class annotated with {@link Network} into its model, trainer, reference and kernels.
 *
 * <p>With the option {@code -Aphyllo.summary=true} it prints each network's layers, parameters,
 * multiply-adds and memory as a note.
 */
@AutoService(Processor.class)
public final class NetworkProcessor extends AbstractProcessor {
  private static final String SUMMARY = "phyllo.summary";
  private static final String VECTOR = "jdk.incubator.vector.FloatVector";

  /** Called by javac. */
  public NetworkProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.concat(
            Stream.of(Network.class.getName(), org.phyllo.dsl.Layer.class.getName()),
            LayerKinds.annotations().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(SUMMARY);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    reportStrays(annotations, round);
    for (Element element : round.getElementsAnnotatedWith(Network.class)) {
      TypeElement type = (TypeElement) element;
      Report report = new Report();
      new DeclarationReader(processingEnv.getElementUtils(), LayerKinds.annotations(), report)
          .read(type)
          .flatMap(declaration -> resolve(declaration, report))
          .map(Lowering::lower)
          .map(NetworkPlan::of)
          .ifPresent(plan -> generate(plan, type, report));
      report.problems().forEach(this::print);
    }
    return true;
  }

  private static Optional<ResolvedNetwork> resolve(NetworkDeclaration declaration, Report report) {
    return new NetworkResolver(declaration, report).resolve();
  }

  private void generate(NetworkPlan plan, TypeElement type, Report report) {
    if ("true".equals(processingEnv.getOptions().get(SUMMARY))) {
      processingEnv.getMessager().printMessage(Kind.NOTE, HeaderTable.summary(plan), type);
    }
    if (processingEnv.getElementUtils().getTypeElement(VECTOR) == null) {
      report.add(
          Diagnostic.VECTOR_MODULE_MISSING, Location.of(type), plan.network().network().name());
      return;
    }
    for (JavaFile file : NetworkPrinter.print(plan)) {
      try {
        write(file, type);
      } catch (FilerException e) {
        report.add(
            Diagnostic.NAME_TAKEN,
            Location.of(type),
            plan.network().network().name(),
            file.typeSpec().name());
        return;
      } catch (IOException e) {
        processingEnv
            .getMessager()
            .printMessage(Kind.ERROR, "Writing " + file.typeSpec().name() + " failed: " + e, type);
        return;
      }
    }
  }

  /** Each file originates from its network's class alone, so builds can compile incrementally. */
  private void write(JavaFile file, TypeElement origin) throws IOException {
    String name =
        file.packageName().isEmpty()
            ? file.typeSpec().name()
            : file.packageName() + "." + file.typeSpec().name();
    try (var writer = processingEnv.getFiler().createSourceFile(name, origin).openWriter()) {
      file.writeTo(writer);
    }
  }

  /** Layers in a class that is no network would silently do nothing. */
  private void reportStrays(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Report report = new Report();
    Set<Element> seen = new HashSet<>();
    for (TypeElement annotation : annotations) {
      for (Element field : round.getElementsAnnotatedWith(annotation)) {
        Element owner = field.getEnclosingElement();
        if (field.getKind().isField()
            && owner.getAnnotation(Network.class) == null
            && seen.add(field)) {
          report.add(
              Diagnostic.OUTSIDE_NETWORK,
              Location.of(field),
              field.getSimpleName(),
              owner.getSimpleName());
        }
      }
    }
    report.problems().forEach(this::print);
  }

  private void print(Problem problem) {
    Location place = problem.location();
    processingEnv
        .getMessager()
        .printMessage(
            Kind.ERROR, problem.message(), place.element(), place.annotation(), place.value());
  }
}
