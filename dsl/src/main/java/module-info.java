/**
 * The vocabulary in which networks are declared: annotations, enums and the marker type of a named
 * tensor.
 */
module org.phyllo.dsl {
  requires static org.jspecify;

  exports org.phyllo.dsl;
}
