package org.phyllo.processor.print;

import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Expression.Function;

/**
 * The project's own functions over vectors, as methods of a generated class that has {@code
 * SPECIES}: operation by operation what {@code FloatMath} in the runtime does with one value, so
 * the bits are the same. Each has less than the 325 bytes up to which HotSpot inlines it ({@code
 * FreqInlineSize}).
 */
final class VectorFunctions {
  private static final String BITS = ".reinterpretAsInts()";
  private static final String FLOATS = ".reinterpretAsFloats()";

  /** The sum of a value and 1.5 * 2^23 has the value, rounded to an integer, in its lowest bits. */
  private static final float ROUNDER = 12582912f;

  private static final float LOG2_E = 1.442695f;
  private static final float LN_2 = 0.6931472f;

  private VectorFunctions() {}

  /** The method of a function that the processor's instructions lack. */
  static MethodSpec of(Function function) {
    return switch (function) {
      case EXP -> method("exp", "e to the power of each lane.", exp());
      case LOG -> method("log", "The natural logarithm of each lane.", log());
      case TANH -> method("tanh", "The hyperbolic tangent of each lane.", tanh());
      case ERF -> method("erf", "The error function of each lane.", erf());
      case NEGATE, ABS, SQRT ->
          throw new IllegalArgumentException(
              function + ": expected a function that vectors have no exact instruction for");
    };
  }

  private static MethodSpec method(String name, String comment, Code body) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L\n", comment)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(Types.FLOAT_VECTOR)
        .addParameter(Types.FLOAT_VECTOR, "x")
        .addCode(body.build())
        .build();
  }

  private static Code exp() {
    Code code = new Code().comment("x = n ln(2) + r");
    split(code, "x", LOG2_E, LN_2);
    code.statement("r = n.fma(" + broadcast(1.9046542e-9f) + ", r)");
    horner(
        code,
        "p",
        "r",
        List.of(0.0013814524f, 0.00836881f, 0.041668084f, 0.16666518f, 0.49999997f, 1f, 1f));
    return code.statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)")
        .statement("FloatVector y = p" + BITS + ".add(exponent)" + FLOATS)
        .statement("y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f))")
        .statement(
            "return x.mul(Float.MAX_VALUE).blend(y, x.compare(VectorOperators.LE, 88.72283f))");
  }

  private static Code log() {
    Code code =
        new Code()
            .comment("x = 2^e (1 + f), 1 + f between 2/3 and 4/3")
            .statement("var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL)")
            .statement("FloatVector normal = x.blend(x.mul(" + literal(0x1p23f) + "), subnormal)")
            .statement(
                "FloatVector bias = %s.blend(%s, subnormal)"
                    .formatted(broadcast(ROUNDER + 127), literal(ROUNDER + 127 + 23)))
            .statement("var bits = normal" + BITS + ".add(0x555555)")
            .statement("var exponent = bits.lanewise(VectorOperators.LSHR, 23).or(0x4b400000)")
            .statement("FloatVector e = exponent" + FLOATS + ".sub(bias)")
            .statement("var mantissa = bits.and(0x7fffff).add(0x3f2aaaab)")
            .statement("FloatVector f = mantissa" + FLOATS + ".sub(1f)");
    horner(
        code,
        "p",
        "f",
        List.of(
            0.14025068f,
            -0.15389132f,
            0.13995963f,
            -0.16416135f,
            0.20011348f,
            -0.25007802f,
            0.33333173f,
            -0.49999937f));
    return code.statement("p = p.fma(f.mul(f), f)")
        .statement("FloatVector y = e.fma(" + broadcast(LN_2) + ", p)")
        .statement("y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY))")
        .statement("y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f))")
        .statement("return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f))");
  }

  private static Code tanh() {
    Code code =
        new Code()
            .comment("h = (e^(2a) - 1) / 2, a = n ln(2) / 2 + r")
            .statement("FloatVector a = x.abs()");
    split(code, "a", 2 * LOG2_E, LN_2 / 2);
    horner(code, "p", "r", List.of(0.04442575f, 0.13385446f, 0.3333293f, 0.66666156f, 1.0000001f));
    code.statement("p = p.fma(r.mul(r), r)")
        .statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)")
        .statement("FloatVector scale = exponent.add(0x3f800000)" + FLOATS)
        .statement("FloatVector h = scale.fma(p, scale.fma(0.5f, -0.5f))")
        .statement("FloatVector y = h.div(h.add(1f))")
        .statement("y = y.blend(1f, a.compare(VectorOperators.GT, 9.02f))");
    return withSignOfX(code);
  }

  private static Code erf() {
    Code code = new Code().comment("v = -ln(1 - erf(a))").statement("FloatVector a = x.abs()");
    horner(
        code,
        "v",
        "a",
        List.of(
            4.0703984e-5f,
            -3.8101684e-4f,
            0.0012516382f,
            2.0575733e-4f,
            -0.019320546f,
            0.102812655f,
            0.6366173f,
            0.12837918f));
    code.statement("v = v.fma(a, a)").comment("erf(a) = 1 - e^-v, v = -n ln(2) + r");
    split(code, "v", -LOG2_E, -LN_2);
    horner(
        code, "p", "r", List.of(-0.0013882437f, 0.008366523f, -0.041670613f, 0.16666545f, -0.5f));
    code.statement("p = p.fma(r.mul(r), r)")
        .statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)")
        .statement("FloatVector scale = exponent.add(0x3f800000)" + FLOATS)
        .statement("FloatVector y = scale.fma(p, broadcast(SPECIES, 1f).sub(scale))")
        .statement("y = y.blend(1f, a.compare(VectorOperators.GT, 3.92f))");
    return withSignOfX(code);
  }

  /** Declares n, an integer, and r with {@code value = n * unit + r}; perUnit is 1 / unit. */
  private static void split(Code code, String value, float perUnit, float unit) {
    code.statement(
            "FloatVector shifted = %s.fma(%s, %s)"
                .formatted(value, literal(perUnit), literal(ROUNDER)))
        .statement("FloatVector n = shifted.sub(" + literal(ROUNDER) + ")")
        .statement("FloatVector r = n.fma(%s, %s)".formatted(broadcast(-unit), value));
  }

  /** Declares a polynomial, highest coefficient first. */
  private static void horner(Code code, String name, String variable, List<Float> coefficients) {
    code.statement(
        "FloatVector %s = %s.fma(%s, %s)"
            .formatted(name, variable, literal(coefficients.get(0)), literal(coefficients.get(1))));
    for (float c : coefficients.subList(2, coefficients.size())) {
      code.statement("%s = %s".formatted(name, fma(name, variable, literal(c))));
    }
  }

  private static Code withSignOfX(Code code) {
    return code.statement("var sign = x" + BITS + ".and(0x80000000)")
        .statement("return y" + BITS + ".or(sign)" + FLOATS);
  }

  /** A sum with a constant; shorter in bytecode than to make a vector of it first. */
  private static String fma(String a, String b, String constant) {
    return "%s.lanewise(VectorOperators.FMA, %s, %s)".formatted(a, b, constant);
  }

  private static String broadcast(float value) {
    return "broadcast(SPECIES, " + literal(value) + ")";
  }

  private static String literal(float value) {
    boolean whole = value == Math.rint(value);
    return whole
        ? String.format(Locale.ROOT, "%d", (long) value) + "f"
        : Float.toString(value) + "f";
  }
}
