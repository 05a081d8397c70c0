/** What generated code and its users call; needs nothing but the JDK. */
module org.phyllo.runtime {
  requires static org.jspecify;
  requires transitive org.phyllo.dsl;
}
