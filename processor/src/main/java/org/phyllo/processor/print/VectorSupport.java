package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;

/** What vector kernels carry with them, as no public type may name a vector. */
final class VectorSupport {
  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private VectorSupport() {}

  static void addFields(TypeSpec.Builder type) {
    TypeName floats = ParameterizedTypeName.get(Types.VECTOR_SPECIES, ClassName.get(Float.class));
    type.addField(FieldSpec.builder(floats, "SPECIES", CONSTANT).initializer("species()").build());
    type.addField(
        FieldSpec.builder(TypeName.INT, "LANES", CONSTANT).initializer("SPECIES.length()").build());
  }

  static MethodSpec species() {
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
}
