package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;

/** What a training loop reads of a set that is another one in every epoch. */
final class EpochOfExamplesTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(6, 4, 3, Loss.SOFTMAX_CROSS_ENTROPY);

  private final List<Integer> epochsAsked = new ArrayList<>();
  private final List<Integer> epochsRead = new ArrayList<>();

  /** Tells which epoch's inputs are read; 0 is the set itself. */
  private final class Varying implements Examples {
    private final TestExamples samples = TestExamples.clusters(10, 6, 3, 1);
    private final int epoch;

    Varying(int epoch) {
      this.epoch = epoch;
    }

    @Override
    public Examples inEpoch(int number) {
      epochsAsked.add(number);
      return new Varying(number);
    }

    @Override
    public void readInput(int index, float[] into, int at) {
      if (epochsRead.isEmpty() || epochsRead.getLast() != epoch) {
        epochsRead.add(epoch);
      }
      samples.readInput(index, into, at);
    }

    @Override
    public void readTarget(int index, float[] into, int at) {
      samples.readTarget(index, into, at);
    }

    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public int[] inputShape() {
      return samples.inputShape();
    }

    @Override
    public int classes() {
      return samples.classes();
    }

    @Override
    public int targetSize() {
      return samples.targetSize();
    }
  }

  @Test
  void trainsOnEachEpochsSamplesAndEvaluatesTheSetItself() {
    DenseTrainer trainer =
        DenseTrainer.builder(NETWORK)
            .engine(Engine.PLAIN)
            .threads(1)
            .batchSize(4)
            .epochs(2)
            .build();
    Varying data = new Varying(0);
    trainer.fit(data);
    assertThat(epochsAsked).containsExactly(1, 2);
    assertThat(epochsRead).containsExactly(0, 1, 0, 2, 0);
    trainer.fit(data);
    assertThat(epochsAsked).containsExactly(1, 2, 3, 4);
  }

  @Test
  void setsThatDontVaryAreTheSameInEveryEpoch() {
    TestExamples data = TestExamples.clusters(10, 6, 3, 1);
    assertThat(data.inEpoch(7)).isSameAs(data);
  }
}
