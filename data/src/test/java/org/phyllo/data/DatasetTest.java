package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.runtime.Examples;

class DatasetTest {
  private static final List<String> TWO = List.of("no", "yes");

  private static Dataset four() {
    float[] features = {0, 1, 10, 11, 20, 21, 30, 31};
    return Dataset.classification("four", new int[] {2}, features, new int[] {0, 1, 1, 0}, TWO);
  }

  @Test
  void tellsWhatItHolds() {
    Dataset data = four();
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.inputShape()).containsExactly(2);
    assertThat(data.inputSize()).isEqualTo(2);
    assertThat(data.classes()).isEqualTo(2);
    assertThat(data.classNames()).isEqualTo(TWO);
    assertThat(data.targetSize()).isEqualTo(1);
    assertThat(data.input(2)).containsExactly(20, 21);
    assertThat(data.label(2)).isEqualTo(1);
    assertThat(data.target(2)).containsExactly(1);
    assertThat(data.classCounts()).containsExactly(2, 2);
    assertThat(data).hasToString("four: 4 samples of [2], 2 classes, values as measured");
  }

  @Test
  void readsIntoAGivenPlace() {
    Examples data = four();
    float[] into = new float[5];
    data.readInput(3, into, 1);
    data.readTarget(1, into, 4);
    assertThat(into).containsExactly(0, 30, 31, 0, 1);
  }

  /** Side by side or not, in the data set and in what was chosen from it. */
  @Test
  void readsSeveralSamplesAsEachByItself() {
    Dataset chosen = four().subset(3, 0, 1, 2);
    int[][] orders = {{0, 1, 2, 3}, {1, 2, 3}, {2, 1}, {3, 3}, {0}, {}};
    for (int[] order : orders) {
      for (Examples data : List.of(four(), chosen)) {
        float[] expected = new float[20];
        float[] actual = new float[20];
        for (int i = 0; i < order.length; i++) {
          data.readInput(order[i], expected, 1 + 2 * i);
          data.readTarget(order[i], expected, 11 + i);
        }
        int[] indices = new int[order.length + 1];
        System.arraycopy(order, 0, indices, 1, order.length);
        data.readInputs(indices, 1, order.length, actual, 1, 2);
        data.readTargets(indices, 1, order.length, actual, 11, 1);
        assertThat(actual).as(Arrays.toString(order)).isEqualTo(expected);
        int[] starts = new int[order.length + 1];
        data.findInputs(indices, 1, order.length, starts, 1);
        for (int i = 0; i < order.length; i++) {
          assertThat(Arrays.copyOfRange(data.inputArray(), starts[1 + i], starts[1 + i] + 2))
              .isEqualTo(Arrays.copyOfRange(expected, 1 + 2 * i, 3 + 2 * i));
        }
      }
    }
  }

  /** Below and above the size from which on whole rows are copied by a call. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 16, 17})
  void readsSamplesOfAnySize(int size) {
    float[] values = new float[3 * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    Dataset data = Dataset.regression("d", new int[] {size}, values, size, values).subset(2, 1);
    float[] expected = new float[size + 2];
    System.arraycopy(values, size, expected, 1, size);
    float[] input = new float[size + 2];
    data.readInput(1, input, 1);
    assertThat(input).isEqualTo(expected);
    float[] target = new float[size + 2];
    data.readTarget(1, target, 1);
    assertThat(target).isEqualTo(expected);
  }

  @Test
  void doesNotSeeChangesOfTheArraysItWasMadeFrom() {
    float[] features = {1, 2};
    int[] labels = {0, 1};
    int[] shape = {1};
    Dataset data = Dataset.classification("d", shape, features, labels, TWO);
    features[0] = 9;
    labels[0] = 1;
    shape[0] = 7;
    data.inputShape()[0] = 8;
    data.input(0)[0] = 9;
    assertThat(data.input(0)).containsExactly(1);
    assertThat(data.label(0)).isZero();
    assertThat(data.inputShape()).containsExactly(1);
  }

  @Test
  void holdsValuesToPredict() {
    Dataset xor =
        Dataset.regression(
            "XOR",
            new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
            new float[][] {{0}, {1}, {1}, {0}});
    assertThat(xor.classes()).isZero();
    assertThat(xor.classNames()).isEmpty();
    assertThat(xor.targetSize()).isEqualTo(1);
    assertThat(xor.input(1)).containsExactly(0, 1);
    assertThat(xor.target(1)).containsExactly(1);
    assertThat(xor).hasToString("XOR: 4 samples of [2], 1 targets, values as measured");
    assertThatIllegalStateException()
        .isThrownBy(() -> xor.label(0))
        .withMessage("XOR.label: the targets are values, expected classes");
    assertThatIllegalStateException().isThrownBy(xor::classCounts);
    assertThatIllegalStateException().isThrownBy(xor::oneHot);

    float[] targets = {1, 2, 3, 4};
    Dataset pairs = Dataset.regression("pairs", new int[] {1}, new float[] {5, 6}, 2, targets);
    assertThat(pairs.target(1)).containsExactly(3, 4);
  }

  @Test
  void namesTheDataSetTheSampleAndThePositionOfABadValue() {
    float[] nan = {0, 1, 2, Float.NaN};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification("wine", new int[] {2}, nan, new int[] {0, 1}, TWO))
        .withMessage("wine: sample 1, input 1 is NaN, expected a finite number");
    float[] infinite = {0, 1, 2, 3, 4, Float.NEGATIVE_INFINITY, 6, 7};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Dataset.classification("i", new int[] {1, 2, 2}, infinite, new int[2], TWO))
        .withMessage("i: sample 1, input [0, 0, 1] is -Infinity, expected a finite number");
    float[] bright = {0, 255, 256, 0};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.pixels("p", new int[] {2}, bright, 255, new int[2], TWO))
        .withMessage("p: sample 1, input 0 is 256.0, expected raw pixels 0..255");
    float[] negative = {-1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.pixels("p", new int[] {1}, negative, 16, new int[1], TWO))
        .withMessage("p: sample 0, input 0 is -1.0, expected raw pixels 0..16");
    float[] targets = {1, 2, 3, Float.POSITIVE_INFINITY};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("r", new int[] {1}, new float[2], 2, targets))
        .withMessage("r: sample 1, target 1 is Infinity, expected a finite number");
  }

  @Test
  void refusesLabelsThatAreNotClasses() {
    for (int label : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      int[] labels = {1, label};
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dataset.classification("d", new int[] {1}, new float[2], labels, TWO))
          .withMessage("d: sample 1 has label " + label + ", expected 0 to 1");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Dataset.classification("d", new int[] {1}, new float[1], new int[1], List.of()))
        .withMessage("d: has no classes, expected at least 1 class name");
  }

  @Test
  void refusesLengthsThatDontFit() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Dataset.classification("d", new int[] {2, 3}, new float[11], new int[2], TWO))
        .withMessage("d: has 11 input values, expected 12 for 2 samples of shape [2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification("d", new int[] {2}, new float[0], new int[0], TWO))
        .withMessage("d: has no samples, expected at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", new int[] {1}, new float[2], 2, new float[3]))
        .withMessage("d: has 3 target values, expected 2 a sample");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", new int[] {1}, new float[2], 0, new float[3]))
        .withMessage("d: target size is 0, expected at least 1");
    float[][] ragged = {{1, 2}, {3}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", ragged, new float[2][1]))
        .withMessage("d: sample 1 has 1 input values, expected 2 as sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", new float[2][1], ragged))
        .withMessage("d: sample 1 has 1 target values, expected 2 as sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", new float[2][1], new float[3][1]))
        .withMessage("d: has 2 inputs and 3 targets, expected as many, and at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.regression("d", new float[0][], new float[0][]));
  }

  @Test
  void refusesShapesThatAreEmptyOrTooLarge() {
    for (int[] shape : new int[][] {{}, {0}, {3, -1}, {Integer.MIN_VALUE}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Dataset.classification("d", shape, new float[0], new int[1], TWO))
          .withMessageEndingWith("expected one or more extents of at least 1");
    }
    int[] huge = {1 << 20, 1 << 20, 1 << 24};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification("d", huge, new float[0], new int[1], TWO))
        .withMessage("d: input shape [1048576, 1048576, 16777216] has more than 2147483627 values");
  }

  @Test
  void saysWhenOneArrayCantHoldAllValues() {
    int[] shape = {1 << 20};
    int[] labels = new int[1 << 11];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.classification("big", shape, new float[0], labels, TWO))
        .withMessage(
            "big: 2048 samples of 1048576 values are 2147483648 values, expected at most 2147483627"
                + " in one data set; use fewer samples");
  }

  @Test
  void givesSubsetsInTheirOwnOrder() {
    Dataset subset = four().subset(3, 1, 3);
    assertThat(subset.size()).isEqualTo(3);
    assertThat(subset.input(0)).containsExactly(30, 31);
    assertThat(subset.input(1)).containsExactly(10, 11);
    assertThat(subset.label(1)).isEqualTo(1);
    assertThat(subset.take(2).input(1)).containsExactly(10, 11);
    assertThat(subset.subset(1).input(0)).containsExactly(10, 11);
    assertThat(subset.classCounts()).containsExactly(2, 1);
    assertThatThrownBy(() -> four().subset(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> four().input(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> four().input(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> four().subset())
        .withMessage("four: subset of no samples, expected at least 1");
    for (int count : new int[] {0, -1, 5}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> four().take(count))
          .withMessage("four: " + count + " samples wanted, expected 1 to 4");
    }
  }

  @Test
  void shufflesTheSameWayForTheSameSeed() {
    float[] numbers = new float[1000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Dataset data =
        Dataset.classification("n", new int[] {1}, numbers, new int[1000], List.of("only"));
    List<Float> first = inputs(data.shuffled(1));
    assertThat(first).isEqualTo(inputs(data.shuffled(1)));
    assertThat(first).isNotEqualTo(inputs(data.shuffled(2))).isNotEqualTo(inputs(data));
    assertThat(first).containsExactlyInAnyOrderElementsOf(inputs(data));
    // Part of every result that was ever published with a seed.
    assertThat(first.subList(0, 5)).containsExactly(573f, 11f, 504f, 787f, 43f);
  }

  private static List<Float> inputs(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(i -> data.input(i)[0]).toList();
  }

  @Test
  void turnsClassesIntoOneHotTargets() {
    Dataset oneHot = four().subset(2, 3).oneHot();
    assertThat(oneHot.classes()).isZero();
    assertThat(oneHot.targetSize()).isEqualTo(2);
    assertThat(oneHot.target(0)).containsExactly(0, 1);
    assertThat(oneHot.target(1)).containsExactly(1, 0);
    assertThat(oneHot.input(0)).containsExactly(20, 21);
  }

  @Test
  void changesItsShapeButNotItsValues() {
    Dataset image = four().reshaped(1, 2, 1);
    assertThat(image.inputShape()).containsExactly(1, 2, 1);
    assertThat(image.input(1)).containsExactly(10, 11);
    assertThat(image.reshaped(2).inputShape()).containsExactly(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> four().reshaped(1, 28, 28))
        .withMessage("four: can't be reshaped from [2] to [1, 28, 28]: 784 values, expected 2");
  }

  @Test
  void canBeRenamed() {
    assertThat(four().named("other").name()).isEqualTo("other");
  }
}
