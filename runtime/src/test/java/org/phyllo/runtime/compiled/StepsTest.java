package org.phyllo.runtime.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StepsTest {
  @Test
  void innerLoopsPassFirst() {
    assertThat(Steps.of(2, 100, 3, 10)).containsExactly(0, 10, 20, 100, 110, 120);
  }

  @Test
  void goBackAndStayWhereTheyAre() {
    assertThat(Steps.of(2, 9, 1, 5, 2, -3, 2, 0)).containsExactly(0, 0, -3, -3, 9, 9, 6, 6);
  }

  @Test
  void oneLoopIsMultiplesOfItsStep() {
    assertThat(Steps.of(4, 7)).containsExactly(0, 7, 14, 21);
  }
}
