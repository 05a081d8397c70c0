package org.phyllo.processor;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Turns each class annotated with {@code org.phyllo.dsl.Network} into its model and trainer. */
@AutoService(Processor.class)
@SupportedAnnotationTypes("org.phyllo.dsl.Network")
public final class NetworkProcessor extends AbstractProcessor {
  /** Called by javac. */
  public NetworkProcessor() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return false;
  }
}
