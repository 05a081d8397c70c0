package org.phyllo.runtime.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FloatMathTest {
  /** HotSpot's FreqInlineSize: larger methods are never inlined. */
  private static final int INLINED_BYTES = 325;

  /** A prime, so that a walk over the bits meets mantissas of all kinds. */
  private static final int STEP = 1009;

  @FunctionalInterface
  interface FloatFunction {
    float apply(float x);
  }

  /** A function, the range where errors are measured, and the documented largest error. */
  record Case(
      String name,
      FloatFunction function,
      DoubleUnaryOperator truth,
      float low,
      float high,
      double ulps) {

    @Override
    public String toString() {
      return name;
    }

    void check(float x) {
      float y = function.apply(x);
      double expected = truth.applyAsDouble(x);
      double error = Math.abs(y - expected) / ulp(expected);
      if (!(error <= ulps)) {
        fail("%s(%s) is %s, expected %s: %.3f ulp".formatted(name, x, y, expected, error));
      }
    }
  }

  private static final Case EXP =
      new Case("exp", FloatMath::exp, StrictMath::exp, -87.33654f, 88.72283f, 0.91);
  private static final Case LOG =
      new Case("log", FloatMath::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE, 1.06);
  private static final Case TANH =
      new Case("tanh", FloatMath::tanh, StrictMath::tanh, -20f, 20f, 2.43);
  private static final Case ERF = new Case("erf", FloatMath::erf, DoubleMath::erf, -10f, 10f, 2.05);

  static List<Case> all() {
    return List.of(EXP, LOG, TANH, ERF);
  }

  static List<Case> sigmoids() {
    return List.of(TANH, ERF);
  }

  /** The distance of the {@code float}s around a value. */
  private static double ulp(double value) {
    return Math.scalb(1.0, Math.max(Math.getExponent(value), Float.MIN_EXPONENT) - 23);
  }

  @ParameterizedTest
  @MethodSource("all")
  void staysWithinTheDocumentedError(Case c) {
    for (int bits = 0; bits <= Float.floatToIntBits(c.high); bits += STEP) {
      c.check(Math.max(c.low, Float.intBitsToFloat(bits)));
    }
    for (int bits = 0; bits <= Float.floatToIntBits(-c.low); bits += STEP) {
      c.check(-Float.intBitsToFloat(bits));
    }
    c.check(c.low);
    c.check(c.high);
  }

  @ParameterizedTest
  @MethodSource("all")
  void nanGivesNan(Case c) {
    for (int bits : new int[] {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffc00000, 0xffffffff}) {
      assertThat(c.function.apply(Float.intBitsToFloat(bits))).isNaN();
    }
  }

  @Test
  void expAtTheLimits() {
    assertThat(FloatMath.exp(0f)).isEqualTo(1f);
    assertThat(FloatMath.exp(-0f)).isEqualTo(1f);
    assertThat(FloatMath.exp(-87.33654f)).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
    assertThat(FloatMath.exp(Math.nextDown(-87.33654f))).isEqualTo(0f);
    assertThat(FloatMath.exp(-Float.MAX_VALUE)).isEqualTo(0f);
    assertThat(FloatMath.exp(Float.NEGATIVE_INFINITY)).isEqualTo(0f);
    assertThat(FloatMath.exp(Math.nextUp(88.72283f))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatMath.exp(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatMath.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void logAtTheLimits() {
    assertThat(FloatMath.log(1f)).isEqualTo(0f);
    assertThat(FloatMath.log(0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatMath.log(-0f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatMath.log(-Float.MIN_VALUE)).isNaN();
    assertThat(FloatMath.log(-1f)).isNaN();
    assertThat(FloatMath.log(Float.NEGATIVE_INFINITY)).isNaN();
    assertThat(FloatMath.log(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("sigmoids")
  void sigmoidsAreOddAndBounded(Case c) {
    for (int bits = 0; bits <= Float.floatToIntBits(Float.POSITIVE_INFINITY); bits += STEP) {
      float x = Float.intBitsToFloat(bits);
      float y = c.function.apply(x);
      if (!(y >= 0 && y <= 1)
          || Float.floatToRawIntBits(c.function.apply(-x)) != Float.floatToRawIntBits(-y)) {
        fail("%s(%s) is %s, of the opposite %s".formatted(c, x, y, c.function.apply(-x)));
      }
    }
    assertThat(c.function.apply(Float.POSITIVE_INFINITY)).isEqualTo(1f);
    assertThat(c.function.apply(Float.NEGATIVE_INFINITY)).isEqualTo(-1f);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, Float.MIN_VALUE, Float.MIN_NORMAL, 1.2345e-20f, -0x1.fffffep-26f})
  void tanhOfATinyValueIsTheValue(float x) {
    assertThat(Float.floatToRawIntBits(FloatMath.tanh(x))).isEqualTo(Float.floatToRawIntBits(x));
  }

  @Test
  void methodsAreSmallEnoughToBeInlined() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FloatMath.class.getResourceAsStream("FloatMath.class"))) {
      for (MethodModel method : ClassFile.of().parse(in.readAllBytes()).methods()) {
        int bytes = method.findAttribute(Attributes.code()).orElseThrow().codeLength();
        assertThat(bytes).as(method.methodName().stringValue()).isLessThan(INLINED_BYTES);
      }
    }
  }
}
