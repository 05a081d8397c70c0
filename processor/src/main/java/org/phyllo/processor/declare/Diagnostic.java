package org.phyllo.processor.declare;

/**
 * Every diagnostic of the compiler. A message says whose fault it is in the user's own names, what
 * was expected and what is there, and one way out; its place is the annotation value at fault.
 */
public enum Diagnostic {
  NOT_A_CLASS("@Network is on %s '%s', but only a class can declare a network. Make it a class."),
  GENERIC_NETWORK(
      "Network '%s' has type parameters %s, but its shapes are fixed. Remove them and write the"
          + " sizes into the annotations."),
  PRIVATE_NETWORK(
      "Network '%s' is private, so nothing could use what is generated for it. Remove 'private'."),
  NO_LAYERS(
      "Network '%s' has no layers. Add a field such as '@Layer(1) @Dense(units = 10) Tensor"
          + " scores;'."),
  INPUT_SHAPE(
      "Network '%s' has input %s, but an input has one size (features) or three (channels, height,"
          + " width), each at least 1. Use for example input = {784} or {1, 28, 28}."),
  NOT_A_TENSOR(
      "Field '%s' is annotated as a layer but has type %s. Declare it as 'Tensor %1$s;'."),
  LAYER_WITHOUT_KIND(
      "Field '%s' has @Layer but no layer kind. Add one of %s, for example '@Dense(units = 10)'."),
  KIND_WITHOUT_LAYER(
      "Field '%s' has @%s but no @Layer, which gives its place. Add '@Layer(%d)'."),
  TWO_KINDS("Field '%s' has two layer kinds, @%s and @%s. Give each a field of its own."),
  OUTSIDE_NETWORK(
      "Field '%s' is annotated as a layer, but class '%s' has no @Network. Add '@Network(input ="
          + " ..., loss = ...)' to the class."),
  DUPLICATE_ORDER("Fields %s all have @Layer(%d). Orders in use: %s. Use %d for one of them."),
  RESERVED_NAME(
      "Layer '%s' has the name of %s. Choose another name, for example '%1$s1'."),
  UNKNOWN_TENSOR("Layer '%s' reads from \"%s\", which no layer before it produces. %s"),
  SOURCE_COUNT("%s reads %s, but it needs %s. %s"),
  SOURCE_SHAPES_DIFFER(
      "%s adds '%s' %s and '%s' %s. Sources of an addition need the same shape."),
  CONCAT_SHAPES(
      "%s joins '%s' %s and '%s' %s along the first size, so all other sizes must agree. Join"
          + " tensors such as %s and %s."),
  UNREAD_TENSOR(
      "Layer '%s' is never read: the layers after it name other sources. Remove it, or name it in"
          + " a 'from'."),
  SIZE_NOT_POSITIVE("%s has %s = %d. Use at least 1."),
  DEVIATION("%s has deviation = %s, but a standard deviation is positive and finite. Use for"
      + " example deviation = 0.01."),
  DEVIATION_UNUSED(
      "%s has deviation = %s, which only init = NORMAL uses, but its init is %s. Add 'init ="
          + " Initializer.NORMAL', or remove the deviation."),
  TOO_LARGE("%s needs %s %s, more than %s. %s"),
  LOSS_SHAPE(
      "SOFTMAX_CROSS_ENTROPY needs one score per class, but the last layer '%s' produces %s. Use"
          + " SIGMOID_CROSS_ENTROPY for a single yes/no output."),
  LOSS_APPLIES_ACTIVATION(
      "%s applies %s itself, but the last layer '%s' does so too. Remove its activation = %s: the"
          + " loss takes scores."),
  HUBER_DELTA("Network '%s' has huberDelta = %s. Use a positive, finite value such as 1."),
  HUBER_DELTA_UNUSED(
      "Network '%s' has huberDelta = %s, which only loss = HUBER uses, but its loss is %s. Remove"
          + " it."),
  VECTOR_MODULE_MISSING(
      "Network '%s' is compiled to code on the Vector API, which this compilation can't see. Add"
          + " '--add-modules jdk.incubator.vector' to javac, or 'requires static"
          + " jdk.incubator.vector;' to module-info.java."),
  NAME_TAKEN(
      "Network '%s' generates class '%s', but there is one already. Rename the network or that"
          + " class.");

  private final String format;

  Diagnostic(String format) {
    this.format = format;
  }

  String format() {
    return format;
  }

  /** The stable name users search for: {@code UNKNOWN_TENSOR} reads {@code UnknownTensor}. */
  public String id() {
    StringBuilder id = new StringBuilder();
    for (String word : name().split("_", -1)) {
      id.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return id.toString();
  }
}
