package org.phyllo.processor.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.phyllo.dsl.Include;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.BlockDeclaration;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.layer.Layer;
import org.phyllo.processor.layer.LayerKind;
import org.phyllo.processor.layer.LayerKinds;
import org.phyllo.processor.layer.Limits;
import org.phyllo.processor.layer.Source;

/** Infers the shapes of the layers of a network or of a block in it, layer by layer. */
final class LayersResolver {
  /** In front of a dot a variable hides a class of the same name. */
  private static final Set<String> CALLED_CLASSES = Set.of("Math", "DoubleMath", "FloatMath");

  private final List<LayerDeclaration> layers;
  private final Tensors tensors;
  private final Prefix prefix;

  /** What has these layers, in messages: {@code network 'Deep'}. */
  private final String owner;

  /** The name of the block that has these layers; empty for a network's own. */
  private final String block;

  private final Report report;

  /** For problems that depend on what a block reads. */
  private final Report inPlace;

  /** Layers of the whole network, shared with those of its blocks. */
  private final List<ResolvedLayer> resolved;

  private final Set<String> names;

  /** Inputs that are layers. */
  private final List<ResolvedInput> inputs = new ArrayList<>();

  /** Orders that several layers have, so that it is not certain which of them comes first. */
  private final Set<Integer> shared = new HashSet<>();

  private final boolean allOrdered;

  private LayersResolver(
      List<LayerDeclaration> layers,
      Optional<Tensor> input,
      Prefix prefix,
      String owner,
      String block,
      Report report,
      Report inPlace,
      List<ResolvedLayer> resolved,
      Set<String> names) {
    this.layers = layers;
    this.tensors = new Tensors(layers, report);
    this.prefix = prefix;
    this.owner = owner;
    this.block = block;
    this.report = report;
    this.inPlace = inPlace;
    this.resolved = resolved;
    this.names = names;
    this.allOrdered = layers.stream().allMatch(l -> l.order().isPresent());
    if (layers.stream().noneMatch(LayerDeclaration::isInput)) {
      tensors.put(ResolvedNetwork.INPUT, input);
    }
    Set<Integer> seen = new HashSet<>();
    layers.stream()
        .flatMap(l -> l.order().stream())
        .filter(order -> !seen.add(order))
        .forEach(shared::add);
  }

  /**
   * @param input the network's input, if no layers are its inputs and its shape can be said
   */
  static LayersResolver ofNetwork(
      NetworkDeclaration network, Optional<Shape> input, Report report) {
    Set<String> names = new HashSet<>();
    network.layers().forEach(l -> names.add(l.name()));
    return new LayersResolver(
        network.layers(),
        input.map(shape -> new Tensor(ResolvedNetwork.INPUT, shape, true)),
        Prefix.NONE,
        "network '" + network.name() + "'",
        "",
        report,
        report,
        new ArrayList<>(),
        names);
  }

  /** What the last layer produces, as far as it can be said. */
  Optional<Tensor> resolve() {
    resolveLayers();
    tensors.reportUnread();
    return last().flatMap(l -> tensors.find(l.name()));
  }

  /** The layers that are right, in order, those of blocks where they are included. */
  List<ResolvedLayer> resolved() {
    return resolved;
  }

  /** The inputs that are layers, in order. */
  List<ResolvedInput> inputs() {
    return inputs;
  }

  /** What a layer produces, if that is certain. */
  Optional<Tensor> output(LayerDeclaration layer) {
    return tensors.find(layer.name());
  }

  /** The last layer, if it is certain which one that is. */
  Optional<LayerDeclaration> last() {
    return layers.isEmpty()
        ? Optional.empty()
        : Optional.of(layers.getLast()).filter(this::isPlaced);
  }

  private void resolveLayers() {
    for (LayerDeclaration layer : layers) {
      if (!isPlaced(layer)) {
        // It may be meant to come before any other: its name is known, and nothing else.
        tensors.put(layer.name(), Optional.empty());
      }
    }
    boolean named = layers.stream().anyMatch(LayerDeclaration::isInput);
    Optional<String> previous = named ? Optional.empty() : Optional.of(ResolvedNetwork.INPUT);
    for (LayerDeclaration layer : layers) {
      if (!isPlaced(layer)) {
        previous = Optional.empty();
      } else if (named && layer.equals(layers.getFirst()) && !layer.isInput() && !names(layer)) {
        report.add(Diagnostic.READS_NOTHING, layer.fromLocation(), layer);
      }
      Optional<Tensor> tensor = resolve(layer, previous);
      boolean isInput = layer.name().equals(ResolvedNetwork.INPUT);
      tensors.put(layer.name(), isInput ? Optional.empty() : tensor);
      previous = isPlaced(layer) ? Optional.of(layer.name()) : Optional.empty();
    }
  }

  /** Whether it is certain which layers come before this one. */
  private boolean isPlaced(LayerDeclaration layer) {
    return allOrdered && !shared.contains(layer.order().orElseThrow());
  }

  /** Whether a layer names its sources. */
  private static boolean names(LayerDeclaration layer) {
    return layer.from().map(f -> !f.isEmpty()).orElse(true);
  }

  /** A layer's output, as far as it can be said. */
  private Optional<Tensor> resolve(LayerDeclaration layer, Optional<String> previous) {
    checkName(layer);
    checkOutput(layer);
    if (layer.isInput()) {
      return input(layer);
    }
    Optional<List<String>> read = tensors.namesRead(layer, previous);
    if (layer.kind().isEmpty()) {
      return Optional.empty();
    }
    if (layer.kind().get().annotation().equals(Include.class.getName())) {
      return include(layer, read);
    }
    LayerKind kind = LayerKinds.of(layer.kind().get().annotation());
    kind.check(layer, report);
    Optional<List<Source>> sources =
        read.filter(n -> checkCount(layer, kind.readsSeveral(), n)).flatMap(tensors::sources);
    Optional<Layer> known = sources.flatMap(s -> kind.resolve(layer, s, inPlace));
    String name = nameOf(layer);
    known.ifPresent(
        r ->
            resolved.add(
                new ResolvedLayer(
                    name,
                    prefix.pathOf(layer.name()),
                    layer.kind().get().simpleName(),
                    sources.orElseThrow().stream().map(Source::name).toList(),
                    r)));
    return known.map(Layer::shape).or(() -> kind.shape(layer)).map(s -> new Tensor(name, s, false));
  }

  /** The layer's name in generated code: no other one's, even if a network plays tricks. */
  private String nameOf(LayerDeclaration layer) {
    String name = prefix.nameOf(layer.name());
    if (!isInBlock()) {
      return name;
    }
    while (!names.add(name)) {
      name += "_";
    }
    return name;
  }

  private Optional<Tensor> input(LayerDeclaration layer) {
    if (isInBlock()) {
      report.add(Diagnostic.INPUT_IN_BLOCK, layer.location(), layer.name(), block);
      return Optional.empty();
    }
    if (names(layer) && layer.from().isPresent()) {
      report.add(
          Diagnostic.SOURCE_COUNT,
          layer.fromLocation(),
          layer,
          "other tensors",
          "none",
          "Remove 'from'.");
    }
    Optional<Shape> shape = InputRules.shape(layer, layer.attribute("value"), report);
    shape.ifPresent(s -> inputs.add(new ResolvedInput(layer.name(), s, 0)));
    return shape.map(s -> new Tensor(layer.name(), s, true));
  }

  private void checkOutput(LayerDeclaration layer) {
    if (layer.output().isPresent() && (isInBlock() || layer.isInput())) {
      report.add(
          Diagnostic.OUTPUT_PLACE,
          layer.output().get().location(),
          layer.name(),
          layer.isInput() ? "is an @Input" : "is one of block '" + block + "'");
    }
  }

  private boolean isInBlock() {
    return !block.isEmpty();
  }

  /** What a block produces, in its last repetition. */
  private Optional<Tensor> include(LayerDeclaration layer, Optional<List<String>> read) {
    Attribute times = layer.attribute("times");
    if (times.asInt() < 1) {
      report.add(Diagnostic.SIZE_NOT_POSITIVE, times.location(), layer, "times", times.asInt());
    }
    Optional<Tensor> tensor =
        read.filter(n -> checkCount(layer, false, n)).flatMap(n -> tensors.find(n.get(0)));
    if (layer.block().isEmpty()) {
      return Optional.empty();
    }
    BlockDeclaration included = layer.block().get();
    for (int i = 0; i < Math.max(1, times.asInt()); i++) {
      if (resolved.size() > Limits.LAYERS) {
        report.add(
            Diagnostic.TOO_LARGE,
            times.location(),
            layer,
            "makes for more than " + Limits.LAYERS + " layers in all",
            "a network can have at most " + Limits.LAYERS,
            "Use fewer repetitions.");
        return Optional.empty();
      }
      int problems = report.problems().size();
      String place =
          (i == 0 ? "" : "repetition " + (i + 1) + " of ") + "'" + layer.name() + "' of ";
      tensor =
          new LayersResolver(
                  included.layers(),
                  tensor,
                  prefix.of(layer.name(), i, times.asInt()),
                  "block '" + included.name() + "' in " + place + owner,
                  included.name(),
                  report,
                  report.in(place + owner),
                  resolved,
                  names)
              .resolve();
      if (tensor.isEmpty() || report.problems().size() > problems) {
        return Optional.empty();
      }
    }
    return tensor;
  }

  private void checkName(LayerDeclaration layer) {
    if (layer.name().equals(ResolvedNetwork.INPUT)) {
      report.add(
          Diagnostic.RESERVED_NAME,
          layer.location(),
          layer.name(),
          "by which layers read the network's own input");
    } else if (CALLED_CLASSES.contains(layer.name())) {
      report.add(
          Diagnostic.RESERVED_NAME,
          layer.location(),
          layer.name(),
          "of a class whose methods generated code calls");
    }
  }

  private boolean checkCount(LayerDeclaration layer, boolean several, List<String> read) {
    if (several && read.size() < 2) {
      report.add(
          Diagnostic.SOURCE_COUNT,
          layer.fromLocation(),
          layer,
          "only '" + read.get(0) + "'",
          "two tensors or more",
          "Name them: @Layer(value = %d, from = {\"%s\", ...})."
              .formatted(layer.order().orElseThrow(), read.get(0)));
      return false;
    }
    if (!several && read.size() > 1) {
      report.add(
          Diagnostic.SOURCE_COUNT,
          layer.fromLocation(),
          layer,
          read.size() + " tensors",
          "exactly one",
          "Join them in an @Add or @Concat layer first.");
      return false;
    }
    return true;
  }
}
