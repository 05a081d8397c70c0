package org.phyllo.processor.oracle;

/** A fixture needs something that the compiler or the runtime doesn't have so far. */
final class NotBuiltYet extends Exception {
  private static final long serialVersionUID = 1;

  NotBuiltYet(String what) {
    super(what + " is not built yet");
  }
}
