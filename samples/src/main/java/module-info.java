/** Runnable programs, each one lesson. */
module org.phyllo.samples {
  requires static org.jspecify;
  requires static jdk.incubator.vector;
  requires info.picocli;
  requires java.desktop;
  requires jdk.management;
  requires org.phyllo.data;
  requires org.phyllo.dsl;
  requires org.phyllo.runtime;
  requires xchart;

  opens org.phyllo.samples to
      info.picocli;
}
