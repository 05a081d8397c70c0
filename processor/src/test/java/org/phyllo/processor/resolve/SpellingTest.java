package org.phyllo.processor.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "hiden, hidden",
    "hiddden, hidden",
    "hibben, hidden",
    "hibbin, ",
    "hidbenn, hidden",
    "hdiden, hidden",
    "HIDDEN, hidden",
    "inptu, input",
    "a2, a1",
    "b, ",
    "x1, a1",
    "scores, ",
    "'', ",
    "hidden_layer_output, "
  })
  void suggestsTheNearestName(String name, String expected) {
    assertThat(Spelling.closest(name, List.of("input", "a1", "hidden", "output")))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({"hidden3, hidden1", "hidden22, hidden2"})
  void suggestsTheFirstOfEquallyNearNames(String name, String expected) {
    assertThat(Spelling.closest(name, List.of("hidden1", "hidden2"))).contains(expected);
  }
}
