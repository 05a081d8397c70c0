package org.phyllo.processor.print;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.lower.LoweredNetwork;
import org.phyllo.processor.lower.LoweredParameter;
import org.phyllo.processor.lower.LoweredStatistic;
import org.phyllo.processor.lower.Names;
import org.phyllo.processor.lower.Parts;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.plan.Stage;
import org.phyllo.processor.plan.Unroller;

/** Prints a network in plain loops over {@code double}, an array for every variable. */
final class ReferencePrinter {
  private final NetworkPlan plan;
  private final LoweredNetwork network;

  /** The variables of a batch, in the order in which they are computed. */
  private final List<Variable> perSample = new ArrayList<>();

  /** What inputs, targets and the inputs' gradients are parts of. */
  private final Map<Variable, Parts> wholes = new HashMap<>();

  /** The index of a sample, and their number: not the name of any tensor. */
  private final String sample;

  private final String samples;

  ReferencePrinter(NetworkPlan plan) {
    this.plan = plan;
    this.network = plan.network();
    perSample.add(network.input().whole());
    perSample.addAll(network.activations());
    perSample.addAll(network.noise());
    perSample.add(network.target().whole());
    perSample.add(network.share());
    perSample.add(network.loss());
    perSample.addAll(network.gradients());
    perSample.add(network.dInput().whole());
    for (Parts parts : List.of(network.input(), network.target(), network.dInput())) {
      parts.parts().forEach(part -> wholes.put(part, parts));
    }
    Names names = new Names();
    perSample.forEach(v -> names.fresh(v.name()));
    sample = names.fresh("n");
    samples = names.fresh("samples");
  }

  TypeSpec print(GeneratedNames names) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.reference())
            .addModifiers(Modifier.FINAL)
            .superclass(Types.REFERENCE)
            .addJavadoc(
                "$L in {@code double}: what {@link $T} computes, to be read, stepped\nthrough and"
                    + " checked against.\n\n",
                network.network().name(),
                names.model())
            .addJavadoc(
                """
                <p>A tensor's array holds one sample after the other, {@code $L} counts them; {@code dX}
                is the gradient of the batch's mean loss with respect to {@code X}.

                """,
                sample)
            .addJavadoc("$L", ModelPrinter.table(network.network()));
    if (network.network().isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    addFields(type, names);
    addPasses(type);
    addNests(type);
    addAccess(type);
    return type.build();
  }

  private void addFields(TypeSpec.Builder type, GeneratedNames names) {
    List<String> allocations = new ArrayList<>();
    // Initializers are part of the constructor, which has its limit as any method.
    boolean few =
        2 * (network.parameters().size() + network.statistics().size()) + perSample.size()
            <= Partition.STATEMENTS;
    List<Variable> ofNetwork =
        Stream.concat(
                network.parameters().stream().flatMap(p -> Stream.of(p.value(), p.gradient())),
                network.statistics().stream().flatMap(t -> Stream.of(t.running(), t.ofBatch())))
            .toList();
    for (Variable variable : ofNetwork) {
      String array = "new double[" + variable.size() + "]";
      FieldSpec.Builder field =
          FieldSpec.builder(double[].class, variable.name(), Modifier.PRIVATE)
              .addJavadoc("$L\n", variable.shape());
      type.addField(
          few ? field.addModifiers(Modifier.FINAL).initializer(array).build() : field.build());
      allocations.add(variable.name() + " = " + array);
    }
    network
        .constants()
        .forEach(
            (variable, values) ->
                type.addField(
                    FieldSpec.builder(double[].class, variable.name(), Modifier.PRIVATE)
                        .addModifiers(Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("$L\n", variable.shape())
                        .initializer(
                            "{$L}",
                            values.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                        .build()));
    for (Variable variable : perSample) {
      FieldSpec.Builder field =
          FieldSpec.builder(double[].class, variable.name(), Modifier.PRIVATE);
      if (variable.size() > 1) {
        field.addJavadoc("$L for each sample\n", variable.shape());
      }
      type.addField(few ? field.initializer("new double[0]").build() : field.build());
      allocations.add(variable.name() + " = new double[0]");
    }
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addStatement("super($T.network().info())", names.model());
    if (!few) {
      Partition.statements(allocations, "allocate", "", type).forEach(constructor::addStatement);
    }
    type.addMethod(constructor.build());
  }

  private void addPasses(TypeSpec.Builder type) {
    Code forward = new Code();
    stages(forward, plan.reference().forwardStages());
    type.addMethod(pass("forward").addCode(forward.build()).build());
    if (plan.reference().trainsOtherwise()) {
      Code inference = new Code();
      eachSample(inference, plan.reference().inference());
      type.addMethod(pass("inference").addCode(inference.build()).build());
    }

    Code loss = new Code();
    String total = new Names().fresh("sum");
    loss.statement("double " + total + " = 0");
    loss.open(forSamples());
    plan.reference().losses().forEach(n -> loss.statement(n.name() + "(" + sample + ")"));
    loss.statement(
        total
            + " += "
            + element(network.loss().first())
            + " * "
            + element(network.share().first()));
    loss.close();
    loss.statement("return " + total);
    type.addMethod(pass("loss").returns(double.class).addCode(loss.build()).build());

    Code backward = new Code();
    stages(backward, plan.reference().backwardStages());
    if (!plan.reference().inputGradient().isEmpty()) {
      eachSample(backward, plan.reference().inputGradient());
    }
    type.addMethod(pass("backward").addCode(backward.build()).build());

    List<String> arrays = new ArrayList<>();
    for (Variable variable : perSample) {
      String size = variable.size() == 1 ? samples : samples + " * " + variable.size();
      arrays.add(variable.name() + " = new double[" + size + "]");
    }
    Code resize = new Code();
    Partition.statements(arrays, "resize", samples, type).forEach(resize::statement);
    resize.open(forSamples());
    resize.statement(element(network.share().first()) + " = 1.0 / " + samples);
    resize.close();
    type.addMethod(pass("resize").addCode(resize.build()).build());
  }

  private MethodSpec.Builder pass(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(int.class, samples);
  }

  private void stages(Code code, List<Stage> stages) {
    for (Stage stage : stages) {
      if (!stage.samples().isEmpty()) {
        eachSample(code, stage.samples());
      }
      stage.sums().forEach(n -> code.statement(n.name() + "(" + samples + ")"));
    }
  }

  private void eachSample(Code code, List<Nest> nests) {
    code.open(forSamples());
    nests.forEach(n -> code.statement(n.name() + "(" + sample + ")"));
    code.close();
  }

  private String forSamples() {
    return "for (int " + sample + " = 0; " + sample + " < " + samples + "; " + sample + "++)";
  }

  private void addNests(TypeSpec.Builder type) {
    plan.reference()
        .all()
        .forEach(
            n -> type.addMethod(n.scope() == Nest.Scope.SAMPLE ? sampleNest(n) : batchNest(n)));
  }

  private MethodSpec sampleNest(Nest nest) {
    Code code = new Code();
    new NestPrinter(ScalarDialect.DOUBLE, frame(), code)
        .print(Unroller.withoutSingleIterations(nest).body());
    return method(nest, sample, code);
  }

  /** Loops around a sum over the samples, which is stored; or added up where it belongs. */
  private MethodSpec batchNest(Nest nest) {
    Code code = new Code();
    NestPrinter printer = new NestPrinter(ScalarDialect.DOUBLE, frame(), code);
    List<Statement> body = Unroller.withoutSingleIterations(nest).body();
    int loops = 0;
    if (nest.looksUp()) {
      code.open(forSamples());
      printer.print(body);
      return method(nest, samples, code.close());
    }
    while (body.get(0) instanceof Loop loop) {
      code.open(NestPrinter.forLoop(loop.index().name(), loop.index().size(), 1));
      body = loop.body();
      loops++;
    }
    printer.contract((Contract) body.get(0), () -> code.open(forSamples()), 1);
    printer.print(body.subList(1, body.size()));
    code.close(loops);
    return method(nest, samples, code);
  }

  private static MethodSpec method(Nest nest, String parameter, Code code) {
    return MethodSpec.methodBuilder(nest.name())
        .addJavadoc("$L", Comments.lines(nest.comment()))
        .addModifiers(Modifier.PRIVATE)
        .addParameter(int.class, parameter)
        .addCode(code.build())
        .build();
  }

  private void addAccess(TypeSpec.Builder type) {
    type.addMethod(arrays("parameterArrays", LoweredParameter::value));
    type.addMethod(arrays("gradientArrays", LoweredParameter::gradient));
    if (!network.statistics().isEmpty()) {
      type.addMethod(
          arrays(
              "runningStatistics", network.statistics().stream().map(LoweredStatistic::running)));
      type.addMethod(
          arrays("batchStatistics", network.statistics().stream().map(LoweredStatistic::ofBatch)));
    }
    type.addMethod(array("input", network.input().whole()));
    type.addMethod(array("target", network.target().whole()));
    type.addMethod(output());
    type.addMethod(array("inputGradient", network.dInput().whole()));
    if (!network.noise().isEmpty()) {
      type.addMethod(arrays("noiseArrays", network.noise().stream()));
    }
    new VisitPrinter(network).addTo(type);
  }

  private MethodSpec arrays(String method, Function<LoweredParameter, Variable> variable) {
    return arrays(method, network.parameters().stream().map(variable));
  }

  private static MethodSpec arrays(String method, Stream<Variable> variables) {
    String names = variables.map(Variable::name).collect(Collectors.joining(", "));
    return MethodSpec.methodBuilder(method)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(double[][].class)
        .addCode(new Code().statement("return new double[][] {" + names + "}").build())
        .build();
  }

  private MethodSpec output() {
    List<Variable> outputs = network.outputs();
    return outputs.size() == 1
        ? array("output", outputs.get(0))
        : MethodSpec.methodBuilder("output")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(double[].class)
            .addStatement(
                "return joined($L)",
                outputs.stream().map(Variable::name).collect(Collectors.joining(", ")))
            .build();
  }

  private static MethodSpec array(String method, Variable variable) {
    return MethodSpec.methodBuilder(method)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(double[].class)
        .addStatement("return $L", variable.name())
        .build();
  }

  private Frame frame() {
    return new Frame() {
      @Override
      public String element(Access access) {
        return ReferencePrinter.this.element(access);
      }

      @Override
      public String index(Index index) {
        return index.name();
      }

      @Override
      public String local(String name) {
        return name;
      }
    };
  }

  private String element(Access access) {
    Variable variable = access.variable();
    if (!variable.perSample()) {
      List<String> terms = terms(access.index());
      access.lookup().ifPresent(l -> terms.add("(int) " + element(l.value()) + " * " + l.stride()));
      return variable.name() + "[" + Positions.sum(terms) + "]";
    }
    Parts parts = wholes.get(variable);
    Variable whole = parts == null ? variable : parts.whole();
    Affine index = parts == null ? access.index() : access.index().plus(parts.offset(variable));
    List<String> terms = new ArrayList<>();
    terms.add(whole.size() == 1 ? sample : sample + " * " + whole.size());
    if (whole.size() > 1) {
      terms.addAll(terms(index));
    }
    return whole.name() + "[" + Positions.sum(terms) + "]";
  }

  private static List<String> terms(Affine index) {
    return Positions.terms(index, Iteration.HERE, "");
  }
}
