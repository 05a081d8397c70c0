/** The annotations and enums that declare a network. */
module org.phyllo.dsl {
  requires static org.jspecify;

  exports org.phyllo.dsl;
}
