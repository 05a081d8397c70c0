package org.phyllo.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.phyllo.data.Allocation;
import org.phyllo.data.Dataset;
import org.phyllo.data.Standardization;
import org.phyllo.data.UciDigits;
import org.phyllo.runtime.Examples;

final class AugmentationTest {
  private static final Augmentation SMALL =
      Augmentation.none().shift(0.5).rotate(8).scale(0.9, 1.1).elastic(0.3, 1.5);

  private final Dataset digits = UciDigits.dataset().test();

  private static float[] input(Examples data, int index) {
    float[] input = new float[64];
    data.readInput(index, input, 0);
    return input;
  }

  @Test
  void noneLeavesEveryBit() {
    Examples same = digits.augmented(Augmentation.none(), 1).inEpoch(3);
    for (int i = 0; i < digits.size(); i++) {
      assertThat(input(same, i)).isEqualTo(digits.input(i));
    }
  }

  @Test
  void theSetItselfReadsTheImagesAsTheyAre() {
    Examples varied = digits.augmented(SMALL, 1);
    assertThat(input(varied, 5)).isEqualTo(digits.input(5));
    assertThat(varied.size()).isEqualTo(digits.size());
    assertThat(varied.inputShape()).containsExactly(1, 8, 8);
    assertThat(varied.classes()).isEqualTo(10);
    assertThat(varied.targetSize()).isEqualTo(1);
    float[] target = new float[3];
    varied.inEpoch(2).readTarget(7, target, 1);
    assertThat(target).containsExactly(0, digits.label(7), 0);
  }

  @Test
  void epochSeedAndSampleDecideAndNothingElse() {
    Examples varied = digits.augmented(SMALL, 1);
    float[] first = input(varied.inEpoch(1), 5);
    assertThat(first).isNotEqualTo(digits.input(5));
    assertThat(input(varied.inEpoch(2), 5)).isNotEqualTo(first);
    assertThat(input(digits.augmented(SMALL, 2).inEpoch(1), 5)).isNotEqualTo(first);
    assertThat(input(varied.inEpoch(1), 5)).isEqualTo(first);
    Augmentation otherOrder =
        Augmentation.none().elastic(0.3, 1.5).scale(0.9, 1.1).shift(9).rotate(8).shift(0.5);
    assertThat(input(digits.augmented(otherOrder, 1).inEpoch(1), 5)).isEqualTo(first);
    Dataset sixTimes = digits.subset(5, 5, 5, 5, 5, 5);
    assertThat(input(sixTimes.augmented(SMALL, 1).inEpoch(1), 5)).isEqualTo(first);
    assertThat(input(sixTimes.augmented(SMALL, 1).inEpoch(1), 4)).isNotEqualTo(first);
  }

  /** Recorded once: another machine, JVM or vector width must come to the same. */
  @Test
  void givesTheSameBitsEverywhere() {
    Examples varied = digits.augmented(SMALL, 42);
    int hash = 1;
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (int i = 0; i < digits.size(); i++) {
        hash = 31 * hash + Arrays.hashCode(input(varied.inEpoch(epoch), i));
      }
    }
    assertThat(hash).isEqualTo(-1304944259);
  }

  @Test
  void threadsDontDisturbEachOther() throws Exception {
    Examples epoch = digits.augmented(SMALL, 1).inEpoch(1);
    List<float[]> alone = IntStream.range(0, epoch.size()).mapToObj(i -> input(epoch, i)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> same =
          IntStream.range(0, 32)
              .mapToObj(
                  task ->
                      threads.submit(
                          () ->
                              IntStream.range(0, epoch.size())
                                  .map(i -> (i * 7 + task * 11) % epoch.size())
                                  .allMatch(i -> Arrays.equals(input(epoch, i), alone.get(i)))))
              .toList();
      for (Future<Boolean> all : same) {
        assertThat(all.get()).isTrue();
      }
    }
  }

  @Test
  void readingAllocatesNothing() throws Throwable {
    Examples epoch = digits.augmented(SMALL, 1).inEpoch(1);
    float[] into = new float[64];
    epoch.readInput(0, into, 0);
    Allocation.atMost(
        1000,
        () -> {
          for (int i = 0; i < epoch.size(); i++) {
            epoch.readInput(i, into, 0);
          }
        });
  }

  @Test
  void whatMovesInFromOutsideIsZero() {
    float[] ones = new float[2 * 3 * 5];
    Arrays.fill(ones, 1);
    Dataset white =
        Dataset.classification("white", new int[] {2, 3, 5}, ones, new int[1], List.of("all"));
    Examples shifted = white.augmented(Augmentation.none().shift(10_000), 1).inEpoch(1);
    float[] into = new float[2 + 2 * 3 * 5];
    into[0] = into[1] = 7;
    shifted.readInput(0, into, 1);
    float[] expected = new float[into.length];
    expected[0] = 7;
    assertThat(Arrays.copyOf(into, into.length - 1))
        .isEqualTo(Arrays.copyOf(expected, expected.length - 1));
    // Half of what lies between the border and the zero beside it.
    for (int epoch = 1; epoch <= 50; epoch++) {
      float[] pixels = new float[30];
      white.augmented(Augmentation.none().shift(1), 1).inEpoch(epoch).readInput(0, pixels, 0);
      assertThat(pixels[7]).isEqualTo(1);
      float down = pixels[2];
      float up = pixels[12];
      assertThat(Math.max(down, up)).isEqualTo(1);
      assertThat(Math.min(down, up)).isBetween(0f, 1f);
      assertThat(Arrays.copyOfRange(pixels, 15, 30)).isEqualTo(Arrays.copyOf(pixels, 15));
    }
  }

  @Test
  void refusesWhatIsNoRange() {
    Augmentation none = Augmentation.none();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.shift(-1))
        .withMessage("Augmentation.shift is -1, expected 0 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.rotate(Double.NaN))
        .withMessage("Augmentation.rotate is NaN, expected 0 to 180");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.scale(0, 1))
        .withMessage("Augmentation.scale is 0, expected 0.01 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.scale(1.2, 1.1))
        .withMessage("Augmentation.scale to is 1.1, expected 1.2 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.elastic(1, 0.5))
        .withMessage("Augmentation.elastic smoothness is 0.5, expected 1 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.elastic(Double.POSITIVE_INFINITY, 4))
        .withMessage("Augmentation.elastic displacement is Infinity, expected 0 to 10000");
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> digits.reshaped(64).augmented(SMALL, 1))
        .withMessage(
            "Augmentation: inputs have shape [64], expected images [channels, height, width]. Use"
                + " reshaped(1, height, width) before it.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.over(new Coordinates(1, 40_000, 2), 1))
        .withMessage(
            "Augmentation: images of 2 channels, 40000x2 are too large, expected sides up to 32768"
                + " and about 2^30 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> digits.augmented(SMALL, 1).inEpoch(0))
        .withMessage("epoch is 0, expected at least 1");
    Dataset standardized = digits.standardized(Standardization.of(digits));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> standardized.augmented(SMALL, 1))
        .withMessageEndingWith(
            "whose background is not 0. Use normalized() instead of standardized.");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> input(digits.augmented(SMALL, 1).inEpoch(1), digits.size()));
  }

  @Test
  void saysWhatItDoes() {
    assertThat(Augmentation.none()).hasToString("no augmentation");
    assertThat(SMALL)
        .hasToString("shift 0.5, rotate 8 degrees, scale 0.9 to 1.1, elastic 0.3 smooth 1.5");
  }
}
