package org.phyllo.processor.plan;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.phyllo.processor.ir.Index;

final class PanelsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 4 2 1",
    "10, 4 2 1",
    "17, 8 4 2",
    "48, 6 3",
    "50, 8 4",
    "84, 6",
    "100, 7",
    "160, 5",
    "170, 8 4 2 1",
    "240, 5",
    "512, 8"
  })
  void leavesLittleToNarrowPanels(int units, String widths) {
    String found =
        Panels.of(units(units)).widths().stream().map(String::valueOf).collect(joining(" "));
    assertThat(found).isEqualTo(widths);
  }

  @Test
  void coversAllLanesWithWidthsThatAreUsed() {
    for (int units = 1; units < 1000; units++) {
      Panels panels = Panels.of(units(units));
      Set<Integer> used = new HashSet<>();
      for (int lanes : Panels.LANES) {
        int at = 0;
        for (int width : panels.widths()) {
          assertThat(panels.isUsed(width, lanes))
              .as("%d units, %d lanes, panels of %d", units, lanes, width)
              .isEqualTo(at + width * lanes <= panels.padded());
          for (; at + width * lanes <= panels.padded(); at += width * lanes) {
            used.add(width);
          }
        }
        assertThat(at).as("%d units, %d lanes", units, lanes).isEqualTo(panels.padded());
      }
      assertThat(used).containsExactlyInAnyOrderElementsOf(panels.widths());
    }
  }

  @Test
  void tilesOfAGroupShareAPanelEvenly() {
    assertThat(SinglePlan.groupTiles(Panels.of(units(100)), 7))
        .containsExactly(List.of(4, 3), List.of(2, 2, 2, 1));
    assertThat(SinglePlan.groupTiles(Panels.of(units(84)), 6))
        .containsExactly(List.of(3, 3), List.of(2, 2, 2));
    assertThat(SinglePlan.groupTiles(Panels.of(units(10)), 1)).containsExactly(List.of(1));
    assertThat(SinglePlan.groupTiles(Panels.of(units(10)), 4)).containsExactly(List.of(2, 2));
  }

  private static Index units(int size) {
    return new Index("u", size);
  }
}
