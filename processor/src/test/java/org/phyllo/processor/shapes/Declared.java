package org.phyllo.processor.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
  private final List<Object> input;
  private final List<LayerDeclaration> layers = new ArrayList<>();

  private Declared(Loss loss, int... input) {
    this.loss = loss;
    this.input = IntStream.of(input).<Object>mapToObj(i -> i).toList();
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
        Map.of(
            "units",
            units,
            "bias",
            bias,
            "activation",
            activation.name(),
            "init",
            init.name(),
            "deviation",
            0.01),
        from);
  }

  Declared activate(String name, String... from) {
    return layer(name, Activate.class, Map.of("value", Activation.RELU.name()), from);
  }

  Declared add(String name, String... from) {
    return layer(name, Add.class, Map.of("activation", Activation.IDENTITY.name()), from);
  }

  Declared concat(String name, String... from) {
    return layer(name, Concat.class, Map.of("activation", Activation.IDENTITY.name()), from);
  }

  private Declared layer(String name, Class<?> kind, Map<String, Object> values, String... from) {
    Attributes place =
        attributes(
            Layer.class,
            Map.of("value", layers.size() + 1, "from", list(List.<Object>of((Object[]) from))));
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
        attributes(
            Network.class,
            Map.of(
                "input",
                new Attribute(list(input), true, Location.NOWHERE),
                "loss",
                list(List.of(loss.name())),
                "huberDelta",
                1.0,
                "labelSmoothing",
                0.0,
                "classWeights",
                List.of()));
    return new NetworkDeclaration("p", "Net", false, network, layers);
  }

  private static Attributes attributes(Class<?> annotation, Map<String, Object> values) {
    Map<String, Attribute> attributes = new HashMap<>();
    values.forEach((name, value) -> attributes.put(name, attribute(value)));
    return new Attributes(annotation.getName(), Location.NOWHERE, attributes, true);
  }

  private static List<Attribute> list(List<Object> values) {
    return values.stream().map(Declared::attribute).toList();
  }

  private static Attribute attribute(Object value) {
    return value instanceof Attribute attribute
        ? attribute
        : new Attribute(value, false, Location.NOWHERE);
  }
}
