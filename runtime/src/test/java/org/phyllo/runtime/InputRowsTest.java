package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where inputs are found makes no difference to what they are. */
class InputRowsTest {
  private static final int SAMPLES = 20;
  private static final int SIZE = 3;
  private static final int[] ORDER = {7, 2, 19, 2, 0, 11, 5, 13, 1, 18, 3, 17, 4, 16, 6, 15, 8, 9};

  /** Samples by number, with an array of all inputs behind five others if asked for. */
  private record Numbered(boolean hasArray) implements Examples {
    @Override
    public int size() {
      return SAMPLES;
    }

    @Override
    public int[] inputShape() {
      return new int[] {SIZE};
    }

    @Override
    public int classes() {
      return 0;
    }

    @Override
    public int targetSize() {
      return 1;
    }

    @Override
    public void readInput(int index, float[] into, int at) {
      for (int i = 0; i < SIZE; i++) {
        into[at + i] = 10 * index + i;
      }
    }

    @Override
    public void readTarget(int index, float[] into, int at) {
      into[at] = index;
    }

    @Override
    public float[] inputArray() {
      float[] all = new float[hasArray ? 5 + SAMPLES * SIZE : 0];
      for (int sample = 0; hasArray && sample < SAMPLES; sample++) {
        readInput(sample, all, 5 + sample * SIZE);
      }
      return all;
    }

    @Override
    public void findInputs(int[] indices, int from, int count, int[] starts, int at) {
      for (int i = 0; i < count; i++) {
        starts[at + i] = 5 + indices[from + i] * SIZE;
      }
    }
  }

  @Test
  void areThoseOfTheBatchFollowedByItsFirst() {
    for (Examples all : new Examples[] {new Numbered(true), new Numbered(false)}) {
      checkRows(all, ORDER);
      int[] within = Arrays.stream(ORDER).filter(i -> i < 18).toArray();
      checkRows(SomeExamples.first(all, 18), within);
    }
  }

  private static void checkRows(Examples data, int[] order) {
    InputRows rows = new InputRows(SIZE, order.length);
    BatchAtHand batch = new BatchAtHand();
    batch.set(data, order, 0, order.length, 0);
    rows.open(data);
    rows.read(batch, 0, order.length, 0);
    int[] starts = rows.starts();
    assertThat(starts).hasSize(order.length > 16 ? 32 : 16);
    for (int i = 0; i < starts.length; i++) {
      float first = 10f * order[i < order.length ? i : 0];
      assertThat(Arrays.copyOfRange(rows.values(), starts[i], starts[i] + SIZE))
          .containsExactly(first, first + 1, first + 2);
    }
    float[] copies = new float[order.length * SIZE];
    rows.copy(0, order.length, copies, 0);
    assertThat(copies[SIZE]).isEqualTo(10f * order[1]);
  }
}
