package org.phyllo.processor.print;

import com.palantir.javapoet.MethodSpec;
import org.phyllo.processor.ir.Expression.Function;

final class VectorFunctions {
  static MethodSpec of(Function f) {
    return MethodSpec.methodBuilder(f.name().toLowerCase())
        .addModifiers(
            javax.lang.model.element.Modifier.PRIVATE, javax.lang.model.element.Modifier.STATIC)
        .returns(Types.FLOAT_VECTOR)
        .addParameter(Types.FLOAT_VECTOR, "x")
        .addStatement(
            "return x.lanewise($T.$L)",
            Types.VECTOR_OPERATORS,
            f == Function.ERF ? "TANH" : f.name())
        .build();
  }
}
