/**
 * Data sets: reading them from files without trusting those, scaling them once, splitting them,
 * varying them from epoch to epoch, and two small real ones that come along.
 */
module org.phyllo.data {
  requires static org.jspecify;
  requires java.desktop;
  requires java.net.http;
  requires transitive org.phyllo.runtime;

  exports org.phyllo.data;
  exports org.phyllo.data.augment;
  exports org.phyllo.data.download;
  exports org.phyllo.data.file;
  exports org.phyllo.data.image;
}
