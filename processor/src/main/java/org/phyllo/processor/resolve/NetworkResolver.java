package org.phyllo.processor.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.Location;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.layer.Layer;
import org.phyllo.processor.layer.LayerKinds;
import org.phyllo.processor.layer.Source;

/** Infers the shapes of a network, layer by layer. */
public final class NetworkResolver {
  /**
   * Parameters of a network, and values of a sample: so many that a gradient and a block of samples
   * still fit into Java arrays.
   */
  private static final long LARGEST = 1L << 28;

  private final NetworkDeclaration network;
  private final Report report;

  /** The tensors so far; empty shape where a layer is wrong and was reported. */
  private final Map<String, Optional<Shape>> tensors = new LinkedHashMap<>();

  private final Set<String> read = new HashSet<>();

  public NetworkResolver(NetworkDeclaration network, Report report) {
    this.network = network;
    this.report = report;
  }

  /** The network, or empty if what is wrong has been reported. */
  public Optional<ResolvedNetwork> resolve() {
    tensors.put(ResolvedNetwork.INPUT, input());
    List<ResolvedLayer> layers = new ArrayList<>();
    String previous = ResolvedNetwork.INPUT;
    for (LayerDeclaration declaration : network.layers()) {
      resolve(declaration, previous).ifPresent(layers::add);
      previous = declaration.name();
    }
    checkAllRead();
    checkHuberDelta();
    if (report.hasErrors()) {
      return Optional.empty();
    }
    ResolvedNetwork resolved =
        new ResolvedNetwork(
            network.packageName(),
            network.name(),
            network.isPublic(),
            shape(ResolvedNetwork.INPUT).orElseThrow(),
            network.loss(),
            network.huberDelta().asDouble(),
            layers);
    checkSizes(resolved);
    LossRules.check(network, resolved, report);
    return report.hasErrors() ? Optional.empty() : Optional.of(resolved);
  }

  private Optional<Shape> input() {
    List<Integer> sizes = network.input().stream().map(Attribute::asInt).toList();
    Shape shape = new Shape(sizes);
    boolean rank = sizes.size() == 1 || sizes.size() == 3;
    Optional<Attribute> wrong = network.input().stream().filter(a -> a.asInt() < 1).findFirst();
    if (!rank || wrong.isPresent()) {
      Location place = wrong.map(Attribute::location).orElse(network.inputLocation());
      report.add(Diagnostic.INPUT_SHAPE, place, network.name(), shape);
      return Optional.empty();
    }
    if (shape.checkedSize().isEmpty()) {
      report.add(
          Diagnostic.TOO_LARGE,
          network.inputLocation(),
          "Network '" + network.name() + "'",
          "input " + shape,
          "values a sample",
          Integer.MAX_VALUE,
          "Use a smaller input.");
      return Optional.empty();
    }
    return Optional.of(shape);
  }

  private Optional<ResolvedLayer> resolve(LayerDeclaration declaration, String previous) {
    String name = declaration.name();
    if (name.equals(ResolvedNetwork.INPUT)) {
      report.add(
          Diagnostic.RESERVED_NAME, declaration.location(), name, "the network's own input");
      return Optional.empty();
    }
    List<String> names = sources(declaration, previous);
    Optional<Layer> layer = Optional.empty();
    List<Source> sources =
        names.stream().flatMap(n -> shape(n).map(shape -> new Source(n, shape)).stream()).toList();
    if (sources.size() == names.size()) {
      layer = LayerKinds.of(declaration.kind()).resolve(declaration, sources, report);
    }
    tensors.put(name, layer.map(Layer::shape));
    return layer.map(l -> new ResolvedLayer(name, declaration.kindName(), names, l));
  }

  /** The shape of a tensor; empty if it is unknown, or wrong, and was reported. */
  private Optional<Shape> shape(String tensor) {
    return tensors.getOrDefault(tensor, Optional.empty());
  }

  private List<String> sources(LayerDeclaration declaration, String previous) {
    if (declaration.from().isEmpty()) {
      read.add(previous);
      return List.of(previous);
    }
    List<String> names = new ArrayList<>();
    for (Attribute from : declaration.from()) {
      String name = from.asString();
      names.add(name);
      read.add(name);
      if (!tensors.containsKey(name)) {
        report.add(
            Diagnostic.UNKNOWN_TENSOR,
            from.location(),
            declaration.name(),
            name,
            wayOut(declaration, name));
      }
    }
    return names;
  }

  private String wayOut(LayerDeclaration reader, String name) {
    if (name.equals(reader.name())) {
      return "A layer can't read itself. Tensors before it: " + tensors.keySet() + ".";
    }
    Optional<LayerDeclaration> later =
        network.layers().stream().filter(l -> l.name().equals(name)).findFirst();
    if (later.isPresent()) {
      return "It comes later, at @Layer(%d). Give it an order below %d."
          .formatted(later.get().order().asInt(), reader.order().asInt());
    }
    return Spelling.closest(name, tensors.keySet())
        .map(n -> "Did you mean \"" + n + "\"?")
        .orElse("Tensors before it: " + tensors.keySet() + ".");
  }

  private void checkAllRead() {
    for (LayerDeclaration layer : network.layers()) {
      if (layer != network.layers().getLast() && !read.contains(layer.name())) {
        report.add(Diagnostic.UNREAD_TENSOR, layer.location(), layer.name());
      }
    }
  }

  private void checkHuberDelta() {
    Attribute delta = network.huberDelta();
    if (network.loss() != Loss.HUBER && delta.explicit()) {
      report.add(
          Diagnostic.HUBER_DELTA_UNUSED,
          delta.location(),
          network.name(),
          delta.asDouble(),
          network.loss());
    } else if (!(delta.asDouble() > 0 && delta.asDouble() < Double.POSITIVE_INFINITY)) {
      report.add(
          Diagnostic.HUBER_DELTA, delta.location(), network.name(), delta.asDouble());
    }
  }

  private void checkSizes(ResolvedNetwork resolved) {
    long values =
        resolved.input().size()
            + resolved.layers().stream().mapToLong(l -> l.layer().shape().size()).sum();
    checkSize(resolved.parameterCount(), "parameters");
    // Every tensor has a gradient beside it, and a block holds 32 samples.
    checkSize(64 * values, "values in a block of samples");
  }

  private void checkSize(long count, String what) {
    if (count > LARGEST) {
      report.add(
          Diagnostic.TOO_LARGE,
          network.location(),
          "Network '" + network.name() + "'",
          count,
          what,
          LARGEST,
          "Use smaller layers.");
    }
  }
}
