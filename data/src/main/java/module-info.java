/** Data sets, the readers of their files, and small real data sets to begin with. */
module org.phyllo.data {
  requires static org.jspecify;
  requires transitive org.phyllo.runtime;
}
