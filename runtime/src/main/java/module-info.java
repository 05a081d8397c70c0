/**
 * What generated networks and their users call at run time: models, trainers, optimizers, files,
 * metrics and the gradient check. Depends on nothing but the JDK.
 */
module org.phyllo.runtime {
  requires transitive org.phyllo.dsl;
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports org.phyllo.runtime;
  exports org.phyllo.runtime.compiled;
  exports org.phyllo.runtime.file;
  exports org.phyllo.runtime.optimizer;
  exports org.phyllo.runtime.random;
  exports org.phyllo.runtime.schedule;
}
