package org.phyllo.runtime.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneSumsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 15, 16, 17, 40})
  void addsFoursAsTreesAndThenInOrder(int sums) {
    Random random = new Random(sums);
    float[] lanes = new float[16 * 48];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = (float) Math.scalb(random.nextGaussian(), random.nextInt(20));
    }
    float[] expected = new float[sums];
    for (int i = 0; i < sums; i++) {
      expected[i] = sum(lanes, 16 * i);
    }
    LaneSums.addUp(lanes, sums);
    assertThat(lanes).startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE})
  void keepsWhatIsNoOrdinaryNumber(float value) {
    for (int lane = 0; lane < 16; lane++) {
      float[] lanes = new float[256];
      Arrays.fill(lanes, value == 0 ? value : 1f);
      lanes[48 + lane] = value;
      float expected = sum(lanes, 48);
      LaneSums.addUp(lanes, 4);
      assertThat(Float.floatToIntBits(lanes[3])).isEqualTo(Float.floatToIntBits(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17})
  void needsRoomForWholeGroups(int sums) {
    assertThatThrownBy(() -> LaneSums.addUp(new float[4 * sums], sums))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static float sum(float[] lanes, int from) {
    float total = 0f;
    for (int i = from; i < from + 16; i += 4) {
      total += (lanes[i] + lanes[i + 2]) + (lanes[i + 1] + lanes[i + 3]);
    }
    return total;
  }
}
