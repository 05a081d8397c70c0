package org.phyllo.processor.print;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.LoweredLayer;
import org.phyllo.processor.lower.LoweredNetwork;
import org.phyllo.processor.lower.LoweredParameter;
import org.phyllo.processor.lower.LoweredStatistic;
import org.phyllo.processor.lower.Names;
import org.phyllo.processor.resolve.ResolvedNetwork;

/**
 * Prints how a reference shows its tensors: forward in the order of layers, the loss, and backward
 * from the last layer to the first. What a layer computes beside its output and its parameters'
 * gradients is found in its nests, in their order.
 */
final class VisitPrinter {
  private final LoweredNetwork network;
  private final String visitor;
  private final List<String> visits = new ArrayList<>();

  VisitPrinter(LoweredNetwork network) {
    this.network = network;
    Names names = new Names();
    network.variables().forEach(v -> names.fresh(v.name()));
    this.visitor = names.fresh("visitor");
  }

  void addTo(TypeSpec.Builder type) {
    visit("INPUT", "", network.input().whole());
    network.layers().forEach(this::forward);
    visit("TARGET", "", network.target().whole());
    visit("LOSS", "", network.loss());
    network.layers().reversed().forEach(this::backward);
    visit("GRADIENT", ResolvedNetwork.INPUT, network.dInput().whole());

    MethodSpec.Builder method = method("tensors", Modifier.PUBLIC).addAnnotation(Override.class);
    List<List<String>> parts = Partition.parts(visits, Partition.VISITS);
    if (parts.size() == 1) {
      method.addCode(code(visits));
    }
    for (int i = 0; i < parts.size() && parts.size() > 1; i++) {
      String part = "tensors" + (i + 1);
      type.addMethod(method(part, Modifier.PRIVATE).addCode(code(parts.get(i))).build());
      method.addStatement("$N($N)", part, visitor);
    }
    type.addMethod(method.build());
  }

  private MethodSpec.Builder method(String name, Modifier access) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(access)
        .addParameter(Types.TENSOR_VISITOR, visitor);
  }

  private static CodeBlock code(List<String> statements) {
    Code code = new Code();
    statements.forEach(code::statement);
    return code.build();
  }

  private void forward(LoweredLayer layer) {
    String name = layer.layer().name();
    parameters(layer).forEach(p -> visit("PARAMETER", name, p.value()));
    Set<Variable> written = written(layer.forward());
    for (LoweredStatistic statistic : network.statistics()) {
      if (written.contains(statistic.ofBatch())) {
        visit("RUNNING_STATISTIC", name, statistic.running());
      }
    }
    Set<Variable> always = written(layer.inference());
    layer.forward().stream()
        .flatMap(n -> Walk.loads(n.body()))
        .filter(v -> v.role() == Role.NOISE)
        .distinct()
        .forEach(v -> visit("NOISE", name, v));
    for (Variable variable : written) {
      if (variable.role() == Role.BATCH_STATISTIC) {
        visit("BATCH_STATISTIC", name, variable);
      } else if (!variable.equals(layer.output())) {
        visit(always.contains(variable) ? "ACTIVATION" : "TRAINING_ACTIVATION", name, variable);
      }
    }
    visit("ACTIVATION", name, layer.output());
  }

  private void backward(LoweredLayer layer) {
    String name = layer.layer().name();
    visit("GRADIENT", name, layer.dOutput());
    Set<Variable> outputs =
        network.layers().stream().map(LoweredLayer::dOutput).collect(Collectors.toSet());
    written(layer.backward()).stream()
        .filter(v -> v.role() == Role.GRADIENT && !outputs.contains(v))
        .forEach(v -> visit("GRADIENT", name, v));
    parameters(layer).forEach(p -> visit("PARAMETER_GRADIENT", name, p.gradient()));
  }

  private Stream<LoweredParameter> parameters(LoweredLayer layer) {
    String path = layer.layer().path();
    return network.parameters().stream()
        .filter(p -> p.name().equals(path + "." + p.parameter().name()));
  }

  private static Set<Variable> written(List<Nest> nests) {
    return nests.stream()
        .flatMap(n -> Walk.stores(n.body()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void visit(String role, String layer, Variable variable) {
    String extents =
        variable.shape().sizes().stream().map(size -> ", " + size).collect(Collectors.joining());
    visits.add(
        "%s.tensor(TensorRole.%s, \"%s\", \"%s\", %s%s)"
            .formatted(visitor, role, layer, variable.name(), variable.name(), extents));
  }
}
