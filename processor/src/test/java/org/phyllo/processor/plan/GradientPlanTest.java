package org.phyllo.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Memory;

final class GradientPlanTest {
  @Test
  void sumsHaveTheRoomThatTheRuntimeGivesThem() {
    assertThat(GradientPlan.MOST_SUMS * Memory.SAMPLE_GROUP).isEqualTo(Kernels.LANE_FLOATS);
    // Lanes are added up for sixteen sums at a time.
    assertThat(GradientPlan.MOST_SUMS % Memory.SAMPLE_GROUP).isZero();
    assertThat(RegisterTile.MOST_SUMS).isLessThanOrEqualTo(GradientPlan.MOST_SUMS);
  }
}
