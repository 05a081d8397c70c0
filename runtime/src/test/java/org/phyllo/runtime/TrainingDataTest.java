package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;

/** Data that a network can't be trained on is refused before the first epoch. */
final class TrainingDataTest {
  private final DenseNetwork network = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);
  private final DenseTrainer trainer =
      DenseTrainer.builder(network).engine(Engine.PLAIN).epochs(1).build();
  private final TestExamples good = TestExamples.clusters(20, 6, 3, 1);

  private void assertRefused(Examples train, Examples test, String message) {
    float[] before = trainer.model().parameters();
    assertThatThrownBy(() -> trainer.fit(train, test))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(trainer.model().parameters()).containsExactly(before);
  }

  @Test
  void valuesThatAreNotFinite() {
    TestExamples bad = TestExamples.clusters(20, 6, 3, 1);
    bad.inputs()[6 * 17 + 2] = Float.NaN;
    assertRefused(
        bad,
        good,
        "DenseTrainer.fit: training set sample 17 has NaN at input position 2, expected finite"
            + " values");
    bad.inputs()[6 * 17 + 2] = Float.NEGATIVE_INFINITY;
    assertRefused(
        good,
        bad,
        "DenseTrainer.fit: evaluation set sample 17 has -Infinity at input position 2, expected"
            + " finite values");
  }

  @Test
  void labelsOutOfRange() {
    TestExamples bad = TestExamples.clusters(20, 6, 3, 1);
    for (float label : new float[] {3, -1, 0.5f, 1e20f}) {
      bad.targets()[4] = label;
      String problem = "sample 4 has label " + label + ", expected a whole number from 0 to 2";
      assertRefused(bad, good, "DenseTrainer.fit: training set, " + problem);
      assertThatThrownBy(() -> trainer.step(bad, TestExamples.order(20), 0, 20))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("DenseTrainer: " + problem);
      DenseModel model = trainer.model();
      assertThatThrownBy(() -> Evaluation.of(model, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shapes() {
    assertRefused(
        TestExamples.clusters(20, 5, 3, 1),
        good,
        "DenseTrainer.fit: training set has inputs of shape [5], expected [6]");
    assertRefused(
        TestExamples.clusters(20, 6, 4, 1),
        good,
        "DenseTrainer.fit: training set has 4 classes, expected 1 to 3, as Dense has one output for"
            + " each");
    assertRefused(
        TestExamples.sums(20, 6, 1, 1),
        good,
        "DenseTrainer.fit: training set has 0 classes, expected 1 to 3, as Dense has one output for"
            + " each");
    assertRefused(
        TestExamples.sums(20, 6, 2, 1),
        good,
        "DenseTrainer.fit: training set has 2 values in a target, expected 1");
    assertRefused(
        TestExamples.clusters(0, 6, 3, 1),
        good,
        "DenseTrainer.fit: training set has no samples, expected at least 1");
  }

  /** The flat network reads images of as many values, row by row. */
  @Test
  void imagesOfTheRightSizeAreFine() {
    Examples images =
        new Examples() {
          @Override
          public int size() {
            return good.size();
          }

          @Override
          public int[] inputShape() {
            return new int[] {1, 2, 3};
          }

          @Override
          public int classes() {
            return good.classes();
          }

          @Override
          public int targetSize() {
            return 1;
          }

          @Override
          public void readInput(int index, float[] into, int at) {
            good.readInput(index, into, at);
          }

          @Override
          public void readTarget(int index, float[] into, int at) {
            good.readTarget(index, into, at);
          }
        };
    assertThat(trainer.fit(images).parameters()).isNotEmpty();
  }

  @Test
  void probabilities() {
    DenseNetwork logits = new DenseNetwork(6, 8, 2, Loss.SIGMOID_CROSS_ENTROPY);
    TestExamples bad = TestExamples.sums(20, 6, 2, 1);
    java.util.Arrays.fill(bad.targets(), 0.5f);
    bad.targets()[9] = 1.25f;
    assertThatThrownBy(() -> DenseTrainer.builder(logits).engine(Engine.PLAIN).build().fit(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseTrainer.fit: training set sample 4 has target 1.25 at position 1, expected 0 to 1"
                + " for SIGMOID_CROSS_ENTROPY");
  }
}
