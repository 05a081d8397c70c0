package org.phyllo.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PhiloxTest {
  /** The vectors of Random123's kat_vectors for philox4x32-10. */
  @Test
  void agreesWithThePublishedVectors() {
    assertThat(generate(0, 0, 0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(generate(-1, -1, -1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(generate(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  private static int[] generate(int c0, int c1, int c2, int c3, int k0, int k1) {
    int[] counter = {c0, c1, c2, c3};
    Philox.generate(((long) k1 << 32) | (k0 & 0xFFFFFFFFL), counter);
    return counter;
  }

  @Test
  void sequenceIsTheGeneratorAtCountedBlocks() {
    Philox random = new Philox(0x0123456789ABCDEFL, Purpose.SHUFFLING, 5, 6, 7);
    int[] drawn = new int[8];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextInt();
    }
    int layer = 2 << 24 | 5;
    int[] first = generate(0, 7, 6, layer, 0x89ABCDEF, 0x01234567);
    int[] second = generate(1, 7, 6, layer, 0x89ABCDEF, 0x01234567);
    assertThat(Arrays.copyOf(drawn, 4)).containsExactly(first);
    assertThat(Arrays.copyOfRange(drawn, 4, 8)).containsExactly(second);
  }

  @Test
  void everyPartOfTheCounterGivesAnotherSequence() {
    Set<Integer> firsts = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      firsts.add(new Philox(1, purpose).nextInt());
    }
    firsts.add(new Philox(2, Purpose.INITIALIZATION).nextInt());
    firsts.add(new Philox(1L << 32, Purpose.INITIALIZATION).nextInt());
    firsts.add(new Philox(1, Purpose.INITIALIZATION, 1, 0, 0).nextInt());
    firsts.add(new Philox(1, Purpose.INITIALIZATION, 0, 1, 0).nextInt());
    firsts.add(new Philox(1, Purpose.INITIALIZATION, 0, 0, 1).nextInt());
    assertThat(firsts).hasSize(Purpose.values().length + 5);
  }

  @Test
  void restartedGivesTheSequenceOfANewInstance() {
    Philox restarted = new Philox(3, Purpose.AUGMENTATION, 9, 1, 2);
    restarted.nextInt();
    restarted.nextNormal();
    restarted.restart(5, 6);
    Philox fresh = new Philox(3, Purpose.AUGMENTATION, 9, 5, 6);
    for (int i = 0; i < 10; i++) {
      assertThat(restarted.nextNormal()).isEqualTo(fresh.nextNormal());
    }
  }

  @Test
  void fillsArraysWithTheHighBitsOfItsNumbers() {
    float[] values = new float[20];
    new Philox(3, Purpose.DROPOUT, 9, 1, 2).fill(values, 1, 3, 6);
    Philox random = new Philox(3, Purpose.DROPOUT, 9, 1, 2);
    float[] expected = new float[20];
    for (int at = 1; at <= 16; at += 3) {
      expected[at] = (random.nextInt() >>> 8) * 0x1p-24f;
    }
    assertThat(values).isEqualTo(expected);
  }

  @Test
  void refusesALayerThatWouldChangeThePurpose() {
    assertThatThrownBy(() -> new Philox(1, Purpose.CHECKING, 1 << 24, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Philox: layer is 16777216, expected 0 to 16777215");
  }

  @Test
  void uniformNumbersFillTheUnitInterval() {
    Philox random = new Philox(3, Purpose.CHECKING);
    double sum = 0;
    double squares = 0;
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      double value = random.nextDouble();
      assertThat(value >= 0 && value < 1).isTrue();
      sum += value;
      squares += value * value;
    }
    assertThat(sum / count).isCloseTo(0.5, within(0.005));
    assertThat(squares / count).isCloseTo(1 / 3.0, within(0.005));
  }

  @Test
  void boundedNumbersAreEvenlySpread() {
    Philox random = new Philox(4, Purpose.CHECKING);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(400));
    }
  }

  /** With a bound of 3/4 of the range, taking the high bits alone would favor a third of values. */
  @Test
  void largeBoundsHaveNoBias() {
    Philox random = new Philox(5, Purpose.CHECKING);
    int bound = 3 << 29;
    int[] thirds = new int[3];
    for (int i = 0; i < 30_000; i++) {
      thirds[random.nextInt(bound) % 3]++;
    }
    for (int count : thirds) {
      assertThat(count).isCloseTo(10_000, within(400));
    }
    assertThat(random.nextInt(1)).isZero();
    assertThat(random.nextInt(Integer.MAX_VALUE)).isNotNegative();
    assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void normalNumbersHaveTheNormalMoments() {
    Philox random = new Philox(6, Purpose.CHECKING);
    int count = 200_000;
    double[] moments = new double[5];
    for (int i = 0; i < count; i++) {
      double value = random.nextNormal();
      for (int power = 1; power < moments.length; power++) {
        moments[power] += StrictMath.pow(value, power) / count;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(0.01));
    assertThat(moments[2]).isCloseTo(1, within(0.015));
    assertThat(moments[3]).isCloseTo(0, within(0.03));
    assertThat(moments[4]).isCloseTo(3, within(0.1));
  }

  @Test
  void permutationHasEveryNumberOnce() {
    int[] order = new Philox(7, Purpose.SHUFFLING).permutation(1000);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(java.util.stream.IntStream.range(0, 1000).toArray());
    assertThat(order).isNotEqualTo(Arrays.stream(order).sorted().toArray());
    assertThat(new Philox(7, Purpose.SHUFFLING).permutation(0)).isEmpty();
    assertThat(new Philox(7, Purpose.SHUFFLING).permutation(1)).containsExactly(0);
  }

  @Test
  void allOrdersOfThreeAreEquallyLikely() {
    Philox random = new Philox(8, Purpose.SHUFFLING);
    int[] counts = new int[27];
    for (int i = 0; i < 60_000; i++) {
      int[] order = random.permutation(3);
      counts[order[0] * 9 + order[1] * 3 + order[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(seen).hasSize(6);
    for (int count : seen) {
      assertThat(count).isCloseTo(10_000, within(400));
    }
  }

  /** Whoever changes these numbers changes every result that users have recorded. */
  @Test
  void numbersNeverChange() {
    Philox random = new Philox(42, Purpose.INITIALIZATION);
    assertThat(random.nextInt()).isEqualTo(-1752138327);
    assertThat(random.nextDouble()).isEqualTo(0.9247220107425798);
    assertThat(random.nextNormal()).isEqualTo(0.4350065833198391);
    assertThat(random.permutation(6)).containsExactly(1, 2, 0, 5, 3, 4);
  }
}
