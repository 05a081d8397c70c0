package org.phyllo.processor.shapes;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Add;
import org.phyllo.dsl.Concat;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Attributes;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.NetworkDeclaration;

/** Declares networks without javac. Layers are in the order in which they are added. */
final class Declared {
  private final Loss loss;
  private final int[] input;
  private final List<LayerDeclaration> layers = new ArrayList<>();

  private Declared(Loss loss, int... input) {
    this.loss = loss;
    this.input = input;
  }

  static Declared network(int... input) {
    return new Declared(Loss.MEAN_SQUARED_ERROR, input);
  }

  static Declared network(Loss loss, int... input) {
    return new Declared(loss, input);
  }

  Declared dense(String name, int units, String... from) {
    return dense(name, units, true, Activation.IDENTITY, Initializer.AUTO, from);
  }

  Declared dense(
      String name,
      int units,
      boolean bias,
      Activation activation,
      Initializer init,
      String... from) {
    return layer(
        name,
        Dense.class,
        Map.of("units", units, "bias", bias, "activation", activation, "init", init),
        from);
  }

  Declared activate(String name, String... from) {
    return layer(name, Activate.class, Map.of("value", Activation.RELU), from);
  }

  Declared add(String name, String... from) {
    return layer(name, Add.class, Map.of(), from);
  }

  Declared concat(String name, String... from) {
    return layer(name, Concat.class, Map.of(), from);
  }

  /**
   * Appends a layer of any kind.
   *
   * @param values its attributes; those that are left out have their defaults
   */
  Declared layer(
      String name, Class<? extends Annotation> kind, Map<String, Object> values, String... from) {
    Attributes place = attributes(Layer.class, Map.of("value", layers.size() + 1, "from", from));
    layers.add(
        new LayerDeclaration(
            name,
            Location.NOWHERE,
            Optional.of(place),
            Optional.of(attributes(kind, values)),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  NetworkDeclaration done() {
    Attributes network =
        attributes(Network.class, Map.of("input", input, "loss", new Loss[] {loss}));
    return new NetworkDeclaration("p", "Net", false, network, layers);
  }

  private static Attributes attributes(
      Class<? extends Annotation> annotation, Map<String, Object> values) {
    Map<String, Attribute> attributes = new HashMap<>();
    for (Method attribute : annotation.getDeclaredMethods()) {
      Object value = values.getOrDefault(attribute.getName(), attribute.getDefaultValue());
      boolean isArray = attribute.getReturnType().isArray();
      Object whole = isArray && value instanceof Integer number ? new int[] {number} : value;
      boolean explicit = values.containsKey(attribute.getName());
      attributes.put(attribute.getName(), new Attribute(read(whole), explicit, Location.NOWHERE));
    }
    return new Attributes(annotation.getName(), Location.NOWHERE, attributes, true);
  }

  /** A value as the compiler reads it. */
  private static Object read(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name();
      case Loss[] constants -> Stream.of(constants).map(c -> attribute(c.name())).toList();
      case double[] numbers -> DoubleStream.of(numbers).mapToObj(Declared::attribute).toList();
      case int[] numbers -> IntStream.of(numbers).mapToObj(Declared::attribute).toList();
      case String[] names -> Stream.of(names).map(Declared::attribute).toList();
      default -> value;
    };
  }

  private static Attribute attribute(Object value) {
    return new Attribute(value, false, Location.NOWHERE);
  }
}
