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
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.layer.Source;

/**
 * The tensors that a layer of a network or block can read: those produced so far, and which of them
 * have been read.
 */
final class Tensors {
  private final List<LayerDeclaration> layers;
  private final Report report;

  /** By the names in the declaration; empty where a mistake hides a tensor's shape. */
  private final Map<String, Optional<Tensor>> tensors = new LinkedHashMap<>();

  private final Set<String> read = new HashSet<>();
  private boolean readsUnknown;

  Tensors(List<LayerDeclaration> layers, Report report) {
    this.layers = layers;
    this.report = report;
  }

  void put(String name, Optional<Tensor> tensor) {
    tensors.put(name, tensor);
  }

  /** The sources of these names; empty if the shape of one of them can't be said. */
  Optional<List<Source>> sources(List<String> names) {
    List<Source> sources =
        names.stream()
            .flatMap(
                n -> find(n).map(t -> new Source(t.name(), n, t.shape(), t.isInput())).stream())
            .toList();
    return sources.size() == names.size() ? Optional.of(sources) : Optional.empty();
  }

  /** A tensor; empty if its shape can't be said. */
  Optional<Tensor> find(String name) {
    return tensors.getOrDefault(name, Optional.empty());
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
      if (!tensors.containsKey(name.asString()) && unknown.add(name.asString())) {
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
    String before = "Tensors before it: " + String.join(", ", tensors.keySet()) + ".";
    if (name.equals(reader.name())) {
      return "A layer can't read itself. " + before;
    }
    return layers.stream()
        .filter(l -> l.name().equals(name))
        .flatMap(l -> l.order().stream())
        .findFirst()
        .map(
            order ->
                "It comes later, at @Layer(%d). Give '%s' a higher order."
                    .formatted(order, reader.name()))
        .or(() -> Spelling.closest(name, tensors.keySet()).map(n -> "Did you mean \"" + n + "\"?"))
        .orElse(before);
  }

  /** Reports layers that nothing reads, if it is certain what all of them read. */
  void reportUnread() {
    if (readsUnknown) {
      return;
    }
    boolean declared = layers.stream().anyMatch(l -> l.output().isPresent());
    for (LayerDeclaration layer : layers) {
      boolean last = layer.equals(layers.getLast()) && !layer.isInput();
      boolean output = declared ? layer.output().isPresent() : last;
      if (!output && !read.contains(layer.name())) {
        report.add(Diagnostic.UNREAD_TENSOR, layer.location(), layer.name());
      }
    }
  }
}
