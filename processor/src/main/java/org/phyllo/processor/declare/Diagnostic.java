package org.phyllo.processor.declare;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Every diagnostic of the compiler. A message says whose fault it is in the user's own names, what
 * was expected and what is there, and one way out; its place is the annotation value at fault.
 */
public enum Diagnostic {
  // The class.
  NOT_A_CLASS("@%s is on %s '%s', but only a class can declare a %s. Make it a class."),
  GENERIC_NETWORK(
      "Network '%s' has type parameters %s, but its shapes are fixed. Remove them, and write the"
          + " sizes into the annotations."),
  PRIVATE_NETWORK(
      "Network '%s' %s, but what is generated for it belongs to the whole package. Remove"
          + " 'private'."),
  UNNAMED_PACKAGE(
      "Network '%s' is in the unnamed package of module '%s', into which nothing can be generated."
          + " Move it into a package."),
  INHERITED_LAYERS(
      "%s '%s' extends '%s', but does not inherit its layers (%s). Declare them in '%2$s'."),
  OUTSIDE_NETWORK(
      "%s '%s' has layers (%s), but no @Network. Add '@Network(input = ..., loss = ...)' to it, or"
          + " '@Block' if networks are to include it."),
  NO_LAYERS(
      "%s '%s' has no layers. Add a field such as '@Layer(1) @Dense(units = 10) Tensor scores;'."),
  NOT_A_BLOCK(
      "Include layer '%s' includes '%s', which is not a class annotated with @Block. Add '@Block'"
          + " to a class with layers, and name that."),
  BLOCK_IN_ITSELF(
      "Include layer '%s' includes block '%s', whose own layers include it again: %s. Remove one of"
          + " these."),
  INPUT_SHAPE(
      "%s has input %s, but an input has one size (features), two (channels, length) or three"
          + " (channels, height, width), each at least 1. Use for example input = 784 or input ="
          + " {1, 28, 28}."),
  NO_INPUT(
      "%s has no input. Add for example 'input = 784' to @Network, or fields such as '@Layer(%d)"
          + " @Input(784) Tensor pixels;'."),
  INPUT_TWICE(
      "%s has input %s, but fields with @Input too: %s. Remove either the attribute or the"
          + " fields."),
  INPUT_IN_BLOCK(
      "Layer '%s' is an @Input of block '%s', but a block reads what its includer does. Remove it,"
          + " and read \"input\"."),
  READS_NOTHING(
      "%s reads the tensor before it, but is the first. Give an @Input a lower order, or name what"
          + " it reads in 'from'."),
  NO_LOSS(
      "%s has no loss. Add for example 'loss = Loss.MEAN_SQUARED_ERROR' to @Network, or @Output to"
          + " each layer that is an output."),
  SEVERAL_LOSSES(
      "%s has %d losses. Leave one, or give each output's layer an '@Output(loss = ...)' instead."),
  LOSS_TWICE(
      "%s has '%s' in @Network, but layers with @Output too: %s. Move it into the @Output that it"
          + " is for."),
  OUTPUT_PLACE("Layer '%s' has @Output, but %s. Move it to a layer of the network itself."),
  LOSS_WEIGHT("%s has weight = %s. Use a positive, finite number such as 0.5."),
  LABEL_SMOOTHING(
      "%s has labelSmoothing = %s, which must be from 0 to below 1. Use for example 0.1."),
  CLASS_WEIGHTS("%s has class weights %s, but '%s' has %d classes. Give %s."),
  LOSS_ATTRIBUTE_UNUSED(
      "%s has %s, which only loss = SOFTMAX_CROSS_ENTROPY uses, but its loss is %s. Remove it."),
  HUBER_DELTA("%s has huberDelta = %s. Use a positive, finite value such as 1."),
  HUBER_DELTA_UNUSED(
      "%s has huberDelta = %s, which only loss = HUBER uses, but its loss is %s. Remove it."),
  VECTOR_MODULE_MISSING(
      "Network '%s' is compiled to code on the Vector API, which this compilation can't see. Add"
          + " '--add-modules jdk.incubator.vector' to javac, or 'requires static"
          + " jdk.incubator.vector;' to module-info.java."),
  NAME_TAKEN(
      "Network '%s' generates class '%s', but there is one already. Rename the network or that"
          + " class."),
  NAME_HIDDEN(
      "Network '%s' generates code that names java.lang.%s, which class '%s' hides there. Rename"
          + " that class, or move the network into another package."),

  // The fields.
  NOT_A_TENSOR("Field '%s' is annotated as a layer, but has type %s. Declare it as 'Tensor %1$s'."),
  TENSOR_WITHOUT_LAYER(
      "Field '%s' is a Tensor, but not annotated as a layer. Add '@Layer(%d)' and one of %s, or"
          + " remove the field."),
  LAYER_WITHOUT_KIND(
      "Field '%s' has @Layer%s, but no layer kind. Add one of %s, for example '@Dense(units ="
          + " 10)'."),
  KIND_WITHOUT_LAYER("Field '%s' has %s, but no @Layer to say where it stands. Add '@Layer(%d)'."),
  TWO_KINDS("Field '%s' has %d layer kinds, %s. Give each a field of its own."),
  DUPLICATE_ORDER("Fields %s %s have @Layer(%d). Orders in use: %s. Use %d for one of them."),
  RESERVED_NAME("Layer '%s' has the name %s. Rename the field, for example to '%1$s1'."),

  // The layers' sources.
  UNKNOWN_TENSOR("Layer '%s' reads from \"%s\", which no layer before it produces. %s"),
  SOURCE_COUNT("%s reads %s, but it needs %s. %s"),
  SOURCE_SHAPES_DIFFER("%s %s '%s' %s and '%s' %s. Sources of %s need the same shape."),
  SOURCE_RANK("%s reads %s, but '%s' is %s. %s"),
  EMBEDDING_SOURCE(
      "%s looks up the whole numbers of a list, but '%s' %s is %s. Let it read an input of one"
          + " size, such as '@Input(20)'."),
  CONCAT_SHAPES(
      "%s joins '%s' %s and '%s' %s along the first size, so all other sizes must agree. Join"
          + " tensors such as %s and %s."),
  UNREAD_TENSOR(
      "Layer '%s' is never read: the layers after it name other sources. Remove it, or name it in a"
          + " 'from'."),

  // The layers' attributes.
  SIZE_NOT_POSITIVE("%s has %s = %d. Use at least 1."),
  DEVIATION(
      "%s has deviation = %s, but a standard deviation is finite and not negative. Use for example"
          + " deviation = 0.01."),
  DEVIATION_UNUSED(
      "%s has deviation = %s, which only init = NORMAL uses, but its init is %s. Add 'init ="
          + " Initializer.NORMAL', or remove the deviation."),
  TOO_LARGE("%s %s, but %s. %s"),
  SIDES(
      "%s has %d numbers as %s, but it takes one for both sides, or {height, width}. Use for"
          + " example %s = 3 or %s = {3, 5}."),
  SIDES_OF_SEQUENCE(
      "%s has two numbers as %s, but '%s' %s is a sequence, which has one side. Use %s = %d."),
  SIDE_TOO_SMALL("%s has %s = %d. Use at least %d."),
  KERNEL_TOO_LARGE("%s has a window of %s, but its input '%s' is only %s. %s"),
  GROUPS(
      "%s has %d groups, which must divide the %d channels of '%s' and the %d filters. Use for"
          + " example groups = %d."),
  POOL_PADDING(
      "%s has a padding of %s, more than half of its window of %s, so that a window could see"
          + " nothing else. Use padding <= %d."),
  WINDOW_LEAVES_REMAINDER(
      "%s (size %s, stride %s) drops %s of its input '%s' %s. Change size, stride or padding if"
          + " that is not meant."),
  NORM_MOMENTUM("%s has momentum = %s, which must be above 0 and at most 1. Use for example 0.1."),
  DROPOUT_RATE(
      "%s leaves out a share of %s, which must be from 0 to below 1. Use for example 0.5."),
  EPSILON("%s has epsilon = %s, which must be positive and finite. Use for example 1e-5."),

  // The loss.
  LOSS_SHAPE("SOFTMAX_CROSS_ENTROPY needs one score per class, but the %s '%s' produces %s. %s"),
  LOSS_APPLIES_ACTIVATION(
      "%s applies %s itself, but the %s '%s' does so too. Remove its %2$s: the loss takes"
          + " scores.");

  private final String format;

  Diagnostic(String format) {
    this.format = format;
  }

  String format() {
    return format;
  }

  /** The stable name users search for: {@code UNKNOWN_TENSOR} reads {@code UnknownTensor}. */
  public String id() {
    return Stream.of(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(joining());
  }
}
