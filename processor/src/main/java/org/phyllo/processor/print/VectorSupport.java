package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Expression.Function;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.plan.GradientPlan.Form;
import org.phyllo.processor.plan.NetworkPlan;

/** What vector kernels carry with them, as no public type may name a vector. */
final class VectorSupport {
  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private VectorSupport() {}

  static void addFields(TypeSpec.Builder type) {
    TypeName floats = ParameterizedTypeName.get(Types.VECTOR_SPECIES, ClassName.get(Float.class));
    TypeName shuffle = ParameterizedTypeName.get(Types.VECTOR_SHUFFLE, ClassName.get(Float.class));
    type.addField(FieldSpec.builder(floats, "SPECIES", CONSTANT).initializer("species()").build());
    type.addField(
        FieldSpec.builder(TypeName.INT, "LANES", CONSTANT).initializer("SPECIES.length()").build());
    for (int i : new int[] {2, 1}) {
      type.addField(
          FieldSpec.builder(shuffle, "SWAP_" + i, CONSTANT)
              .initializer("$T.fromOp(SPECIES, i -> i ^ $L)", Types.VECTOR_SHUFFLE, i)
              .build());
    }
  }

  static void addMethods(NetworkPlan plan, KernelMethods methods) {
    functions(plan).forEach(f -> methods.add(VectorFunctions.of(f)));
    if (plan.gradients().stream().anyMatch(g -> g.form() == Form.LANES_ALONG_SAMPLES)) {
      methods.add(addLanes());
    }
    methods.add(
        vectorMethod("load", "The values from {@code position} on, one per lane.")
            .addParameter(float[].class, "values")
            .addParameter(int.class, "position")
            .addStatement("return $T.fromArray(SPECIES, values, position)", Types.FLOAT_VECTOR)
            .build());
    methods.add(
        vectorMethod("broadcast", "The value in every lane.")
            .addParameter(float.class, "value")
            .addStatement("return $T.broadcast(SPECIES, value)", Types.FLOAT_VECTOR)
            .build());
    methods.add(species());
  }

  private static MethodSpec.Builder vectorMethod(String name, String comment) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L\n", comment)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(Types.FLOAT_VECTOR);
  }

  /** Four lanes are added as a tree, groups of four in order: the same sum at every width. */
  private static MethodSpec addLanes() {
    Code code =
        new Code()
            .statement("FloatVector pairs = v.add(v.rearrange(SWAP_2))")
            .statement("FloatVector fours = pairs.add(pairs.rearrange(SWAP_1))")
            .statement("float sum = total + fours.lane(0)")
            .open("if (LANES > 4)")
            .statement("sum += fours.lane(4)")
            .close()
            .open("if (LANES > 8)")
            .statement("sum += fours.lane(8)")
            .statement("sum += fours.lane(12)")
            .close()
            .statement("return sum");
    return MethodSpec.methodBuilder("addLanes")
        .addJavadoc("Adds the lanes to a total: each four as a tree, the fours in order.\n")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(float.class)
        .addParameter(float.class, "total")
        .addParameter(Types.FLOAT_VECTOR, "v")
        .addCode(code.build())
        .build();
  }

  private static MethodSpec species() {
    Code code =
        new Code()
            .statement("int lanes = FloatVector.SPECIES_PREFERRED.length()")
            .open("if (lanes < 4)")
            .statement("return FloatVector.SPECIES_128")
            .close()
            .statement(
                "return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED");
    return MethodSpec.methodBuilder("species")
        .addJavadoc("The machine's vectors, of 4 to 16 lanes: a block holds whole ones.\n")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ParameterizedTypeName.get(Types.VECTOR_SPECIES, ClassName.get(Float.class)))
        .addCode(code.build())
        .build();
  }

  /** The project's own functions that the network calls. */
  private static Set<Function> functions(NetworkPlan plan) {
    Set<Function> functions = EnumSet.noneOf(Function.class);
    Stream.of(plan.forward(), plan.backward(), plan.inputGradient())
        .flatMap(List::stream)
        .flatMap(n -> Walk.expressions(n.body()))
        .forEach(
            e -> {
              if (e instanceof Expression.Unary unary) {
                functions.add(unary.function());
              }
            });
    functions.retainAll(EnumSet.of(Function.EXP, Function.LOG, Function.TANH, Function.ERF));
    return functions;
  }
}
