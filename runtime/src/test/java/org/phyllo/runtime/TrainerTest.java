package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.DenseNetwork.Fault;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Sgd;

final class TrainerTest {
  private static final DenseNetwork CLASSES = new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY);
  private static final DenseNetwork VALUES = new DenseNetwork(4, 10, 2, Loss.MEAN_SQUARED_ERROR);

  private static TrainerBuilder<DenseModel, DenseTrainer> classes() {
    return DenseTrainer.builder(CLASSES).engine(Engine.PLAIN).batchSize(25).epochs(5).seed(1);
  }

  @Test
  void learnsClasses() {
    TestExamples test = TestExamples.clusters(200, 6, 3, 2);
    DenseTrainer trainer = classes().optimizer(Sgd.withLearningRate(0.1)).build();
    DenseModel model = trainer.fit(TestExamples.clusters(300, 6, 3, 1), test);
    EpochResult last = trainer.report().last();
    assertThat(last.trainAccuracy()).isGreaterThan(0.98);
    assertThat(last.testAccuracy()).isGreaterThan(0.98);
    assertThat(last.testLoss()).isLessThan(0.2);
    Evaluation evaluation = Evaluation.of(model, test);
    assertThat(evaluation.accuracy()).isEqualTo(last.testAccuracy());
    assertThat(evaluation.loss()).isEqualTo(last.testLoss());
  }

  @Test
  void learnsValues() {
    DenseTrainer trainer =
        DenseTrainer.builder(VALUES)
            .engine(Engine.PLAIN)
            .optimizer(Adam.withLearningRate(0.01))
            .epochs(40)
            .build();
    trainer.fit(TestExamples.sums(500, 4, 2, 1));
    EpochResult last = trainer.report().last();
    assertThat(last.trainLoss()).isLessThan(0.002);
    assertThat(last.trainAccuracy()).isNaN();
    assertThat(last.testLoss()).isNaN();
    assertThat(last.testAccuracy()).isNaN();
  }

  /** 301 samples: blocks, groups and the last batch all have remainders. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void threadsDoNotChangeABit(int threads) {
    TestExamples train = TestExamples.clusters(301, 6, 3, 1);
    for (int batchSize : new int[] {1, 7, 16, 40, 500}) {
      float[] alone =
          classes().batchSize(batchSize).threads(1).build().fit(train, train).parameters();
      float[] together =
          classes().batchSize(batchSize).threads(threads).build().fit(train, train).parameters();
      assertThat(together).as("batch size %d", batchSize).containsExactly(alone);
    }
  }

  @Test
  void seedsDecideParametersAndOrder() {
    TestExamples train = TestExamples.clusters(100, 6, 3, 1);
    float[] first = classes().build().fit(train).parameters();
    assertThat(classes().build().fit(train).parameters()).containsExactly(first);
    assertThat(classes().seed(2).build().fit(train).parameters()).isNotEqualTo(first);
    DenseModel start = new DenseModel(CLASSES, 3);
    float[] one = classes().startFrom(start).seed(1).build().fit(train).parameters();
    float[] two = classes().startFrom(start).seed(2).build().fit(train).parameters();
    assertThat(two).as("the order alone").isNotEqualTo(one);
  }

  @Test
  void aStepDescendsTheReferenceGradient() {
    TestExamples data = TestExamples.sums(37, 4, 2, 1);
    DenseReference reference = new DenseReference(VALUES);
    try (DenseTrainer trainer =
        DenseTrainer.builder(VALUES)
            .engine(Engine.PLAIN)
            .optimizer(Sgd.withLearningRate(0.5))
            .build()) {
      reference.setParameters(trainer.model().parameters());
      double loss =
          reference.run(
              CheckCase.doubles(data.inputs()), CheckCase.doubles(data.targets()), data.size());
      reference.gradients();
      assertThat(trainer.gradients(data, TestExamples.order(37), 0, 37))
          .isCloseTo(loss, within(1e-6));
      float[] inputGradient = trainer.inputGradient();
      assertThat(inputGradient).hasSize(37 * 4);
      for (int i = 0; i < inputGradient.length; i++) {
        assertThat((double) inputGradient[i]).isCloseTo(reference.inputGradient()[i], within(1e-6));
      }
      DenseModel before = trainer.model();
      assertThat(trainer.step(data, TestExamples.order(37), 0, 37)).isCloseTo(loss, within(1e-6));
      for (ParameterInfo tensor : VALUES.info().parameters()) {
        float[] gradient = trainer.gradient(tensor.name());
        float[] old = before.parameter(tensor.name());
        float[] now = trainer.model().parameter(tensor.name());
        for (int i = 0; i < gradient.length; i++) {
          assertThat((double) gradient[i])
              .isCloseTo(reference.gradient(tensor.name())[i], within(1e-6));
          assertThat(now[i]).isEqualTo(Math.fma(-0.5f, gradient[i], old[i]));
        }
      }
    }
  }

  /** A step of decay alone, as far as the tensors that it is for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void sparedBiasesDoNotDecay(int threads) {
    TestExamples data = TestExamples.clusters(40, 6, 3, 1);
    DenseModel start = new DenseModel(CLASSES, 3);
    for (String bias : new String[] {"hidden.bias", "output.bias"}) {
      float[] values = start.parameter(bias);
      Arrays.fill(values, 0.7f);
      start.setParameter(bias, values);
    }
    Sgd sgd = Sgd.withLearningRate(0.5).withWeightDecay(0.25).sparingBiases();
    try (DenseTrainer trainer =
        classes().optimizer(sgd).startFrom(start).threads(threads).build()) {
      trainer.step(data, TestExamples.order(40), 0, 25);
      DenseModel now = trainer.model();
      for (ParameterInfo tensor : CLASSES.info().parameters()) {
        float decay = tensor.name().endsWith("weight") ? 0.25f : 0;
        float[] gradient = trainer.gradient(tensor.name());
        float[] old = start.parameter(tensor.name());
        for (int i = 0; i < gradient.length; i++) {
          float expected = Math.fma(-0.5f, Math.fma(decay, old[i], gradient[i]), old[i]);
          assertThat(now.parameter(tensor.name())[i]).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void batchesComeFromTheOrder() {
    TestExamples data = TestExamples.clusters(40, 6, 3, 1);
    int[] order = {39, 3, 3, 17, 0, 5};
    try (DenseTrainer trainer = classes().build()) {
      double together = trainer.gradients(data, order, 1, 3);
      double sum = 0;
      for (int i = 1; i < 4; i++) {
        sum += trainer.gradients(data, order, i, 1);
      }
      assertThat(together).isCloseTo(sum / 3, within(1e-6));
      for (int[] bad : new int[][] {{0, 0}, {0, 26}, {-1, 2}, {5, 2}, {6, 1}}) {
        assertThatThrownBy(() -> trainer.step(data, order, bad[0], bad[1]))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "DenseTrainer: batch of %d from %d on in an order of 6, expected 1 to 25 within it"
                    .formatted(bad[1], bad[0]));
      }
    }
  }

  @Test
  void inputGradientNeedsGradients() {
    TestExamples data = TestExamples.clusters(40, 6, 3, 1);
    try (DenseTrainer trainer = classes().build()) {
      assertThatThrownBy(trainer::inputGradient).isInstanceOf(IllegalStateException.class);
      trainer.gradients(data, TestExamples.order(40), 0, 10);
      assertThat(trainer.inputGradient()).hasSize(60);
      trainer.step(data, TestExamples.order(40), 0, 10);
      assertThatThrownBy(trainer::inputGradient)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("DenseTrainer.inputGradient: expected gradients(...) right before it");
    }
  }

  @Test
  void startsFromAModelAndLeavesItAlone() {
    DenseModel start = new DenseModel(CLASSES, 7);
    float[] before = start.parameters().clone();
    DenseTrainer trainer = classes().startFrom(start).build();
    assertThat(trainer.model().parameters()).containsExactly(before);
    DenseModel trained = trainer.fit(TestExamples.clusters(100, 6, 3, 1));
    assertThat(start.parameters()).containsExactly(before);
    float[] after = trained.parameters().clone();
    assertThat(after).isNotEqualTo(before);
    trainer.fit(TestExamples.clusters(100, 6, 3, 1));
    assertThat(trained.parameters()).containsExactly(after);
  }

  @Test
  void aSecondFitGoesOnWhereTheFirstEnded() {
    TestExamples train = TestExamples.clusters(100, 6, 3, 1);
    Momentum momentum = Momentum.withLearningRate(0.05);
    float[] once = classes().optimizer(momentum).epochs(6).build().fit(train).parameters();
    DenseTrainer twice = classes().optimizer(momentum).epochs(3).build();
    twice.fit(train);
    assertThat(twice.report().plan().firstEpoch()).isEqualTo(1);
    assertThat(twice.fit(train).parameters()).containsExactly(once);
    assertThat(twice.report().plan().firstEpoch()).isEqualTo(4);
    assertThat(twice.report().epochs().stream().map(EpochResult::epoch)).containsExactly(4, 5, 6);
  }

  @Test
  void stopsAfterTheBatchAndKeepsTheBooks() {
    DenseTrainer[] trainer = new DenseTrainer[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            if (epoch == 2 && batch == 3) {
              trainer[0].requestStop();
            }
          }
        };
    trainer[0] = classes().listener(stopper).build();
    trainer[0].fit(TestExamples.clusters(100, 6, 3, 1), TestExamples.clusters(50, 6, 3, 2));
    TrainingReport report = trainer[0].report();
    assertThat(report.stopped()).isTrue();
    assertThat(report.steps()).isEqualTo(7);
    assertThat(report.epochsTrained()).isEqualTo(1.75);
    assertThat(report.epochs()).hasSize(2);
    assertThat(report.last().testAccuracy()).isBetween(0.0, 1.0);
    assertThat(report.seconds()).isPositive();
  }

  @Test
  void finishesAsPlannedWithASmallerLastBatch() {
    List<Integer> batches = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batchFinished(int epoch, int batch, int batches1, double loss) {
            batches.add(batch);
            assertThat(batches1).isEqualTo(5);
          }
        };
    DenseTrainer trainer = classes().epochs(2).listener(listener).build();
    trainer.fit(TestExamples.clusters(101, 6, 3, 1));
    assertThat(batches).containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
    assertThat(trainer.report().stopped()).isFalse();
    assertThat(trainer.report().epochsTrained()).isEqualTo(2.0);
    assertThat(trainer.report().plan().batches()).isEqualTo(5);
    assertThat(trainer.report().plan().lastEpoch()).isEqualTo(2);
  }

  @Test
  void reportsNeedAFit() {
    assertThatThrownBy(classes().build()::report)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("DenseTrainer.report: expected a fit before it");
  }

  @Test
  void initialDeviationReplacesTheInitializers() {
    DenseModel model = classes().initialDeviation(0.01).build().model();
    for (String weight : new String[] {"hidden.weight", "output.weight"}) {
      for (float value : model.parameter(weight)) {
        assertThat(value).isBetween(-0.05f, 0.05f).isNotZero();
      }
    }
    assertThat(model.parameter("hidden.bias")).containsOnly(0);
    for (float value : classes().initialDeviation(0).build().model().parameters()) {
      assertThat(value).isZero();
    }
  }

  @Test
  void exceptionsOfWorkersReachTheCaller() {
    DenseTrainer trainer =
        DenseTrainer.builder(CLASSES.with(Fault.EXCEPTION)).engine(Engine.PLAIN).threads(2).build();
    assertThatThrownBy(() -> trainer.fit(TestExamples.clusters(100, 6, 3, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("as asked");
  }

  @Test
  void fitLeavesNoThreadsBehind() {
    classes().threads(3).build().fit(TestExamples.clusters(100, 6, 3, 1));
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("phyllo-worker-"));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> classes().batchSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseTrainer.batchSize: 0, expected at least 1");
    assertThatThrownBy(() -> classes().epochs(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> classes().threads(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> classes().initialDeviation(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseTrainer.initialDeviation: -0.1, expected a finite number from 0 up");
    assertThatThrownBy(() -> classes().batchSize(Integer.MAX_VALUE).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DenseTrainer: batchSize 2147483647 needs a workspace of ");
  }
}
