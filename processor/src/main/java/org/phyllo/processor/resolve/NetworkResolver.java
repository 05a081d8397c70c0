package org.phyllo.processor.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.Attributes;
import org.phyllo.processor.declare.BlockDeclaration;
import org.phyllo.processor.declare.Diagnostic;
import org.phyllo.processor.declare.LayerDeclaration;
import org.phyllo.processor.declare.NetworkDeclaration;
import org.phyllo.processor.declare.Report;
import org.phyllo.processor.ir.Shape;

/**
 * Infers the shapes of a network. Where a mistake hides a shape or a source, what depends on it is
 * not checked, and everything else is.
 */
public final class NetworkResolver {
  private final NetworkDeclaration network;
  private final Report report;

  public NetworkResolver(NetworkDeclaration network, Report report) {
    this.network = network;
    this.report = report;
  }

  /** The network, or empty if what is wrong has been reported. */
  public Optional<ResolvedNetwork> resolve() {
    Optional<Shape> input = input();
    LayersResolver layers = LayersResolver.ofNetwork(network, input, report);
    Optional<Tensor> last = layers.resolve();
    List<LayerDeclaration> declared =
        network.layers().stream().filter(l -> l.output().isPresent()).toList();
    List<ResolvedOutput> outputs =
        declared.isEmpty() ? output(layers, last).stream().toList() : outputs(layers, declared);
    if (report.hasErrors()) {
      return Optional.empty();
    }
    ResolvedNetwork resolved =
        new ResolvedNetwork(
            network.packageName(),
            network.flatName(),
            network.isPublic(),
            input
                .map(shape -> List.of(new ResolvedInput(ResolvedNetwork.INPUT, shape, 0)))
                .orElse(layers.inputs())
                .stream()
                .map(i -> new ResolvedInput(i.name(), i.shape(), indices(i, layers.resolved())))
                .toList(),
            outputs,
            layers.resolved());
    TotalRules.check(network, resolved, report);
    return report.hasErrors() ? Optional.empty() : Optional.of(resolved);
  }

  /** The fewest indices that a reader of an input can look up; 0 if none does. */
  private static int indices(ResolvedInput input, List<ResolvedLayer> layers) {
    return layers.stream()
        .filter(l -> l.layer().indices() > 0 && l.sources().contains(input.name()))
        .mapToInt(l -> l.layer().indices())
        .min()
        .orElse(0);
  }

  /** The shape in the annotation, where it belongs there and is right. */
  private Optional<Shape> input() {
    List<String> fields =
        network.layers().stream()
            .filter(LayerDeclaration::isInput)
            .map(LayerDeclaration::name)
            .toList();
    Optional<Attribute> attribute = network.network().find("input");
    Optional<Attribute> given = attribute.filter(Attribute::explicit);
    if (given.isPresent() && !fields.isEmpty()) {
      report.add(
          Diagnostic.INPUT_TWICE,
          given.get().location(),
          network,
          given.get().asList().stream().map(Attribute::value).toList(),
          String.join(", ", fields));
      return Optional.empty();
    }
    if (given.isEmpty() && attribute.isPresent() && fields.isEmpty()) {
      int first = network.layers().stream().flatMap(l -> l.order().stream()).findFirst().orElse(2);
      report.add(Diagnostic.NO_INPUT, network.network().location(), network, first - 1);
    }
    return given.flatMap(i -> InputRules.shape(network, i, report));
  }

  /** The last layer, on which the network's loss is computed; empty if that is wrong. */
  private Optional<ResolvedOutput> output(LayersResolver layers, Optional<Tensor> last) {
    Optional<Attribute> attribute = network.network().find("loss");
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    List<Attribute> losses = attribute.get().asList();
    if (losses.isEmpty()) {
      report.add(Diagnostic.NO_LOSS, network.network().location(), network);
      return Optional.empty();
    }
    if (losses.size() > 1) {
      report.add(Diagnostic.SEVERAL_LOSSES, attribute.get().location(), network, losses.size());
      return Optional.empty();
    }
    Attribute loss = new Attribute(losses.get(0).value(), true, attribute.get().location());
    LossRules rules = new LossRules(network.toString(), network.network(), loss, report);
    rules.checkSettings();
    layers
        .last()
        .filter(l -> !l.isInput())
        .map(NetworkResolver::innermost)
        .ifPresent(l -> rules.checkLayer("last layer", l, last.map(Tensor::shape)));
    return report.hasErrors() ? Optional.empty() : last.map(rules::resolve);
  }

  /** Outputs with losses of their own; not all of them if something is wrong. */
  private List<ResolvedOutput> outputs(LayersResolver layers, List<LayerDeclaration> declared) {
    for (String setting : List.of("loss", "huberDelta", "labelSmoothing", "classWeights")) {
      network
          .network()
          .find(setting)
          .filter(Attribute::explicit)
          .ifPresent(
              a ->
                  report.add(
                      Diagnostic.LOSS_TWICE,
                      a.location(),
                      network,
                      setting,
                      declared.stream()
                          .map(LayerDeclaration::name)
                          .collect(Collectors.joining(", "))));
    }
    List<ResolvedOutput> outputs = new ArrayList<>();
    for (LayerDeclaration layer : declared) {
      Attributes settings = layer.output().orElseThrow();
      String owner = "Output '" + layer.name() + "'";
      LossRules rules = new LossRules(owner, settings, settings.get("loss"), report);
      rules.checkSettings();
      Optional<Tensor> tensor = layers.output(layer);
      rules.checkLayer("output", innermost(layer), tensor.map(Tensor::shape));
      if (!report.hasErrors()) {
        tensor.map(rules::resolve).ifPresent(outputs::add);
      }
    }
    return outputs;
  }

  /** The layer that produces what a layer stands for: the last one of a block. */
  private static LayerDeclaration innermost(LayerDeclaration layer) {
    return layer
        .block()
        .map(BlockDeclaration::layers)
        .filter(l -> !l.isEmpty())
        .map(l -> innermost(l.getLast()))
        .orElse(layer);
  }
}
