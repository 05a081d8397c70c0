package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.LayerStatistics.Parameter;
import org.phyllo.runtime.optimizer.Sgd;

final class InspectionTest {
  private static final double RATE = 0.1;

  private final DenseNetwork network =
      new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY).withRelu();
  private final TestExamples data = TestExamples.clusters(100, 6, 3, 1);
  private final List<InspectionReport> reports = new ArrayList<>();
  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void networkInspected(InspectionReport report) {
          reports.add(report);
        }
      };

  private TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(network)
        .engine(Engine.PLAIN)
        .optimizer(Sgd.withLearningRate(RATE))
        .batchSize(40)
        .epochs(2)
        .seed(5)
        .listener(listener);
  }

  private DenseModel train(TrainerBuilder<DenseModel, DenseTrainer> builder) {
    try (DenseTrainer trainer = builder.build()) {
      return trainer.fit(data);
    }
  }

  @Test
  void looksAtTheFirstUpdateAndTheLastOfEveryEpoch() {
    train(builder().inspection(Inspection.eachEpoch()));

    assertThat(reports).extracting(InspectionReport::update).containsExactly(1, 3, 6);
    assertThat(reports).extracting(InspectionReport::epoch).containsExactly(1, 1, 2);
    assertThat(reports).extracting(InspectionReport::batch).containsExactly(1, 3, 3);
    // 100 samples are batches of 40, 40 and 20
    assertThat(reports).extracting(InspectionReport::samples).containsExactly(32, 20, 20);
  }

  @Test
  void looksEverySoManyUpdates() {
    train(builder().accumulate(2).epochs(3).inspection(Inspection.everySteps(3).onSamples(7)));

    // the updates of an epoch are after its batches 2 and 3
    assertThat(reports).extracting(InspectionReport::update).containsExactly(1, 3, 6);
    assertThat(reports).extracting(InspectionReport::batch).containsExactly(2, 2, 3);
    assertThat(reports).extracting(InspectionReport::samples).containsOnly(7);
  }

  @Test
  void seesTheLayersBeforeTheUpdate() {
    DenseModel start = new DenseModel(network, 5);
    List<Double> losses = new ArrayList<>();
    train(
        builder()
            .startFrom(start)
            .inspection(Inspection.everySteps(1).onSamples(40))
            .listener(
                new TrainingListener() {
                  @Override
                  public void batchFinished(int epoch, int batch, int batches, double loss) {
                    losses.add(loss);
                  }
                }));

    InspectionReport first = reports.getFirst();
    assertThat(reports).hasSameSizeAs(losses);
    for (int i = 0; i < losses.size(); i++) {
      assertThat(reports.get(i).loss()).isCloseTo(losses.get(i), within(1e-5));
    }
    LayerStatistics hidden = first.layer("hidden");
    assertThat(hidden.kind()).isEqualTo("Dense");
    assertThat(hidden.activations().count()).isEqualTo(40 * 8);
    assertThat(hidden.activations().min()).isZero();
    assertThat(hidden.activations().zeros()).isBetween(0.1, 0.9);
    assertThat(hidden.gradients().deviation()).isPositive();
    // of each sample's own loss: softmax - 1 is within -1 and 0, other scores' within 0 and 1
    Distribution scores = first.layer("output").gradients();
    assertThat(scores.min()).isBetween(-1.0, -0.5);
    assertThat(scores.max()).isBetween(0.5, 1.0);
    assertThat(scores.mean()).isCloseTo(0, within(1e-12));
  }

  @Test
  void measuresParametersGradientsAndUpdates() {
    DenseModel start = new DenseModel(network, 5);
    train(builder().startFrom(start).inspection(Inspection.everySteps(1)));

    List<Parameter> parameters = reports.getFirst().layer("hidden").parameters();
    assertThat(parameters).extracting(Parameter::name).contains("hidden.weight", "hidden.bias");
    Parameter weight = parameters.getFirst();
    assertThat(weight.norm())
        .isCloseTo(
            Distribution.of(CheckCase.doubles(start.parameter("hidden.weight"))).norm(),
            within(1e-12));
    assertThat(weight.updateNorm()).isCloseTo(RATE * weight.gradientNorm(), within(1e-5));
    assertThat(weight.updateRatio()).isEqualTo(weight.updateNorm() / weight.norm());
    assertThat(parameters.getLast().updateRatio()).as("biases start at zero").isInfinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void changesNoBit(int accumulate) {
    float[] seen =
        train(builder().accumulate(accumulate).inspection(Inspection.everySteps(1))).parameters();
    float[] unseen = train(builder().accumulate(accumulate)).parameters();

    assertThat(seen).containsExactly(unseen);
  }

  @Test
  void printsATable() {
    train(builder().inspection(Inspection.eachEpoch()));

    assertThat(reports.getFirst().toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.startsWith("epoch 1, update 1, 32 samples, loss "))
        .anyMatch(line -> line.startsWith("hidden "))
        .anyMatch(line -> line.startsWith("output "))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> Inspection.everySteps(0))
        .hasMessage("Inspection.everySteps: 0, expected at least 1");
    assertThatThrownBy(() -> Inspection.eachEpoch().onSamples(0))
        .hasMessage("Inspection: every 0 steps on 0 samples, expected at least 0 and 1");
    train(builder().inspection(Inspection.eachEpoch()));
    assertThatThrownBy(() -> reports.getFirst().layer("hiden"))
        .hasMessage("no layer 'hiden', expected one of [hidden, output]");
  }
}
