package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.GraphNetworks;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Evaluation;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.optimizer.Sgd;

/** What users of a network with several inputs or outputs, or with lookups, call. */
final class NamedTensorsTest {
  @Test
  void inputsAreGivenByName() {
    Model model = model("TwoInputs");
    float[] left = {1, 2, 3, 4, 5};
    float[] right = new float[24];
    for (int i = 0; i < right.length; i++) {
      right[i] = i / 24f;
    }
    float[] row = Arrays.copyOf(left, 29);
    System.arraycopy(right, 0, row, 5, 24);
    assertThat(model.predict(Map.of("left", left, "right", right)).get("values"))
        .containsExactly(model.predict(row));
    assertThatThrownBy(() -> model.predict(Map.of("left", left)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("left of 5")
        .hasMessageContaining("right [2, 3, 4]");
  }

  @Test
  void outputsHaveNamesClassesAndEvaluations() {
    Model model = model("ThreeOutputs");
    Batch batch = Batch.draw(model.info(), new Draw(7), 37);
    float[] input = Arrays.copyOf(batch.inputs(), 9);
    Map<String, float[]> outputs = model.predict(Map.of("input", input));
    assertThat(outputs.keySet()).containsExactly("kind", "yes", "values");
    float[] kind = outputs.get("kind");
    int largest = model.classify(input, "kind");
    for (float score : kind) {
      assertThat(score).isLessThanOrEqualTo(kind[largest]);
    }
    assertThatThrownBy(() -> model.classify(input)).isInstanceOf(IllegalStateException.class);
    Evaluation all = Evaluation.of(model, batch);
    double sum =
        all.output("kind").loss()
            + 0.5 * all.output("yes").loss()
            + 3 * all.output("values").loss();
    assertThat(all.loss()).isEqualTo(sum);
  }

  @Test
  void whatIsNoIndexIsRefused() {
    Model model = model("Lookup");
    for (float wrong : new float[] {7, -1, 0.5f, Float.NaN}) {
      float[] input = {0, 6, wrong, 1, 2, 3};
      assertThatThrownBy(() -> model.predict(input))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("position 2 of input 'input', expected whole numbers from 0 to 6");
    }
  }

  private static Model model(String name) {
    NetworkSource source =
        GraphNetworks.all().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    GeneratedNetwork network = GeneratedNetwork.of(source);
    float[] parameters = Batch.parameters(network.info(), new Draw(3));
    try (Trainer<?> trainer =
        network.trainer(parameters, Sgd.withLearningRate(1), Engine.PLAIN, 1, 1)) {
      return trainer.model();
    }
  }
}
