package org.phyllo.processor.testbed;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;

/** The declaration of a network as Java source, written layer by layer. */
public final class NetworkSource {
  /** The package of all networks that tests declare. */
  public static final String PACKAGE = "declared";

  private final String name;
  private final String network;
  private final StringBuilder blocks = new StringBuilder();
  private final StringBuilder layers = new StringBuilder();
  private int order;

  /** A public network without layers so far. */
  public NetworkSource(String name, Loss loss, int... input) {
    this(name, loss, "", input);
  }

  private NetworkSource(String name, Loss loss, String more, int... input) {
    this.name = name;
    this.network = "@Network(input = %s, loss = Loss.%s%s)".formatted(array(input), loss, more);
  }

  /** A public network with this annotation. */
  public static NetworkSource declared(String name, String network) {
    return new NetworkSource(name, network);
  }

  private NetworkSource(String name, String network) {
    this.name = name;
    this.network = network;
  }

  /** Puts classes, such as blocks, in front of the network. */
  public NetworkSource with(String classes) {
    blocks.append(classes);
    return this;
  }

  /** A public network with the Huber loss. */
  public static NetworkSource huber(String name, double delta, int... input) {
    return new NetworkSource(name, Loss.HUBER, ", huberDelta = " + delta, input);
  }

  /** Appends a dense layer; without sources it reads the layer before it. */
  public NetworkSource dense(
      String layer, int units, Activation activation, boolean bias, String... from) {
    return layer(
        layer,
        "@Dense(units = %d, activation = Activation.%s, bias = %s)"
            .formatted(units, activation, bias),
        from);
  }

  /** Appends a dense layer with bias. */
  public NetworkSource dense(String layer, int units, Activation activation, String... from) {
    return dense(layer, units, activation, true, from);
  }

  /** Appends a dense layer with bias and without activation. */
  public NetworkSource dense(String layer, int units, String... from) {
    return layer(layer, "@Dense(units = " + units + ")", from);
  }

  /** Appends an activation as a layer of its own. */
  public NetworkSource activate(String layer, Activation activation, String... from) {
    return layer(layer, "@Activate(Activation." + activation + ")", from);
  }

  /** Appends a sum. */
  public NetworkSource add(String layer, Activation activation, String... from) {
    return layer(layer, "@Add(activation = Activation." + activation + ")", from);
  }

  /** Appends a concatenation. */
  public NetworkSource concat(String layer, Activation activation, String... from) {
    return layer(layer, "@Concat(activation = Activation." + activation + ")", from);
  }

  /** Appends a layer of any kind, given by its annotation. */
  public NetworkSource annotated(String layer, String annotation, String... from) {
    return layer(layer, annotation, from);
  }

  private NetworkSource layer(String layer, String kind, String... from) {
    String sources =
        from.length == 0
            ? ""
            : Stream.of(from).map(s -> '"' + s + '"').collect(joining(", ", ", from = {", "}"));
    layers
        .append("  @Layer(value = %d%s)\n".formatted(++order, sources))
        .append("  ")
        .append(kind)
        .append("\n  Tensor ")
        .append(layer)
        .append(";\n\n");
    return this;
  }

  private static String array(int... sizes) {
    return Arrays.stream(sizes).mapToObj(String::valueOf).collect(joining(", ", "{", "}"));
  }

  /** The class's simple name. */
  public String name() {
    return name;
  }

  /** A class name made of words such as {@code dense_relu}. */
  public static String className(String words) {
    return Stream.of(words.split("[^A-Za-z0-9]+", -1))
        .filter(w -> !w.isEmpty())
        .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
        .collect(joining("", "Net", ""));
  }

  /** The source. */
  public String text() {
    return """
    package %s;

    import org.phyllo.dsl.*;

    %s
    /** A network of a test. */
    %s
    public final class %s {
      private %s() {}

    %s}
    """
        .formatted(
            PACKAGE, blocks, network, name, name, layers.toString().stripTrailing().indent(0));
  }

  @Override
  public String toString() {
    return name;
  }
}
