package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** Prints the class that users train with; what it does is the runtime's. */
final class TrainerPrinter {
  private TrainerPrinter() {}

  static TypeSpec print(ResolvedNetwork network, GeneratedNames names) {
    ClassName builder = Types.TRAINER_BUILDER;
    ParameterizedTypeName own = ParameterizedTypeName.get(builder, names.model(), names.trainer());
    MethodSpec.Builder create =
        MethodSpec.methodBuilder("builder")
            .addJavadoc(
                "Starts a training run's settings.\n\n@return a builder with all defaults\n")
            .addModifiers(Modifier.STATIC)
            .returns(own)
            .addStatement(
                "return builder($T.network(), $T::new, $T::new)",
                names.model(),
                names.model(),
                names.trainer());
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.trainer())
            .addJavadoc("Trains network $L into a {@link $T}.\n", network.name(), names.model())
            .addModifiers(Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(Types.TRAINER, names.model()))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(own, "builder")
                    .addStatement("super(builder)")
                    .build());
    if (network.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
      create.addModifiers(Modifier.PUBLIC);
    }
    return type.addMethod(create.build()).build();
  }
}
