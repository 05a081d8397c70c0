package org.phyllo.processor.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;

/**
 * A folder with a network and its exact numbers, computed by another program.
 *
 * @param name the folder's name
 * @param declaration the contents of {@code network.json}
 * @param numbers the contents of {@code tensors.safetensors}
 */
record Fixture(String name, Map<String, Object> declaration, Safetensors numbers) {

  static Fixture read(Path folder) throws IOException {
    return new Fixture(
        folder.getFileName().toString(),
        Json.object(Files.readString(folder.resolve("network.json"))),
        Safetensors.read(folder.resolve("tensors.safetensors")));
  }

  /** The values of a tensor. */
  double[] values(String tensor) {
    return numbers.tensor(tensor).doubles();
  }

  /** The same, rounded to float. */
  float[] floats(String tensor) {
    double[] values = values(tensor);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  int samples() {
    return integer(declaration, "batch");
  }

  int steps() {
    return integer(declaration, "steps");
  }

  /** The network as an annotated class. */
  NetworkSource source() throws NotBuiltYet {
    only(declaration, "name", "input", "layers", "loss", "optimizer", "batch", "steps");
    int[] input =
        list(declaration, "input").stream().mapToInt(e -> ((Double) e).intValue()).toArray();
    Loss loss = constant(Loss.class, "loss", string(declaration, "loss"));
    NetworkSource source = new NetworkSource(NetworkSource.className(name), loss, input);
    for (Object layer : list(declaration, "layers")) {
      append(source, asObject(layer));
    }
    return source;
  }

  private static void append(NetworkSource source, Map<String, Object> layer) throws NotBuiltYet {
    String name = string(layer, "name");
    String[] from =
        layer.containsKey("from")
            ? list(layer, "from").stream().map(String.class::cast).toArray(String[]::new)
            : new String[0];
    Activation activation =
        layer.containsKey("activation")
            ? constant(Activation.class, "activation", string(layer, "activation"))
            : Activation.IDENTITY;
    switch (string(layer, "kind")) {
      case "dense" -> {
        only(layer, "name", "kind", "from", "activation", "units", "bias");
        boolean bias = (Boolean) layer.getOrDefault("bias", true);
        source.dense(name, integer(layer, "units"), activation, bias, from);
      }
      case "add" -> {
        only(layer, "name", "kind", "from", "activation");
        source.add(name, activation, from);
      }
      case "concat" -> {
        only(layer, "name", "kind", "from", "activation");
        source.concat(name, activation, from);
      }
      case "conv2d" -> {
        only(
            layer,
            "name",
            "kind",
            "from",
            "activation",
            "filters",
            "kernel",
            "stride",
            "padding",
            "bias");
        source.annotated(
            name,
            "@Conv2d(filters = %d, kernel = %d, stride = %d, padding = %d, bias = %s, %s)"
                .formatted(
                    integer(layer, "filters"),
                    integer(layer, "kernel"),
                    layer.containsKey("stride") ? integer(layer, "stride") : 1,
                    layer.containsKey("padding") ? integer(layer, "padding") : 0,
                    layer.getOrDefault("bias", true),
                    attribute(activation)),
            from);
      }
      case "max_pool", "avg_pool" -> {
        only(layer, "name", "kind", "from", "activation", "size", "stride", "padding");
        int size = integer(layer, "size");
        source.annotated(
            name,
            "@%s(value = %d, stride = %d, padding = %d, %s)"
                .formatted(
                    layer.get("kind").equals("max_pool") ? "MaxPool" : "AvgPool",
                    size,
                    layer.containsKey("stride") ? integer(layer, "stride") : size,
                    layer.containsKey("padding") ? integer(layer, "padding") : 0,
                    attribute(activation)),
            from);
      }
      case "global_avg_pool", "flatten", "layer_norm", "batch_norm" -> {
        only(layer, "name", "kind", "from", "activation");
        source.annotated(
            name,
            "@%s(%s)"
                .formatted(
                    NetworkSource.className(string(layer, "kind")).substring(3),
                    attribute(activation)),
            from);
      }
      default -> throw new NotBuiltYet("layer kind " + layer.get("kind"));
    }
  }

  private static String attribute(Activation activation) {
    return "activation = Activation." + activation;
  }

  /** The optimizer of the fixture's steps. */
  Optimizer optimizer() throws NotBuiltYet {
    Map<String, Object> optimizer = asObject(declaration.get("optimizer"));
    double rate = (Double) optimizer.get("learning_rate");
    return switch (string(optimizer, "kind")) {
      case "sgd" -> {
        only(optimizer, "kind", "learning_rate", "weight_decay");
        double decay = (Double) optimizer.getOrDefault("weight_decay", 0.0);
        yield Sgd.withLearningRate(rate).withWeightDecay(decay);
      }
      case "momentum" -> {
        only(optimizer, "kind", "learning_rate");
        yield Momentum.withLearningRate(rate);
      }
      case "nesterov" -> {
        only(optimizer, "kind", "learning_rate");
        yield Nesterov.withLearningRate(rate);
      }
      case "adagrad" -> {
        only(optimizer, "kind", "learning_rate");
        yield AdaGrad.withLearningRate(rate);
      }
      case "rmsprop" -> {
        only(optimizer, "kind", "learning_rate");
        yield RmsProp.withLearningRate(rate);
      }
      case "adam" -> {
        only(optimizer, "kind", "learning_rate");
        yield Adam.withLearningRate(rate);
      }
      case "adamw" -> {
        only(optimizer, "kind", "learning_rate");
        yield AdamW.withLearningRate(rate);
      }
      default -> throw new NotBuiltYet("optimizer " + optimizer.get("kind"));
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String what, String name)
      throws NotBuiltYet {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new NotBuiltYet(what + " " + name);
    }
  }

  /** Nothing that a fixture says may go unheard. */
  private static void only(Map<String, Object> object, String... names) {
    if (!Set.of(names).containsAll(object.keySet())) {
      throw new IllegalArgumentException(object + " has other keys than " + Set.of(names));
    }
  }

  private static int integer(Map<String, Object> object, String name) {
    return ((Double) object.get(name)).intValue();
  }

  private static String string(Map<String, Object> object, String name) {
    return (String) object.get(name);
  }

  @SuppressWarnings("unchecked") // arrays are lists
  private static List<Object> list(Map<String, Object> object, String name) {
    return (List<Object>) object.get(name);
  }

  @SuppressWarnings("unchecked") // objects are maps of strings
  private static Map<String, Object> asObject(Object value) {
    return (Map<String, Object>) value;
  }
}
