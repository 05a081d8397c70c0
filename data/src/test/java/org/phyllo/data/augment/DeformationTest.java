package org.phyllo.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.phyllo.data.augment.Coordinates.Sources;

/** Where pixels come from, measured on images that say so. */
final class DeformationTest {
  private static final int SAMPLES = 400;

  /** Odd sides, so that a pixel lies on the center, and not square. */
  private final Coordinates images = new Coordinates(SAMPLES, 41, 61);

  @Test
  void shiftsAllPixelsAlike() {
    Augmentation shift = Augmentation.none().shift(3);
    double least = 0;
    double most = 0;
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Sources sources = images.read(shift, 1, 1, i);
      double down = -sources.row(0, 0);
      double right = -sources.column(0, 0);
      assertThat(sources.row(10, -20)).isCloseTo(10 - down, within(1e-4));
      assertThat(sources.column(10, -20)).isCloseTo(-20 - right, within(1e-4));
      least = Math.min(least, Math.min(down, right));
      most = Math.max(most, Math.max(down, right));
      sum += down + right;
    }
    assertThat(least).isBetween(-3.0, -2.95);
    assertThat(most).isBetween(2.95, 3.0);
    assertThat(sum / (2 * SAMPLES)).isCloseTo(0, within(0.25));
  }

  @Test
  void turnsAroundTheCenterByAnglesWithinTheRange() {
    Augmentation rotation = Augmentation.none().rotate(30);
    double least = 0;
    double most = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Sources sources = images.read(rotation, 2, 1, i);
      assertThat(sources.row(0, 0)).isCloseTo(0, within(1e-5));
      assertThat(sources.column(0, 0)).isCloseTo(0, within(1e-5));
      // What is turned counter-clockwise to the right of the center was below it, in rows that
      // grow downwards.
      double angle = Math.toDegrees(Math.atan2(sources.row(0, 20), sources.column(0, 20)));
      double radius = Math.hypot(sources.row(0, 20), sources.column(0, 20));
      assertThat(radius).isCloseTo(20, within(1e-4));
      double cosine = Math.cos(Math.toRadians(angle));
      double sine = Math.sin(Math.toRadians(angle));
      assertThat(sources.row(-9, 5)).isCloseTo(-9 * cosine + 5 * sine, within(1e-4));
      assertThat(sources.column(-9, 5)).isCloseTo(9 * sine + 5 * cosine, within(1e-4));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
    }
    assertThat(least).isBetween(-30.0, -29.5);
    assertThat(most).isBetween(29.5, 30.0);
  }

  @Test
  void scalesAroundTheCenterAndLargerMeansLarger() {
    Augmentation scale = Augmentation.none().scale(0.8, 1.5);
    double least = 1;
    double most = 1;
    for (int i = 0; i < SAMPLES; i++) {
      Sources sources = images.read(scale, 3, 1, i);
      assertThat(sources.row(0, 0)).isCloseTo(0, within(1e-5));
      double factor = 10 / sources.row(10, 0);
      assertThat(sources.column(0, -12)).isCloseTo(-12 / factor, within(1e-4));
      least = Math.min(least, factor);
      most = Math.max(most, factor);
    }
    assertThat(least).isBetween(0.8, 0.81);
    assertThat(most).isBetween(1.49, 1.5001);
  }

  @Test
  void elasticFieldsHaveTheirDeviationEverywhereAndAreSmooth() {
    double displacement = 1.5;
    double sigma = 4;
    Augmentation elastic = Augmentation.none().elastic(displacement, sigma);
    // What comes from outside is zero: only pixels that lie 6 deviations within are looked at.
    Sums center = new Sums();
    Sums aside = new Sums();
    Sums neighbor = new Sums();
    Sums far = new Sums();
    for (int i = 0; i < SAMPLES; i++) {
      Sources sources = images.read(elastic, 4, 1, i);
      double down = sources.row(0, 0);
      double right = sources.column(0, 0);
      center.add(down, right);
      aside.add(sources.row(11, -21) - 11, sources.column(11, -21) + 21);
      neighbor.add(down, sources.row(0, 4));
      neighbor.add(right, sources.column(-4, 0));
      far.add(down, sources.row(0, 20));
    }
    assertThat(center.deviation()).isCloseTo(displacement, within(0.12));
    assertThat(aside.deviation()).isCloseTo(displacement, within(0.12));
    assertThat(center.correlation()).isCloseTo(0, within(0.15));
    // Two places see the same noise through Gaussians that lie d apart: e^(-d^2 / (4 sigma^2)).
    assertThat(neighbor.correlation()).isCloseTo(Math.exp(-0.25), within(0.08));
    assertThat(far.correlation()).isCloseTo(0, within(0.15));
  }

  @Test
  void elasticFieldsAreAsStrongAtTheBorder() {
    GaussianWeights weights = GaussianWeights.of(9, 3.3, 2);
    float[][] numbers = new float[weights.grid()][weights.grid()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][i] = 1;
    }
    float[][] sums = new float[9][weights.grid()];
    weights.multiply(numbers, sums);
    for (float[] row : sums) {
      double variance = 0;
      for (float weight : row) {
        variance += weight * weight;
      }
      assertThat(variance).isCloseTo(4, within(1e-5));
    }
  }

  @Test
  void composesAsItsFormulaSays() {
    // The same seed draws the same numbers for each part, alone or with others.
    Augmentation affine = Augmentation.none().shift(2).rotate(20).scale(0.8, 1.2);
    Sources shifted = images.read(Augmentation.none().shift(2), 5, 1, 7);
    Sources turned = images.read(Augmentation.none().rotate(20), 5, 1, 7);
    Sources scaled = images.read(Augmentation.none().scale(0.8, 1.2), 5, 1, 7);
    Sources distorted = images.read(Augmentation.none().elastic(1, 5), 5, 1, 7);
    Sources all = images.read(affine.elastic(1, 5), 5, 1, 7);
    double y = 4 + (distorted.row(4, -6) - 4) + shifted.row(0, 0);
    double x = -6 + (distorted.column(4, -6) + 6) + shifted.column(0, 0);
    double sine = turned.row(0, 20) / 20;
    double cosine = turned.column(0, 20) / 20;
    double factor = 10 / scaled.row(10, 0);
    assertThat(all.row(4, -6)).isCloseTo((cosine * y + sine * x) / factor, within(1e-4));
    assertThat(all.column(4, -6)).isCloseTo((-sine * y + cosine * x) / factor, within(1e-4));
  }

  /** Sums of pairs, for the deviation of both and the correlation of one with the other. */
  private static final class Sums {
    private int count;
    private double squares;
    private double products;

    void add(double a, double b) {
      count++;
      squares += a * a + b * b;
      products += a * b;
    }

    double deviation() {
      return Math.sqrt(squares / (2 * count));
    }

    double correlation() {
      return products / (squares / 2);
    }
  }
}
