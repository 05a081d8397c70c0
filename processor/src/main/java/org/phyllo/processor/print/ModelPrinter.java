package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.layer.Parameter;
import org.phyllo.processor.lower.LoweredLayer;
import org.phyllo.processor.lower.LoweredParameter;
import org.phyllo.processor.lower.LoweredStatistic;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.resolve.ResolvedInput;
import org.phyllo.processor.resolve.ResolvedNetwork;
import org.phyllo.processor.resolve.ResolvedOutput;

/** Prints the class that users hold: parameters and inference, and the network's description. */
final class ModelPrinter {
  private final NetworkPlan plan;
  private final ResolvedNetwork network;
  private final GeneratedNames names;

  ModelPrinter(NetworkPlan plan, GeneratedNames names) {
    this.plan = plan;
    this.network = plan.network().network();
    this.names = names;
  }

  /** The table of layers, for Javadoc. */
  static String table(ResolvedNetwork network) {
    return "<pre>\n" + String.join("\n", HeaderTable.lines(network)) + "\n</pre>\n";
  }

  TypeSpec print() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.model())
            .addModifiers(Modifier.FINAL)
            .superclass(Types.MODEL)
            .addJavadoc(
                "The parameters of network $L, and its predictions. Safe for use by several"
                    + " threads.\n\n",
                network.name())
            .addJavadoc("$L", table(network));
    if (network.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    type.addField(
        FieldSpec.builder(
                Types.COMPILED_NETWORK,
                "NETWORK",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer("new Network()")
            .build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(float[].class, "parameters")
            .addParameter(Types.ENGINE, "engine")
            .addStatement("super(NETWORK, parameters, engine)")
            .build());
    type.addMethod(
        method("network", Types.COMPILED_NETWORK)
            .addJavadoc(
                """
                What the network was compiled to: its description, its kernels, its reference.

                @return always the same object
                """)
            .addStatement("return NETWORK")
            .build());
    type.addMethod(
        method("create", names.model())
            .addJavadoc(
                """
                A new model with parameters as declared.

                @param seed of the random numbers
                @return the model
                """)
            .addParameter(long.class, "seed")
            .addStatement(
                "return new $T(initialize(NETWORK.info(), seed), $T.best())",
                names.model(),
                Types.ENGINE)
            .build());
    type.addMethod(
        method("load", names.model())
            .addJavadoc(
                "Reads a model that was saved.\n\n@param file in safetensors format\n"
                    + "@return the model\n@throws IOException if the file can't be read, or isn't a"
                    + " model of this network\n")
            .addParameter(Path.class, "file")
            .addException(IOException.class)
            .addStatement(
                "return new $T(read(NETWORK.info(), file), $T.best())", names.model(), Types.ENGINE)
            .build());
    return type.addType(network()).build();
  }

  private MethodSpec.Builder method(String name, TypeName returns) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(Modifier.STATIC).returns(returns);
    return network.isPublic() ? method.addModifiers(Modifier.PUBLIC) : method;
  }

  private TypeSpec network() {
    CodeBlock kernels =
        CodeBlock.builder()
            .add("return switch (engine) {\n")
            .indent()
            .add("case PLAIN -> new $T();\n", names.plain())
            .add("case VECTOR -> new $T();\n", names.vector())
            .unindent()
            .add("};\n")
            .build();
    TypeSpec.Builder type = TypeSpec.classBuilder("Network");
    return type.addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(Types.COMPILED_NETWORK)
        .addField(
            FieldSpec.builder(
                    Types.NETWORK_INFO, "INFO", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(info(type))
                .build())
        .addMethod(implementing("info", Types.NETWORK_INFO).addStatement("return INFO").build())
        .addMethod(
            implementing("kernels", Types.KERNELS)
                .addParameter(Types.ENGINE, "engine")
                .addCode(kernels)
                .build())
        .addMethod(
            implementing(
                    "single",
                    ParameterizedTypeName.get(ClassName.get(Optional.class), Types.SINGLE_KERNELS))
                .addParameter(Types.ENGINE, "engine")
                .addCode(single())
                .build())
        .addMethod(
            implementing("reference", Types.REFERENCE)
                .addStatement("return new $T()", names.reference())
                .build())
        .build();
  }

  private CodeBlock single() {
    if (plan.single().isEmpty()) {
      return CodeBlock.of("return $T.empty();\n", Optional.class);
    }
    return CodeBlock.builder()
        .add("return switch (engine) {\n")
        .indent()
        .add("case PLAIN -> $T.empty();\n", Optional.class)
        .add("case VECTOR -> $T.of(new $T());\n", Optional.class, names.single())
        .unindent()
        .add("};\n")
        .build();
  }

  private static MethodSpec.Builder implementing(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returns);
  }

  /** The description; a long one is put together from lists that methods of the type make. */
  private CodeBlock info(TypeSpec.Builder type) {
    CodeBlock.Builder info = CodeBlock.builder();
    info.add("new $T(\n", Types.NETWORK_INFO).indent().indent();
    info.add("$S,\n", network.name());
    info.add(list(network.inputs().stream().map(this::input).toList()));
    info.add(",\n");
    info.add(list(network.outputs().stream().map(this::output).toList()));
    info.add(",\n");
    List<CodeBlock> parameters = plan.network().parameters().stream().map(this::parameter).toList();
    info.add(list(parameters, "parameters", Types.PARAMETER_INFO, type));
    info.add(",\n");
    List<CodeBlock> layers = plan.network().layers().stream().map(this::layer).toList();
    info.add(list(layers, "layers", Types.LAYER_INFO, type));
    info.add(",\n");
    MemoryPlan memory = plan.memory();
    List<CodeBlock> noise =
        plan.network().noise().stream()
            .map(
                n ->
                    CodeBlock.of(
                        "new $T($L, $L)", Types.NOISE_INFO, memory.slot(n).offset(), n.size()))
            .toList();
    info.add(list(noise, "noise", Types.NOISE_INFO, type));
    info.add(",\n");
    List<CodeBlock> statistics = plan.network().statistics().stream().map(this::statistic).toList();
    info.add(list(statistics, "statistics", Types.STATISTIC_INFO, type));
    info.add(",\n");
    info.add(
        "new $T($L, $L, $L, $L, $L, $L, $L, $L))",
        Types.MEMORY,
        memory.block(),
        memory.inferenceFloats(),
        memory.trainingFloats(),
        memory.inputRows(),
        memory.slot(plan.network().target().whole()).offset(),
        memory.slot(plan.network().share()).offset(),
        memory.slot(plan.network().loss()).offset(),
        memory.slot(plan.network().dInput().whole()).offset());
    return info.unindent().unindent().build();
  }

  private static CodeBlock list(
      List<CodeBlock> items, String name, TypeName item, TypeSpec.Builder type) {
    List<List<CodeBlock>> parts = Partition.parts(items, Partition.DESCRIPTIONS);
    if (parts.size() <= 1) {
      return list(items);
    }
    List<CodeBlock> calls = new ArrayList<>();
    for (List<CodeBlock> part : parts) {
      String method = name + (calls.size() + 1);
      type.addMethod(
          MethodSpec.methodBuilder(method)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .returns(ParameterizedTypeName.get(ClassName.get(List.class), item))
              .addStatement("return $L", list(part))
              .build());
      calls.add(CodeBlock.of(method + "().stream()"));
    }
    return CodeBlock.of(
        "$T.of($L).flatMap(s -> s).toList()", Stream.class, CodeBlock.join(calls, ", "));
  }

  private static CodeBlock list(List<CodeBlock> items) {
    CodeBlock.Builder list = CodeBlock.builder().add("$T.of(", List.class).indent().indent();
    for (int i = 0; i < items.size(); i++) {
      list.add(i == 0 ? "\n" : ",\n").add(items.get(i));
    }
    return list.add(")").unindent().unindent().build();
  }

  private CodeBlock input(ResolvedInput input) {
    return CodeBlock.of(
        "new $T($S, $L, $L)",
        Types.INPUT_INFO,
        input.name(),
        shape(input.shape()),
        input.indices());
  }

  private CodeBlock output(ResolvedOutput output) {
    Variable variable =
        plan.network().outputs().stream()
            .filter(v -> v.name().equals(output.name()))
            .findFirst()
            .orElseThrow();
    CodeBlock common =
        CodeBlock.of(
            "new $T($S, $L, $L, $T.$L",
            Types.OUTPUT_INFO,
            output.name(),
            shape(output.shape()),
            plan.memory().slot(variable).offset(),
            Loss.class,
            output.loss());
    boolean plain =
        output.weight() == 1 && output.labelSmoothing() == 0 && output.classWeights().isEmpty();
    return plain
        ? CodeBlock.of("$L, $L)", common, output.huberDelta())
        : CodeBlock.of(
            "$L, $L, $L, $L, $T.of($L))",
            common,
            output.weight(),
            output.huberDelta(),
            output.labelSmoothing(),
            List.class,
            output.classWeights().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private CodeBlock parameter(LoweredParameter lowered) {
    Parameter parameter = lowered.parameter();
    return CodeBlock.of(
        "new $T($S, $L, $L, $T.$L, $L, $L, $L)",
        Types.PARAMETER_INFO,
        lowered.name(),
        shape(parameter.shape()),
        plan.memory().slot(lowered.value()).offset(),
        Initializer.class,
        parameter.initializer(),
        parameter.deviation(),
        parameter.fanIn(),
        parameter.fanOut());
  }

  private CodeBlock statistic(LoweredStatistic statistic) {
    return CodeBlock.of(
        "new $T($S, $L, $L, $T.$L, $L, $L)",
        Types.STATISTIC_INFO,
        statistic.name(),
        shape(statistic.running().shape()),
        plan.memory().slot(statistic.running()).offset(),
        Initializer.class,
        statistic.initializer(),
        statistic.momentum(),
        statistic.corrected());
  }

  private CodeBlock layer(LoweredLayer lowered) {
    return CodeBlock.of(
        "new $T($S, $S, $L, $L, $L, $L)",
        Types.LAYER_INFO,
        lowered.layer().name(),
        lowered.layer().kind(),
        shape(lowered.layer().layer().shape()),
        plan.memory().slot(lowered.output()).offset(),
        lowered.layer().parameterCount() + "L",
        lowered.layer().layer().multiplyAdds() + "L");
  }

  private static String shape(Shape shape) {
    return "new int[] "
        + shape.sizes().stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }
}
