package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final List<String> ONE = List.of("only");

  private static Dataset pixels(float... values) {
    return Dataset.pixels("digits", new int[] {1}, values, 255, new int[values.length], ONE);
  }

  private static Dataset measured(float... values) {
    return Dataset.classification("iris", new int[] {1}, values, new int[values.length], ONE);
  }

  @Test
  void dividesPixelsByTheirMaximum() {
    Dataset data = pixels(0, 51, 128, 255).normalized();
    assertThat(data.input(0)).containsExactly(0);
    assertThat(data.input(1)).containsExactly(51 / 255f);
    assertThat(data.input(2)).containsExactly(128 / 255f);
    assertThat(data.input(3)).containsExactly(1);
    assertThat(data.scale()).isEqualTo(new ValueScale.Normalized(255));
  }

  @Test
  void keepsOrderAndTargetsOfASubset() {
    int[] labels = {0, 1, 2};
    Dataset data =
        Dataset.pixels(
            "d", new int[] {1}, new float[] {0, 8, 16}, 16, labels, List.of("a", "b", "c"));
    Dataset part = data.subset(2, 1).normalized();
    assertThat(part.size()).isEqualTo(2);
    assertThat(part.input(1)).containsExactly(0.5f);
    assertThat(part.label(1)).isEqualTo(1);
  }

  @Test
  void refusesToNormalizeTwice() {
    Dataset data = pixels(0, 255).normalized();
    assertThatIllegalStateException()
        .isThrownBy(data::normalized)
        .withMessage(
            "digits.normalized: holds pixels normalized from 0..255 to 0..1 already. Scaling twice"
                + " would make every input nearly 0, and the loss would stick. Leave out this"
                + " second call.");
    assertThatIllegalStateException().isThrownBy(() -> data.take(1).named("n").normalized());
    assertThatIllegalStateException().isThrownBy(() -> data.scaledBy(1 / 255f));
  }

  @Test
  void noticesPixelsThatWereNormalizedByHand() {
    assertThatIllegalStateException()
        .isThrownBy(() -> pixels(0, 0.5f, 1).normalized())
        .withMessageContaining("none is above 1.0: they look normalized already");
    assertThat(pixels(0, 0).normalized().input(0)).containsExactly(0);
  }

  @Test
  void refusesToNormalizeMeasurements() {
    assertThatIllegalStateException()
        .isThrownBy(() -> measured(1).normalized())
        .withMessageStartingWith(
            "iris.normalized: holds values as measured, expected raw pixels. Use standardized");
  }

  @Test
  void scalesMeasurementsOnce() {
    Dataset data = measured(2, -4).scaledBy(0.5f);
    assertThat(data.input(1)).containsExactly(-2);
    assertThat(data.scale()).isEqualTo(new ValueScale.Scaled(0.5f));
    assertThatIllegalStateException().isThrownBy(() -> data.scaledBy(2));
    assertThatIllegalStateException().isThrownBy(data::normalized);
    assertThatIllegalStateException()
        .isThrownBy(() -> pixels(1).scaledBy(2))
        .withMessage("digits.scaledBy: holds raw pixels 0..255. Use normalized() instead.");
    for (float factor : new float[] {0, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> measured(1).scaledBy(factor));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measured(1e38f).scaledBy(100))
        .withMessage("iris: sample 0, input 0 is Infinity, expected a finite number");
  }

  @Test
  void standardizesWithTheTrainingPartsMeans() {
    float[] features = {1, 5, 3, 5, 5, 5};
    Dataset train = Dataset.classification("t", new int[] {2}, features, new int[3], ONE);
    Dataset test = Dataset.classification("u", new int[] {2}, new float[] {7, 6}, new int[1], ONE);
    TrainTest both = new TrainTest(train, test).standardized();
    float deviation = (float) Math.sqrt(8.0 / 3);
    assertThat(both.train().input(0)).containsExactly(-2 / deviation, 0);
    assertThat(both.train().input(1)).containsExactly(0, 0);
    assertThat(both.test().input(0)).containsExactly(4 / deviation, 1);

    Standardization means = Standardization.of(train);
    assertThat(means.mean()).containsExactly(3, 5);
    assertThat(means.deviation()).containsExactly(deviation, 1);
    float[] input = {7, 6};
    means.apply(input);
    assertThat(input).containsExactly(4 / deviation, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> means.apply(new float[3]))
        .withMessage("Standardization.apply: input has 3 values, expected 2");
  }

  @Test
  void refusesToStandardizeTwiceOrFromAnotherScale() {
    Dataset raw = pixels(0, 100, 255);
    Dataset data = raw.standardized(Standardization.of(raw));
    assertThat(data.scale())
        .isEqualTo(new ValueScale.Standardized(new ValueScale.Pixels(255)))
        .hasToString("standardized values (before: raw pixels 0..255)");
    assertThatIllegalStateException().isThrownBy(() -> data.standardized(Standardization.of(raw)));
    assertThatIllegalStateException().isThrownBy(() -> Standardization.of(data));
    assertThatIllegalStateException().isThrownBy(data::normalized);
    assertThatIllegalStateException()
        .isThrownBy(() -> raw.normalized().standardized(Standardization.of(raw)))
        .withMessage(
            "digits.standardized: holds pixels normalized from 0..255 to 0..1, but the means were"
                + " computed from raw pixels 0..255. Scale both parts alike first.");
    Dataset wide = Dataset.classification("w", new int[] {2}, new float[2], new int[1], ONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wide.standardized(Standardization.of(measured(1, 2))));
  }

  @Test
  void partsOfOneSplitMustBeAlike() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainTest(pixels(0, 255), pixels(0, 255).normalized()))
        .withMessage(
            "training and test part have different scale: raw pixels 0..255 and pixels normalized"
                + " from 0..255 to 0..1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainTest(measured(1), measured(1).reshaped(1, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainTest(measured(1), measured(1).oneHot()));
    TrainTest both = new TrainTest(pixels(0, 255), pixels(51));
    assertThat(both.normalized().test().input(0)).containsExactly(0.2f);
    assertThat(both.reshaped(1, 1, 1).test().inputShape()).containsExactly(1, 1, 1);
    assertThat(both.oneHot().train().targetSize()).isEqualTo(1);
  }

  @Test
  void pixelMaximumIsPositive() {
    for (float maximum : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ValueScale.Pixels(maximum));
    }
  }
}
