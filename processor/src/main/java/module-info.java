/** The compiler: an annotation processor from declared networks to Java. */
module org.phyllo.processor {
  requires static com.google.auto.service;
  requires static org.jspecify;
  requires com.palantir.javapoet;
  requires java.compiler;
  requires org.phyllo.dsl;

  provides javax.annotation.processing.Processor with
      org.phyllo.processor.NetworkProcessor;
}
