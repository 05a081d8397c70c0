package org.phyllo.processor.resolve;

/**
 * What stands in front of the names of a block's layers, where it is included.
 *
 * @param name in generated code: {@code stage0}
 * @param path in files: {@code stage.0.}
 */
record Prefix(String name, String path) {
  /** In front of a network's own layers. */
  static final Prefix NONE = new Prefix("", "");

  /** In front of the layers that a layer includes. */
  Prefix of(String layer, int repetition, int times) {
    String number = times == 1 ? "" : "" + repetition;
    return new Prefix(
        nameOf(layer) + number, pathOf(layer) + "." + (times == 1 ? "" : number + "."));
  }

  String nameOf(String layer) {
    return name.isEmpty()
        ? layer
        : name + Character.toUpperCase(layer.charAt(0)) + layer.substring(1);
  }

  String pathOf(String layer) {
    return path + layer;
  }
}
