package org.phyllo.processor.print;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.phyllo.processor.ir.Expression.Function;

/**
 * The project's own functions over vectors, written out where they are needed in a generated class
 * that has {@code SPECIES}: operation by operation what {@code FloatMath} in the runtime does with
 * one value, so the bits are the same. They are no methods: a vector that crosses a call that
 * HotSpot happens not to inline is allocated on the heap, whereas the operations on vectors are
 * always inlined.
 */
final class VectorFunctions {
  private static final String BITS = ".reinterpretAsInts()";
  private static final String FLOATS = ".reinterpretAsFloats()";

  /** The sum of a value and 1.5 * 2^23 has the value, rounded to an integer, in its lowest bits. */
  private static final float ROUNDER = 12582912f;

  private static final float LOG2_E = 1.442695f;
  private static final float LN_2 = 0.6931472f;

  /** The locals of the functions below, as single words: {@code x} is the argument, y the value. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "\\b(x|y|n|r|p|a|e|f|h|v|shifted|exponent|scale|sign|subnormal|normal|bias|bits|mantissa)\\b");

  private final String prefix;
  private final String argument;
  private final UnaryOperator<String> names;
  private final Code code;

  private VectorFunctions(String prefix, String argument, UnaryOperator<String> names, Code code) {
    this.prefix = prefix;
    this.argument = argument;
    this.names = names;
    this.code = code;
  }

  /**
   * Prints the statements that compute a function that the processor's instructions lack.
   *
   * @param x its argument, a vector
   * @param names how a local is written where the code goes
   * @return the local that has the function's value, before it is written so
   */
  static String print(Function function, String x, UnaryOperator<String> names, Code code) {
    String prefix = function.name().toLowerCase(Locale.ROOT);
    VectorFunctions functions = new VectorFunctions(prefix, x, names, code);
    switch (function) {
      case EXP -> functions.exp();
      case LOG -> functions.log();
      case TANH -> functions.tanh();
      case ERF -> functions.erf();
      case NEGATE, ABS, SQRT ->
          throw new IllegalArgumentException(
              function + ": expected a function that vectors have no exact instruction for");
    }
    return prefix + "Y";
  }

  /** A local's name in the generated method: {@code expShifted}. */
  private String local(String name) {
    return names.apply(prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
  }

  private String localized(String text) {
    return LOCAL.matcher(text).replaceAll(match -> Matcher.quoteReplacement(local(match.group())));
  }

  /** Declares x. */
  private void begin(String comment) {
    code.comment(prefix + ": " + comment);
    code.statement("FloatVector " + local("x") + " = " + argument);
  }

  private void statement(String text) {
    code.statement(localized(text));
  }

  private void exp() {
    begin("x = n ln(2) + r");
    split("x", LOG2_E, LN_2);
    statement("r = n.fma(" + broadcast(1.9046542e-9f) + ", r)");
    horner(
        "p",
        "r",
        List.of(0.0013814524f, 0.00836881f, 0.041668084f, 0.16666518f, 0.49999997f, 1f, 1f));
    statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)");
    statement("FloatVector y = p" + BITS + ".add(exponent)" + FLOATS);
    statement("y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f))");
    statement("y = x.mul(Float.MAX_VALUE).blend(y, x.compare(VectorOperators.LE, 88.72283f))");
  }

  private void log() {
    begin("x = 2^e (1 + f), 1 + f between 2/3 and 4/3");
    statement("var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL)");
    statement("FloatVector normal = x.blend(x.mul(" + literal(0x1p23f) + "), subnormal)");
    statement(
        "FloatVector bias = %s.blend(%s, subnormal)"
            .formatted(broadcast(ROUNDER + 127), literal(ROUNDER + 127 + 23)));
    statement("var bits = normal" + BITS + ".add(0x555555)");
    statement("var exponent = bits.lanewise(VectorOperators.LSHR, 23).or(0x4b400000)");
    statement("FloatVector e = exponent" + FLOATS + ".sub(bias)");
    statement("var mantissa = bits.and(0x7fffff).add(0x3f2aaaab)");
    statement("FloatVector f = mantissa" + FLOATS + ".sub(1f)");
    horner(
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
    statement("p = p.fma(f.mul(f), f)");
    statement("FloatVector y = e.fma(" + broadcast(LN_2) + ", p)");
    statement("y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY))");
    statement("y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f))");
    statement("y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f))");
  }

  private void tanh() {
    begin("h = (e^(2a) - 1) / 2, a = n ln(2) / 2 + r");
    statement("FloatVector a = x.abs()");
    split("a", 2 * LOG2_E, LN_2 / 2);
    horner("p", "r", List.of(0.04442575f, 0.13385446f, 0.3333293f, 0.66666156f, 1.0000001f));
    statement("p = p.fma(r.mul(r), r)");
    statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)");
    statement("FloatVector scale = exponent.add(0x3f800000)" + FLOATS);
    statement("FloatVector h = scale.fma(p, scale.fma(0.5f, -0.5f))");
    statement("FloatVector y = h.div(h.add(1f))");
    statement("y = y.blend(1f, a.compare(VectorOperators.GT, 9.02f))");
    takeSignOfX();
  }

  private void erf() {
    begin("v = -ln(1 - erf(a))");
    statement("FloatVector a = x.abs()");
    horner(
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
    statement("v = v.fma(a, a)");
    code.comment("erf(a) = 1 - e^-v, v = -n ln(2) + r");
    split("v", -LOG2_E, -LN_2);
    horner("p", "r", List.of(-0.0013882437f, 0.008366523f, -0.041670613f, 0.16666545f, -0.5f));
    statement("p = p.fma(r.mul(r), r)");
    statement("var exponent = shifted" + BITS + ".lanewise(VectorOperators.LSHL, 23)");
    statement("FloatVector scale = exponent.add(0x3f800000)" + FLOATS);
    statement("FloatVector y = scale.fma(p, broadcast(SPECIES, 1f).sub(scale))");
    statement("y = y.blend(1f, a.compare(VectorOperators.GT, 3.92f))");
    takeSignOfX();
  }

  /** Declares n, an integer, and r with {@code value = n * unit + r}; perUnit is 1 / unit. */
  private void split(String value, float perUnit, float unit) {
    statement(
        "FloatVector shifted = %s.fma(%s, %s)"
            .formatted(value, literal(perUnit), literal(ROUNDER)));
    statement("FloatVector n = shifted.sub(" + literal(ROUNDER) + ")");
    statement("FloatVector r = n.fma(%s, %s)".formatted(broadcast(-unit), value));
  }

  /** Declares a polynomial, highest coefficient first. */
  private void horner(String name, String variable, List<Float> coefficients) {
    statement(
        "FloatVector %s = %s.fma(%s, %s)"
            .formatted(name, variable, literal(coefficients.get(0)), literal(coefficients.get(1))));
    for (float c : coefficients.subList(2, coefficients.size())) {
      statement("%s = %s".formatted(name, fma(name, variable, literal(c))));
    }
  }

  private void takeSignOfX() {
    statement("var sign = x" + BITS + ".and(0x80000000)");
    statement("y = y" + BITS + ".or(sign)" + FLOATS);
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
