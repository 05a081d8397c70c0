package org.phyllo.processor.lower;

import static org.phyllo.processor.lower.Names.capitalized;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.phyllo.dsl.Initializer;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.layer.LayerScope;
import org.phyllo.processor.layer.Parameter;
import org.phyllo.processor.resolve.ResolvedInput;
import org.phyllo.processor.resolve.ResolvedLayer;
import org.phyllo.processor.resolve.ResolvedNetwork;
import org.phyllo.processor.resolve.ResolvedOutput;

/** Turns a resolved network into loop nests. */
public final class Lowering {
  private final ResolvedNetwork network;
  private final Names variableNames = new Names();
  private final Names methodNames = new Names();

  private final Map<String, Variable> tensors = new HashMap<>();
  private final Map<String, Variable> dTensors = new HashMap<>();

  /** Gradients that some layer has written already: the next one adds to them. */
  private final Set<Variable> written = new HashSet<>();

  private final List<Variable> activations = new ArrayList<>();
  private final List<Variable> noise = new ArrayList<>();
  private final List<LoweredStatistic> statistics = new ArrayList<>();
  private final Variable share;
  private final List<Variable> gradients = new ArrayList<>();
  private final List<LoweredParameter> parameters = new ArrayList<>();
  private final Map<Variable, List<Double>> constants = new LinkedHashMap<>();

  private Lowering(ResolvedNetwork network) {
    this.network = network;
    // Layers come before anything derived, so that they keep the names their user gave them.
    variableNames.fresh(ResolvedNetwork.INPUT);
    network.inputs().stream()
        .map(ResolvedInput::name)
        .filter(name -> !name.equals(ResolvedNetwork.INPUT))
        .forEach(variableNames::fresh);
    network.layers().forEach(l -> variableNames.fresh(l.name()));
    this.share = variable("share", Shape.of(1), Role.SHARE);
  }

  /** The network's loop nests. */
  public static LoweredNetwork lower(ResolvedNetwork network) {
    return new Lowering(network).lower();
  }

  private LoweredNetwork lower() {
    List.of("forward", "backward", "backwardInput", "gradient").forEach(methodNames::fresh);
    Parts input = inputs();
    Parts dInput = inputGradients(input);
    for (ResolvedLayer layer : network.layers()) {
      String name = layer.name();
      Shape shape = layer.layer().shape();
      Variable output = new Variable(name, shape, Role.ACTIVATION);
      tensors.put(name, output);
      activations.add(output);
      dTensors.put(name, gradient("d" + capitalized(name), shape));
    }
    Parts target = targets();
    Variable loss = variable("loss", Shape.of(1), Role.LOSS);
    List<Nest> losses = new ArrayList<>();
    for (ResolvedOutput output : network.outputs()) {
      losses.add(lossNest(output, target.parts().get(losses.size()), loss, losses.isEmpty()));
    }

    // The last reader of a tensor is the first to write its gradient, but for a loss.
    List<LoweredLayer> lastFirst = new ArrayList<>();
    for (ResolvedLayer layer : network.layers().reversed()) {
      lastFirst.add(lower(layer));
    }
    return new LoweredNetwork(
        network,
        lastFirst.reversed(),
        losses,
        parameters.reversed(),
        input,
        dInput,
        target,
        network.outputs().stream().map(o -> find(tensors, o.name())).toList(),
        constants,
        share,
        loss,
        activations,
        noise.reversed(),
        statistics,
        gradients);
  }

  private Parts inputs() {
    List<Variable> parts =
        network.inputs().stream().map(i -> new Variable(i.name(), i.shape(), Role.INPUT)).toList();
    parts.forEach(p -> tensors.put(p.name(), p));
    return whole(ResolvedNetwork.INPUT, parts, Role.INPUT);
  }

  private Parts inputGradients(Parts input) {
    List<Variable> parts = new ArrayList<>();
    for (Variable part : input.parts()) {
      Variable gradient =
          variable("d" + capitalized(part.name()), part.shape(), Role.INPUT_GRADIENT);
      dTensors.put(part.name(), gradient);
      parts.add(gradient);
    }
    return parts.size() == 1
        ? new Parts(parts.get(0), parts)
        : whole(variableNames.fresh("dInput"), parts, Role.INPUT_GRADIENT);
  }

  private Parts targets() {
    List<Variable> parts = new ArrayList<>();
    for (ResolvedOutput output : network.outputs()) {
      boolean only = network.outputs().size() == 1;
      String name = only ? "target" : output.name() + "Target";
      parts.add(variable(name, output.targetShape(), Role.TARGET));
    }
    return parts.size() == 1
        ? new Parts(parts.get(0), parts)
        : whole(variableNames.fresh("target"), parts, Role.TARGET);
  }

  private static Parts whole(String name, List<Variable> parts, Role role) {
    int size = parts.stream().mapToInt(Variable::size).sum();
    return new Parts(
        parts.size() == 1 ? parts.get(0) : new Variable(name, Shape.of(size), role), parts);
  }

  /**
   * @param first whether the loss has no value yet, or else one that is added to
   */
  private Nest lossNest(ResolvedOutput output, Variable target, Variable loss, boolean first) {
    Variable scores = find(tensors, output.name());
    Variable dScores = find(dTensors, output.name());
    written.add(dScores);
    Optional<Variable> classWeights = Optional.empty();
    if (!output.classWeights().isEmpty()) {
      Variable weights = variable(output.name() + "ClassWeights", output.shape(), Role.CONSTANT);
      constants.put(weights, output.classWeights());
      classWeights = Optional.of(weights);
    }
    LossFunctions functions =
        new LossFunctions(output, classWeights, scores, target, share, loss, dScores, first);
    String comment =
        "loss and %s of %s %s: %s"
            .formatted(
                dScores.name(), scores.name(), scores.shape(), LossFunctions.formula(output));
    boolean only = network.outputs().size() == 1;
    String name = "backwardLoss" + (only ? "" : capitalized(output.name()));
    return nest(name, comment, Nest.Scope.SAMPLE, functions.statements());
  }

  private LoweredLayer lower(ResolvedLayer layer) {
    Scope scope = new Scope(layer);
    layer.layer().lower(scope);
    return new LoweredLayer(
        layer,
        scope.output(),
        scope.dOutput(),
        scope.forward,
        scope.inference,
        scope.backward,
        scope.inputGradient);
  }

  private Nest nest(String name, String comment, Nest.Scope scope, List<Statement> body) {
    Nest nest = new Nest(methodNames.fresh(name), comment, scope, body);
    return Rewriter.renaming(tensors.keySet()).rewrite(nest);
  }

  private Variable variable(String name, Shape shape, Role role) {
    return new Variable(variableNames.fresh(name), shape, role);
  }

  private Variable gradient(String name, Shape shape) {
    Variable variable = variable(name, shape, Role.GRADIENT);
    gradients.add(variable);
    return variable;
  }

  private static <V> V find(Map<String, V> map, String name) {
    V found = map.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no variable '" + name + "' in " + map.keySet());
    }
    return found;
  }

  /** One layer's view. */
  private final class Scope implements LayerScope {
    private final ResolvedLayer layer;
    private final Map<String, LoweredParameter> own = new HashMap<>();
    private final List<Nest> forward = new ArrayList<>();
    private final List<Nest> inference = new ArrayList<>();
    private final List<Nest> backward = new ArrayList<>();
    private final List<Nest> inputGradient = new ArrayList<>();

    Scope(ResolvedLayer layer) {
      this.layer = layer;
      for (Parameter parameter : layer.layer().parameters().reversed()) {
        String name = layer.name() + capitalized(parameter.name());
        LoweredParameter lowered =
            new LoweredParameter(
                layer.path() + "." + parameter.name(),
                parameter,
                variable(name, parameter.shape(), Role.PARAMETER),
                variable("d" + capitalized(name), parameter.shape(), Role.PARAMETER_GRADIENT));
        own.put(parameter.name(), lowered);
        parameters.add(lowered);
      }
    }

    @Override
    public String name() {
      return layer.name();
    }

    @Override
    public Variable source(int number) {
      return find(tensors, layer.sources().get(number));
    }

    @Override
    public Variable output() {
      return find(tensors, layer.name());
    }

    @Override
    public Variable dOutput() {
      return find(dTensors, layer.name());
    }

    @Override
    public Variable parameter(String name) {
      return find(own, name).value();
    }

    @Override
    public Variable dParameter(String name) {
      return find(own, name).gradient();
    }

    @Override
    public Variable activation(String suffix, Shape shape) {
      Variable variable = variable(layer.name() + suffix, shape, Role.ACTIVATION);
      activations.add(variable);
      return variable;
    }

    @Override
    public Variable gradient(String suffix, Shape shape) {
      return Lowering.this.gradient("d" + capitalized(layer.name()) + suffix, shape);
    }

    @Override
    public void forward(String suffix, String comment, List<Statement> body) {
      Nest nest = nest(method("forward", suffix), comment, Nest.Scope.SAMPLE, body);
      forward.add(nest);
      inference.add(nest);
    }

    @Override
    public Variable noise(Shape shape) {
      Variable variable = variable(layer.name() + "Noise", shape, Role.NOISE);
      noise.add(variable);
      return variable;
    }

    @Override
    public Variable share() {
      return share;
    }

    @Override
    public Statistic statistic(
        String name, Shape shape, Initializer initializer, double momentum, int corrected) {
      String words = name.substring(name.indexOf('_') + 1);
      String suffix = capitalized(words);
      Statistic statistic =
          new Statistic(
              variable(layer.name() + "Running" + suffix, shape, Role.RUNNING_STATISTIC),
              variable(layer.name() + "Batch" + suffix, shape, Role.BATCH_STATISTIC));
      statistics.add(
          new LoweredStatistic(
              layer.path() + "." + name,
              statistic.running(),
              statistic.ofBatch(),
              initializer,
              momentum,
              corrected));
      return statistic;
    }

    @Override
    public void training(String suffix, String comment, Nest.Scope scope, List<Statement> body) {
      forward.add(nest(method("forward", suffix), comment, scope, body));
    }

    @Override
    public void inference(String suffix, String comment, List<Statement> body) {
      inference.add(nest(method("forward", suffix), comment, Nest.Scope.SAMPLE, body));
    }

    @Override
    public void backward(String suffix, String comment, Nest.Scope scope, List<Statement> body) {
      backward.add(nest(method("backward", suffix), comment, scope, body));
    }

    @Override
    public SourceGradient sourceGradient(int number) {
      Variable dSource = find(dTensors, layer.sources().get(number));
      boolean accumulate = !written.add(dSource);
      List<Nest> nests = dSource.role() == Role.INPUT_GRADIENT ? inputGradient : backward;
      return new SourceGradient() {
        @Override
        public Variable variable() {
          return dSource;
        }

        @Override
        public boolean accumulate() {
          return accumulate;
        }

        @Override
        public void nest(String suffix, String comment, List<Statement> body) {
          nests.add(
              Lowering.this.nest(method("backward", suffix), comment, Nest.Scope.SAMPLE, body));
        }
      };
    }

    private String method(String direction, String suffix) {
      return direction + capitalized(layer.name()) + suffix;
    }
  }
}
