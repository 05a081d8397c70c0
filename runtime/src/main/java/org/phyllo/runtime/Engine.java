package org.phyllo.runtime;

/**
 * The two forms in which a network's code exists. Both compute the same bits; they differ in speed.
 */
public enum Engine {
  /** Plain Java loops over {@code float}, fused multiply-adds and all. Runs on every JVM. */
  PLAIN,

  /**
   * The JDK's Vector API. Needs the module {@code jdk.incubator.vector}: {@code --add-modules
   * jdk.incubator.vector} on the command line, or a {@code requires} in a named module.
   */
  VECTOR;

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /**
   * Whether this JVM can run the engine.
   *
   * @return true for {@link #PLAIN}, and for {@link #VECTOR} where the boot layer has its module
   */
  public boolean available() {
    return this == PLAIN || ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /**
   * The fastest engine that this JVM can run. Where that is {@link #PLAIN}, the first call says so
   * on {@link System#err}, with the option that is missing; later calls are silent.
   *
   * @return {@link #VECTOR} where it is {@link #available()}, otherwise {@link #PLAIN}
   */
  public static Engine best() {
    return Best.ENGINE;
  }

  /** A holder class, as its initialization runs once per JVM and not before it is asked. */
  private static final class Best {
    static final Engine ENGINE = choose();

    private static Engine choose() {
      if (VECTOR.available()) {
        return VECTOR;
      }
      System.err.println(
          "Phyllo runs on plain Java loops here, several times slower than it could: start java"
              + " with --add-modules "
              + VECTOR_MODULE
              + " to let it use the Vector API.");
      return PLAIN;
    }
  }
}
