package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;

final class EvaluationTest {
  @Test
  void softmaxCrossEntropyIsTheReferencesLoss() {
    DenseNetwork network = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);
    DenseModel model = new DenseModel(network, 1);
    TestExamples data = TestExamples.clusters(101, 6, 3, 1);
    Evaluation evaluation = Evaluation.of(model, data);
    DenseReference reference = new DenseReference(network);
    reference.setParameters(model.parameters());
    double loss =
        reference.run(CheckCase.doubles(data.inputs()), CheckCase.doubles(data.targets()), 101);
    assertThat(evaluation.loss()).isCloseTo(loss, within(1e-6));
    int correct = 0;
    for (int s = 0; s < 101; s++) {
      correct += model.classify(data.input(s)) == (int) data.targets()[s] ? 1 : 0;
    }
    assertThat(evaluation.size()).isEqualTo(101);
    assertThat(evaluation.correct()).isEqualTo(correct);
    assertThat(evaluation.accuracy()).isEqualTo(correct / 101.0);
    assertThat(evaluation.confusion().correct()).isEqualTo(correct);
    assertThat(evaluation.confusion().total()).isEqualTo(101);
    assertThat(evaluation)
        .hasToString(
            "accuracy %s (%d of 101), loss %s"
                .formatted(
                    Texts.fixed(correct / 101.0, 4), correct, Texts.fixed(evaluation.loss(), 4)));
  }

  @Test
  void valuesHaveALossAlone() {
    DenseNetwork network = new DenseNetwork(4, 5, 2, Loss.MEAN_SQUARED_ERROR);
    Evaluation evaluation =
        Evaluation.of(new DenseModel(network, 1), TestExamples.sums(33, 4, 2, 1));
    assertThat(evaluation.loss()).isPositive();
    assertThat(evaluation.accuracy()).isNaN();
    assertThat(evaluation.correct()).isZero();
    assertThat(evaluation.topAccuracy(1)).isNaN();
    assertThat(evaluation.toString())
        .matches("loss \\d\\.\\d{4}, mean absolute error \\d\\.\\d{4}, R\\^2 -?\\d+\\.\\d{4}");
    assertThatThrownBy(evaluation::confusion)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Evaluation.confusion: targets are values, expected classes");
  }

  @Test
  void anEmptyDataSetHasNoNumbers() {
    DenseNetwork network = new DenseNetwork(6, 5, 3, Loss.SOFTMAX_CROSS_ENTROPY);
    Evaluation evaluation =
        Evaluation.of(new DenseModel(network, 1), TestExamples.clusters(0, 6, 3, 1));
    assertThat(evaluation.loss()).isNaN();
    assertThat(evaluation.accuracy()).isNaN();
    assertThat(evaluation.size()).isZero();
  }

  /** Output 0.5, -0.5, 2 against targets 1, 0, 1: every element-wise loss by hand. */
  @Test
  void elementLossesFollowTheirFormulas() {
    double[] outputs = {0.5, -0.5, 2};
    double[] targets = {1, 0, 1};
    double sigmoid = 0;
    for (int i = 0; i < 3; i++) {
      double p = 1 / (1 + Math.exp(-outputs[i]));
      sigmoid -= (targets[i] * Math.log(p) + (1 - targets[i]) * Math.log(1 - p)) / 3;
    }
    assertLoss(Loss.SIGMOID_CROSS_ENTROPY, sigmoid);
    assertLoss(Loss.MEAN_SQUARED_ERROR, (0.25 + 0.25 + 1) / 3);
    assertLoss(Loss.MEAN_ABSOLUTE_ERROR, (0.5 + 0.5 + 1) / 3);
    assertLoss(Loss.HUBER, (0.125 + 0.125 + 0.5) / 3);
  }

  private static void assertLoss(Loss loss, double expected) {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 3, loss), 1);
    model.setParameter("output.weight", new float[3]);
    model.setParameter("output.bias", new float[] {0.5f, -0.5f, 2});
    TestExamples data = new TestExamples(1, 0, 3, new float[1], new float[] {1, 0, 1});
    assertThat(Evaluation.of(model, data).loss()).as("%s", loss).isCloseTo(expected, within(1e-9));
  }

  @Test
  void oneLogitTellsTwoClassesApart() {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 1, Loss.SIGMOID_CROSS_ENTROPY), 1);
    model.setParameter("hidden.weight", new float[] {1});
    model.setParameter("output.weight", new float[] {1});
    TestExamples data =
        new TestExamples(1, 0, 1, new float[] {-1, 1, 2, -2, 3}, new float[] {0, 1, 1, 1, 0});
    Evaluation evaluation = Evaluation.of(model, data);
    assertThat(evaluation.accuracy()).isEqualTo(0.6);
    assertThat(evaluation.confusion().count(1, 0)).isEqualTo(1);
    assertThat(evaluation.confusion().count(0, 1)).isEqualTo(1);
    assertThat(evaluation.confusion().classes()).isEqualTo(2);
  }

  @Test
  void oneValueTellsTwoClassesApartIfTheDataHasTwo() {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 1, Loss.MEAN_SQUARED_ERROR), 1);
    model.setParameter("output.weight", new float[] {0});
    model.setParameter("output.bias", new float[] {0.7f});
    float[] inputs = new float[3];
    float[] targets = {0, 1, 1};
    assertThat(Evaluation.of(model, new TestExamples(1, 2, 1, inputs, targets)).correct())
        .isEqualTo(2);
    assertThat(Evaluation.of(model, new TestExamples(1, 0, 1, inputs, targets)).accuracy()).isNaN();
  }

  @Test
  void confusionMatrixCountsAndPrints() {
    int[] actual = {0, 0, 0, 1, 1, 2};
    int[] predicted = {0, 0, 1, 1, 1, 0};
    ConfusionMatrix matrix = new ConfusionMatrix(4, actual, predicted);
    assertThat(matrix.count(0, 0)).isEqualTo(2);
    assertThat(matrix.count(0, 1)).isEqualTo(1);
    assertThat(matrix.count(2, 0)).isEqualTo(1);
    assertThat(matrix.correct()).isEqualTo(4);
    assertThat(matrix.total()).isEqualTo(6);
    assertThat(matrix.recall(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(matrix.precision(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(matrix.precision(1)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(matrix.recall(3)).isNaN();
    assertThat(matrix.precision(3)).isNaN();
    assertThat(matrix)
        .hasToString(
            """
            actual \\ predicted
                      0    1    2    3   recall
                 0    2    1    .    .   66.7 %
                 1    .    2    .    .  100.0 %
                 2    1    .    .    .    0.0 %
                 3    .    .    .    .        -
            """);
    assertThatThrownBy(() -> new ConfusionMatrix(2, new int[3], new int[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Outputs 3, 1, 2, 1 for all samples, whose classes have ranks 0, 2, 1, 3, 3. */
  @Test
  void topAccuracyCountsTheLargestOutputs() {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 4, Loss.SOFTMAX_CROSS_ENTROPY), 1);
    model.setParameter("output.weight", new float[4]);
    model.setParameter("output.bias", new float[] {3, 1, 2, 1});
    Evaluation evaluation =
        Evaluation.of(model, new TestExamples(1, 4, 1, new float[5], new float[] {0, 1, 2, 3, 3}));
    assertThat(evaluation.topAccuracy(1)).isEqualTo(evaluation.accuracy()).isEqualTo(0.2);
    assertThat(evaluation.topAccuracy(2)).isEqualTo(0.4);
    assertThat(evaluation.topAccuracy(3)).isEqualTo(0.6);
    assertThat(evaluation.topAccuracy(4)).isEqualTo(1);
    assertThat(evaluation.topAccuracy(99)).isEqualTo(1);
    assertThat(evaluation.meanAbsoluteError()).isNaN();
    assertThat(evaluation.rSquared()).isNaN();
    assertThatThrownBy(() -> evaluation.topAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Evaluation.topAccuracy: k is 0, expected at least 1");
  }

  /** Outputs 2 and 5 for all samples; the third output's targets don't vary. */
  @Test
  void valuesHaveAbsoluteErrorsAndExplainedVariance() {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 3, Loss.MEAN_SQUARED_ERROR), 1);
    model.setParameter("output.weight", new float[3]);
    model.setParameter("output.bias", new float[] {2, 5, 1});
    float[] targets = {1, 5, 4, 3, 8, 4, 5, 2, 4};
    Evaluation evaluation = Evaluation.of(model, new TestExamples(1, 0, 3, new float[3], targets));
    assertThat(evaluation.meanAbsoluteError())
        .isCloseTo((1 + 1 + 3 + 0 + 3 + 3 + 3 * 3) / 9.0, within(1e-12));
    double first = 1 - (1 + 1 + 9) / (4.0 + 0 + 4);
    double second = 1 - (0 + 9 + 9) / (0.0 + 9 + 9);
    assertThat(evaluation.rSquared()).isCloseTo((first + second) / 2, within(1e-12));
    Evaluation constant =
        Evaluation.of(
            model, new TestExamples(1, 0, 3, new float[2], new float[] {1, 2, 3, 1, 2, 3}));
    assertThat(constant.rSquared()).isNaN();
    Evaluation none = Evaluation.of(model, new TestExamples(1, 0, 3, new float[0], new float[0]));
    assertThat(none.meanAbsoluteError()).isNaN();
    assertThat(none.rSquared()).isNaN();
  }

  @Test
  void logitsAreNoValues() {
    DenseModel model = new DenseModel(new DenseNetwork(1, 1, 2, Loss.SIGMOID_CROSS_ENTROPY), 1);
    Evaluation evaluation =
        Evaluation.of(model, new TestExamples(1, 0, 2, new float[1], new float[] {0, 1}));
    assertThat(evaluation.meanAbsoluteError()).isNaN();
    assertThat(evaluation.toString()).matches("loss \\d\\.\\d{4}");
  }

  /** 1,000 samples are 63 blocks. */
  @Test
  void metricsAreTheSameWithAnyNumberOfThreads() {
    DenseModel model = new DenseModel(new DenseNetwork(4, 5, 2, Loss.MEAN_SQUARED_ERROR), 1);
    TestExamples data = TestExamples.sums(1000, 4, 2, 1);
    Evaluation alone = Evaluation.of(model, data);
    try (Workers workers = new Workers(3)) {
      Evaluation together = new Evaluator(model).evaluate(data, workers);
      assertThat(together.loss()).isEqualTo(alone.loss());
      assertThat(together.meanAbsoluteError()).isEqualTo(alone.meanAbsoluteError());
      assertThat(together.rSquared()).isEqualTo(alone.rSquared());
    }
  }

  /** As scikit-learn's precision_recall_fscore_support has it. Class 3 occurs nowhere. */
  @Test
  void confusionMatrixHasF1AndMeans() {
    int[] actual = {0, 0, 0, 1, 1, 2};
    int[] predicted = {0, 0, 1, 1, 1, 0};
    ConfusionMatrix matrix = new ConfusionMatrix(4, actual, predicted);
    assertThat(matrix.f1(0)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(matrix.f1(1)).isCloseTo(0.8, within(1e-12));
    assertThat(matrix.f1(2)).isZero();
    assertThat(matrix.f1(3)).isNaN();
    assertThat(matrix.macroPrecision()).isCloseTo((2 / 3.0 + 2 / 3.0 + 0) / 3, within(1e-12));
    assertThat(matrix.macroRecall()).isCloseTo((2 / 3.0 + 1 + 0) / 3, within(1e-12));
    assertThat(matrix.macroF1()).isCloseTo((2 / 3.0 + 0.8 + 0) / 3, within(1e-12));
    assertThat(new ConfusionMatrix(2, new int[0], new int[0]).macroF1()).isNaN();
  }
}
