package org.phyllo.runtime.compiled;

/**
 * The exponential, logarithm, hyperbolic tangent and error function that generated kernels compute
 * with, in {@code float}.
 *
 * <p>Each is a fixed sequence of additions, multiplications, fused multiply-adds, at most one
 * division, integer operations on the bits of a value, and choices between two values. Vector
 * instructions have all of these, exactly rounded, so the vector code that the compiler writes
 * gives the same bits in every lane, whatever the machine and the width of its vectors; the JDK's
 * own vector functions don't. The polynomials' coefficients are minimax fits of this project
 * (Remez's algorithm with 40 digits, weighted to bound the relative error of the result), rounded
 * to {@code float} and then moved by units in the last place as long as that lowered the measured
 * error. The largest errors stated are in units in the last place (ulp) of the true value, measured
 * over every {@code float} of the range.
 *
 * <p>NaN gives NaN. Where a processor has no fused multiply-add these functions are slow, but give
 * the same bits.
 */
public final class FloatMath {
  /** 1.5 * 2^23: adding it leaves a value, rounded to an integer, in a sum's lowest bits. */
  private static final float ROUNDER = 12582912f;

  private static final float LOG2_E = 1.442695f;
  private static final float LN_2 = 0.6931472f;

  /** What {@link #LN_2} is too large by. */
  private static final float LN_2_EXCESS = 1.9046542e-9f;

  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA = 0x7fffff;
  private static final int SIGN = 0x80000000;
  private static final int ONE = 0x3f800000;
  private static final int TWO_THIRDS = 0x3f2aaaab;

  private FloatMath() {}

  /**
   * The exponential, {@code e^x = 2^n e^r} with {@code n} an integer and {@code |r| <= ln(2) / 2}.
   *
   * @param x any value
   * @return {@code e^x} to 0.91 ulp; 0 below -87.33654, where the result would be less than the
   *     smallest normal number; infinity above 88.72283
   */
  public static float exp(float x) {
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, LN_2_EXCESS, Math.fma(n, -LN_2, x));
    float p = Math.fma(r, 0.0013814524f, 0.00836881f);
    p = Math.fma(p, r, 0.041668084f);
    p = Math.fma(p, r, 0.16666518f);
    p = Math.fma(p, r, 0.49999997f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    int exponent = Float.floatToRawIntBits(shifted) << MANTISSA_BITS;
    float y = Float.intBitsToFloat(Float.floatToRawIntBits(p) + exponent);
    y = x < -87.33654f ? 0f : y;
    return x <= 88.72283f ? y : x * Float.MAX_VALUE;
  }

  /**
   * The natural logarithm, {@code ln(x) = e ln(2) + ln(1 + f)} for {@code x = 2^e (1 + f)} with
   * {@code e} an integer and {@code 1 + f} between 2/3 and 4/3.
   *
   * @param x any value
   * @return {@code ln(x)} to 1.06 ulp, also of subnormal numbers; minus infinity of 0, NaN of
   *     negative numbers
   */
  public static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    float normal = subnormal ? x * 0x1p23f : x;
    float bias = subnormal ? ROUNDER + 127 + 23 : ROUNDER + 127;
    int bits = Float.floatToRawIntBits(normal) + (ONE - TWO_THIRDS);
    float e = Float.intBitsToFloat(bits >>> MANTISSA_BITS | 0x4b400000) - bias; // ROUNDER's bits
    float f = Float.intBitsToFloat((bits & MANTISSA) + TWO_THIRDS) - 1f;
    float p = Math.fma(f, 0.14025068f, -0.15389132f);
    p = Math.fma(p, f, 0.13995963f);
    p = Math.fma(p, f, -0.16416135f);
    p = Math.fma(p, f, 0.20011348f);
    p = Math.fma(p, f, -0.25007802f);
    p = Math.fma(p, f, 0.33333173f);
    p = Math.fma(p, f, -0.49999937f);
    p = Math.fma(p, f * f, f);
    float y = Math.fma(e, LN_2, p);
    y = x < Float.POSITIVE_INFINITY ? y : x;
    y = x < 0f ? Float.NaN : y;
    return x == 0f ? Float.NEGATIVE_INFINITY : y;
  }

  /**
   * The hyperbolic tangent, {@code tanh(x) = h / (h + 1)} with {@code h = (e^(2x) - 1) / 2}, of
   * {@code |x|}, with the sign of {@code x}.
   *
   * @param x any value
   * @return {@code tanh(x)} to 2.43 ulp, never beyond -1 and 1; exactly odd; {@code x} itself below
   *     {@code 2^-25}
   */
  public static float tanh(float x) {
    float a = Math.abs(x);
    float shifted = Math.fma(a, 2 * LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN_2 / 2, a);
    float p = Math.fma(r, 0.04442575f, 0.13385446f);
    p = Math.fma(p, r, 0.3333293f);
    p = Math.fma(p, r, 0.66666156f);
    p = Math.fma(p, r, 1.0000001f);
    p = Math.fma(p, r * r, r);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + ONE);
    float h = Math.fma(scale, p, Math.fma(scale, 0.5f, -0.5f));
    float y = h / (h + 1f);
    return withSignOf(x, a > 9.02f ? 1f : y);
  }

  /**
   * The error function, {@code erf(x) = 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x}, as {@code
   * 1 - e^-v} of {@code |x|}, with the sign of {@code x}; {@code v = -ln(1 - erf(|x|))} is a
   * polynomial.
   *
   * @param x any value
   * @return {@code erf(x)} to 2.05 ulp, never beyond -1 and 1; exactly odd
   */
  public static float erf(float x) {
    float a = Math.abs(x);
    float v = Math.fma(a, 4.0703984e-5f, -3.8101684e-4f);
    v = Math.fma(v, a, 0.0012516382f);
    v = Math.fma(v, a, 2.0575733e-4f);
    v = Math.fma(v, a, -0.019320546f);
    v = Math.fma(v, a, 0.102812655f);
    v = Math.fma(v, a, 0.6366173f);
    v = Math.fma(v, a, 0.12837918f);
    v = Math.fma(v, a, a);
    float shifted = Math.fma(v, -LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, LN_2, v);
    float p = Math.fma(r, -0.0013882437f, 0.008366523f);
    p = Math.fma(p, r, -0.041670613f);
    p = Math.fma(p, r, 0.16666545f);
    p = Math.fma(p, r, -0.5f);
    p = Math.fma(p, r * r, r);
    float scale = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + ONE);
    float y = Math.fma(scale, p, 1f - scale);
    return withSignOf(x, a > 3.92f ? 1f : y);
  }

  /** Gives a sign to a value that has none. */
  private static float withSignOf(float x, float y) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }
}
