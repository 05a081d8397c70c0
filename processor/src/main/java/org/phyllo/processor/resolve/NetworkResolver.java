package org.phyllo.processor.resolve;

import java.util.Optional;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.declare.Attribute;
import org.phyllo.processor.declare.BlockDeclaration;
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
    Optional<Shape> input =
        network.network().find("input").flatMap(i -> InputRules.shape(network, i, report));
    LayersResolver layers = LayersResolver.ofNetwork(network, input, report);
    Optional<Tensor> output = layers.resolve();
    network
        .network()
        .find("loss")
        .ifPresent(l -> checkLoss(layers, output, l, l.asEnum(Loss.class)));
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
            layers.resolved());
    TotalRules.check(network, resolved, report);
    return report.hasErrors() ? Optional.empty() : Optional.of(resolved);
  }

  private void checkLoss(
      LayersResolver layers, Optional<Tensor> output, Attribute attribute, Loss loss) {
    LossRules rules = new LossRules(network, attribute, loss, report);
    rules.checkDelta();
    layers
        .last()
        .map(NetworkResolver::innermost)
        .ifPresent(last -> rules.checkLast(last, output.map(Tensor::shape)));
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
