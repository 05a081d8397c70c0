package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;

final class InitializationTest {
  private static final int IN = 300;
  private static final int OUT = 100;

  private static NetworkInfo network(ParameterInfo... parameters) {
    return new NetworkInfo(
        "Test",
        List.of(new InputInfo("input", new int[] {1}, 0)),
        List.of(new OutputInfo("output", new int[] {1}, 16, Loss.MEAN_SQUARED_ERROR, 1)),
        List.of(parameters),
        List.of(),
        List.of(),
        List.of(),
        new Memory(16, 32, 96, 0, 32, 48, 64, 80));
  }

  private static ParameterInfo tensor(String name, int offset, Initializer initializer) {
    return new ParameterInfo(name, new int[] {OUT, IN}, offset, initializer, 0.03, IN, OUT);
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL, 0.03, 4.0",
    "XAVIER_NORMAL, 0.0707107, 4.0",
    "HE_NORMAL, 0.0816497, 4.0",
    "XAVIER_UNIFORM, 0.0707107, 1.7320508",
    "HE_UNIFORM, 0.0816497, 1.7320508"
  })
  void hasTheStatedSpread(Initializer initializer, double deviation, double reach) {
    float[] values = Initialization.declared(network(tensor("w", 0, initializer)), 1);
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(sum / values.length).isCloseTo(0, within(0.03 * deviation));
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(deviation, within(0.02 * deviation));
    if (initializer.name().endsWith("UNIFORM")) {
      assertThat(largest).isBetween(0.999 * reach * deviation, 1.000001 * reach * deviation);
    } else {
      assertThat(largest).isGreaterThan(3.5 * deviation);
    }
  }

  @Test
  void tensorsHaveNumbersOfTheirOwn() {
    int size = IN * OUT;
    NetworkInfo info =
        network(
            tensor("a", 0, Initializer.HE_NORMAL),
            tensor("b", size, Initializer.ZEROS),
            tensor("c", 2 * size + 5, Initializer.HE_NORMAL));
    float[] values = Initialization.declared(info, 1);
    assertThat(values).hasSize(3 * size + 5);
    assertThat(values[0]).isNotEqualTo(values[2 * size + 5]);
    for (int i = size; i < 2 * size + 5; i++) {
      assertThat(values[i]).isZero();
    }
    float[] alone = Initialization.declared(network(tensor("a", 0, Initializer.HE_NORMAL)), 1);
    for (int i = 0; i < size; i++) {
      assertThat(values[i]).isEqualTo(alone[i]);
    }
    assertThat(Initialization.declared(info, 2)[0]).isNotEqualTo(values[0]);
  }

  @Test
  void descriptionsAreChecked() {
    assertThatThrownBy(() -> tensor("w", 0, Initializer.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("w: AUTO is for declarations, expected its meaning");
    assertThatThrownBy(() -> tensor("w", -1, Initializer.ZEROS))
        .isInstanceOf(IllegalArgumentException.class);
    ParameterInfo a = tensor("a", 0, Initializer.ZEROS);
    assertThatThrownBy(() -> network(a, tensor("b", 29_999, Initializer.ZEROS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Test: parameter b [100, 300] at 29999, expected a name of its own and an offset from"
                + " 30000 up");
    assertThatThrownBy(() -> network(a, tensor("a", 30_000, Initializer.ZEROS)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(network(a)).isEqualTo(network(tensor("a", 0, Initializer.ZEROS)));
    assertThat(network(a)).isNotEqualTo(network(tensor("b", 0, Initializer.ZEROS)));
  }
}
