package org.phyllo.processor.resolve;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.layer.Source;

/** The tensors that a layer can read: those produced so far, and which of them have been read. */
final class Tensors {
  private final NetworkDeclaration network;
  private final Report report;

  /** Shapes by name; empty for a tensor whose shape can't be said because of a mistake. */
  private final Map<String, Optional<Shape>> shapes = new LinkedHashMap<>();

  private final Set<String> read = new HashSet<>();
  private boolean readsUnknown;

  Tensors(NetworkDeclaration network, Report report) {
    this.network = network;
    this.report = report;
  }

  void put(String name, Optional<Shape> shape) {
    shapes.put(name, shape);
  }

  /** The sources of these names; empty if the shape of one of them can't be said. */
  Optional<List<Source>> sources(List<String> names) {
    List<Source> sources =
        names.stream().flatMap(n -> shape(n).map(shape -> new Source(n, shape)).stream()).toList();
    return sources.size() == names.size() ? Optional.of(sources) : Optional.empty();
  }

  /** The shape of a tensor; empty if it can't be said. */
  Optional<Shape> shape(String name) {
    return shapes.getOrDefault(name, Optional.empty());
  }

  /**
   * The names of the tensors that a layer reads, unknown ones included; empty if a mistake in the
   * order of layers or in {@code from} hides them.
   *
   * @param previous the tensor before the layer, if that is certain
   */
  Optional<List<String>> namesRead(LayerDeclaration layer, Optional<String> previous) {
    Optional<List<Attribute>> from = layer.from();
    if (from.isEmpty() || (from.get().isEmpty() && previous.isEmpty())) {
      readsUnknown = true;
      return Optional.empty();
    }
    if (from.get().isEmpty()) {
      read.add(previous.get());
      return previous.map(List::of);
    }
    // A name that is wrong twice is one mistake.
    Set<String> unknown = new LinkedHashSet<>();
    for (Attribute name : from.get()) {
      read.add(name.asString());
      if (!shapes.containsKey(name.asString()) && unknown.add(name.asString())) {
        readsUnknown = true;
        report.add(
            Diagnostic.UNKNOWN_TENSOR,
            name.location(),
            layer.name(),
            name.asString(),
            wayOut(layer, name.asString()));
      }
    }
    return Optional.of(from.get().stream().map(Attribute::asString).toList());
  }

  private String wayOut(LayerDeclaration reader, String name) {
    String before = "Tensors before it: " + String.join(", ", shapes.keySet()) + ".";
    if (name.equals(reader.name())) {
      return "A layer can't read itself. " + before;
    }
    return network.layers().stream()
        .filter(l -> l.name().equals(name))
        .flatMap(l -> l.order().stream())
        .findFirst()
        .map(
            order ->
                "It comes later, at @Layer(%d). Give '%s' a higher order."
                    .formatted(order, reader.name()))
        .or(() -> Spelling.closest(name, shapes.keySet()).map(n -> "Did you mean \"" + n + "\"?"))
        .orElse(before);
  }

  /** Reports layers that nothing reads, if it is certain what all of them read. */
  void reportUnread() {
    if (readsUnknown) {
      return;
    }
    int last = Math.max(0, network.layers().size() - 1);
    for (LayerDeclaration layer : network.layers().subList(0, last)) {
      if (!read.contains(layer.name())) {
        report.add(Diagnostic.UNREAD_TENSOR, layer.location(), layer.name());
      }
    }
  }
}
