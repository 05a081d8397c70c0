package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {
  /** 30 of class 0, 10 of class 1, 1 of class 2; each sample's input is its number. */
  private static Dataset numbered() {
    float[] features = new float[41];
    int[] labels = new int[41];
    for (int i = 0; i < 41; i++) {
      features[i] = i;
      labels[i] = i == 40 ? 2 : i % 4 == 3 ? 1 : 0;
    }
    List<String> names = List.of("a", "b", "c");
    return Dataset.classification("numbered", new int[] {1}, features, labels, names);
  }

  private static Set<Float> inputs(Dataset data) {
    Set<Float> inputs = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      inputs.add(data.input(i)[0]);
    }
    return inputs;
  }

  @Test
  void takesTheSameShareOfEveryClass() {
    TrainTest parts = numbered().split(0.2, 7);
    assertThat(parts.test().classCounts()).containsExactly(6, 2, 0);
    assertThat(parts.train().classCounts()).containsExactly(24, 8, 1);
    assertThat(parts.train().name()).isEqualTo("numbered train");
    assertThat(parts.test().name()).isEqualTo("numbered test");
  }

  @Test
  void putsEverySampleIntoOnePart() {
    TrainTest parts = numbered().split(0.5, 0);
    Set<Float> both = inputs(parts.train());
    assertThat(both).doesNotContainAnyElementsOf(inputs(parts.test()));
    both.addAll(inputs(parts.test()));
    assertThat(both).isEqualTo(inputs(numbered()));
  }

  @Test
  void isDecidedByTheSeed() {
    Set<Float> one = inputs(numbered().split(0.2, 1).test());
    assertThat(inputs(numbered().split(0.2, 1).test())).isEqualTo(one);
    assertThat(inputs(numbered().split(0.2, 2).test())).isNotEqualTo(one);
  }

  @Test
  void keepsTheOrderOfTheSamples() {
    Dataset train = numbered().split(0.3, 5).train();
    for (int i = 1; i < train.size(); i++) {
      assertThat(train.input(i)[0]).isGreaterThan(train.input(i - 1)[0]);
    }
  }

  @Test
  void treatsValuesAsOneClass() {
    Dataset data =
        Dataset.regression("r", new int[] {1}, new float[] {0, 1, 2, 3}, 1, new float[4]);
    TrainTest parts = data.split(0.5, 0);
    assertThat(parts.train().size()).isEqualTo(2);
    assertThat(parts.test().size()).isEqualTo(2);
  }

  @Test
  void refusesSharesThatLeaveAPartEmpty() {
    for (double share : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new StratifiedSplit(share, 0))
          .withMessage("test share is " + share + ", expected between 0 and 1, both excluded");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered().split(0.01, 0))
        .withMessage(
            "numbered: a test share of 0.01 splits 41 samples into 41 and 0, expected at least 1 in"
                + " each part");
  }
}
