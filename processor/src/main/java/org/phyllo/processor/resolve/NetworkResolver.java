package org.phyllo.processor.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.layer.Layer;
import org.phyllo.processor.layer.LayerKind;
import org.phyllo.processor.layer.LayerKinds;

/**
 * Infers the shapes of a network, layer by layer. Where a mistake hides a shape or a source, what
 * depends on it is not checked, and everything else is.
 */
public final class NetworkResolver {
  /** In front of a dot a variable hides a class of the same name. */
  private static final Set<String> CALLED_CLASSES = Set.of("Math", "DoubleMath", "FloatMath");

  private final NetworkDeclaration network;
  private final Report report;
  private final Tensors tensors;
  private final List<ResolvedLayer> layers = new ArrayList<>();

  /** Orders that several layers have, so that it is not certain which of them comes first. */
  private final Set<Integer> shared = new HashSet<>();

  private final boolean allOrdered;

  public NetworkResolver(NetworkDeclaration network, Report report) {
    this.network = network;
    this.report = report;
    this.tensors = new Tensors(network, report);
    this.allOrdered = network.layers().stream().allMatch(l -> l.order().isPresent());
    Set<Integer> seen = new HashSet<>();
    network.layers().stream()
        .flatMap(l -> l.order().stream())
        .filter(order -> !seen.add(order))
        .forEach(shared::add);
  }

  /** The network, or empty if what is wrong has been reported. */
  public Optional<ResolvedNetwork> resolve() {
    Optional<Shape> input =
        network.network().find("input").flatMap(i -> InputRules.shape(network, i, report));
    tensors.put(ResolvedNetwork.INPUT, input);
    resolveLayers();
    tensors.reportUnread();
    network.network().find("loss").ifPresent(l -> checkLoss(l, l.asEnum(Loss.class)));
    if (report.hasErrors()) {
      return Optional.empty();
    }
    ResolvedNetwork resolved =
        new ResolvedNetwork(
            network.packageName(),
            network.flatName(),
            network.isPublic(),
            input.orElseThrow(),
            network.network().get("loss").asEnum(Loss.class),
            network.network().get("huberDelta").asDouble(),
            layers);
    TotalRules.check(network, resolved, report);
    return report.hasErrors() ? Optional.empty() : Optional.of(resolved);
  }

  private void checkLoss(Attribute attribute, Loss loss) {
    LossRules rules = new LossRules(network, attribute, loss, report);
    rules.checkDelta();
    if (!network.layers().isEmpty() && isPlaced(network.layers().getLast())) {
      rules.checkLast(network.layers().getLast(), tensors.shape(network.layers().getLast().name()));
    }
  }

  private void resolveLayers() {
    for (LayerDeclaration layer : network.layers()) {
      if (!isPlaced(layer)) {
        // It may be meant to come before any other: its name is known, and nothing else.
        tensors.put(layer.name(), Optional.empty());
      }
    }
    Optional<String> previous = Optional.of(ResolvedNetwork.INPUT);
    for (LayerDeclaration layer : network.layers()) {
      if (!isPlaced(layer)) {
        previous = Optional.empty();
      }
      Optional<Shape> shape = resolve(layer, previous);
      boolean isInput = layer.name().equals(ResolvedNetwork.INPUT);
      tensors.put(layer.name(), isInput ? Optional.empty() : shape);
      previous = isPlaced(layer) ? Optional.of(layer.name()) : Optional.empty();
    }
  }

  /** Whether it is certain which layers come before this one. */
  private boolean isPlaced(LayerDeclaration layer) {
    return allOrdered && !shared.contains(layer.order().orElseThrow());
  }

  /** The shape of a layer's output, as far as it can be said. */
  private Optional<Shape> resolve(LayerDeclaration layer, Optional<String> previous) {
    checkName(layer);
    Optional<List<String>> names = tensors.namesRead(layer, previous);
    if (layer.kind().isEmpty()) {
      return Optional.empty();
    }
    LayerKind kind = LayerKinds.of(layer.kind().get().annotation());
    kind.check(layer, report);
    Optional<Layer> resolved =
        names
            .filter(n -> checkCount(layer, kind, n))
            .flatMap(tensors::sources)
            .flatMap(sources -> kind.resolve(layer, sources, report));
    resolved.ifPresent(
        r ->
            layers.add(
                new ResolvedLayer(
                    layer.name(), layer.kind().get().simpleName(), names.orElseThrow(), r)));
    return resolved.map(Layer::shape).or(() -> kind.shape(layer));
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

  private boolean checkCount(LayerDeclaration layer, LayerKind kind, List<String> names) {
    if (kind.readsSeveral() && names.size() < 2) {
      report.add(
          Diagnostic.SOURCE_COUNT,
          layer.fromLocation(),
          layer,
          "only '" + names.get(0) + "'",
          "two tensors or more",
          "Name them: @Layer(value = %d, from = {\"%s\", ...})."
              .formatted(layer.order().orElseThrow(), names.get(0)));
      return false;
    }
    if (!kind.readsSeveral() && names.size() > 1) {
      report.add(
          Diagnostic.SOURCE_COUNT,
          layer.fromLocation(),
          layer,
          names.size() + " tensors",
          "exactly one",
          "Join them in an @Add or @Concat layer first.");
      return false;
    }
    return true;
  }
}
