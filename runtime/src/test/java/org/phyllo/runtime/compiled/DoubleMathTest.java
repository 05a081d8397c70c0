package org.phyllo.runtime.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoubleMathTest {
  /** The values are those of mpmath with 40 digits at exactly the {@code double} given. */
  @ParameterizedTest
  @CsvSource({
    "1e-300, 1.1283791670955126022e-300",
    "1e-10, 1.128379167095512615e-10",
    "0.001, 0.0011283787909692364034",
    "0.1, 0.1124629160182848984",
    "0.25, 0.27632639016823693299",
    "0.5, 0.52049987781304653768",
    "0.75, 0.7111556336535151316",
    "1, 0.84270079294971486934",
    "1.25, 0.92290012825645823014",
    "1.5, 0.96610514647531072707",
    "1.75, 0.98667167121918244377",
    "1.9, 0.99279042923525746724",
    "1.9999, 0.99532019790702939169",
    "2, 0.99532226501895273416",
    "2.1, 0.99702053334366701571",
    "2.5, 0.99959304798255504106",
    "3, 0.99997790950300141456",
    "3.5, 0.99999925690162765859",
    "4.5, 0.99999999980338395585",
    "5.5, 0.99999999999999264215",
    "5.9, 0.9999999999999999281",
    "7, 1.0"
  })
  void erfIsRightTo15Digits(double x, double expected) {
    assertThat(DoubleMath.erf(x)).isCloseTo(expected, Percentage.withPercentage(1e-13));
    assertThat(DoubleMath.erf(-x)).isEqualTo(-DoubleMath.erf(x));
  }

  @Test
  void erfIsContinuousWhereItsMethodsMeet() {
    double below = DoubleMath.erf(Math.nextDown(2.0));
    double above = DoubleMath.erf(2.0);
    assertThat(above).isBetween(below - 2e-16, below + 2e-16);
  }

  @Test
  void erfAtTheLimits() {
    assertThat(DoubleMath.erf(Double.POSITIVE_INFINITY)).isEqualTo(1.0);
    assertThat(DoubleMath.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1.0);
    assertThat(DoubleMath.erf(Double.NaN)).isNaN();
    assertThat(Double.doubleToRawLongBits(DoubleMath.erf(-0.0)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }
}
