package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.file.DamagedFile;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.SafetensorsWriter;

final class ModelTest {
  private static final DenseNetwork NETWORK = new DenseNetwork(3, 5, 4, Loss.SOFTMAX_CROSS_ENTROPY);

  @TempDir Path directory;

  private final DenseModel model = new DenseModel(NETWORK, 1);
  private final TestExamples data = TestExamples.clusters(50, 3, 4, 1);

  @Test
  void predictsLikeTheReference() {
    DenseReference reference = new DenseReference(NETWORK);
    reference.setParameters(model.parameters());
    reference.run(CheckCase.doubles(data.inputs()), CheckCase.doubles(data.targets()), data.size());
    for (int s = 0; s < data.size(); s++) {
      float[] output = model.predict(data.input(s));
      for (int o = 0; o < 4; o++) {
        assertThat(output[o] - reference.output()[s * 4 + o]).isBetween(-1e-5, 1e-5);
      }
    }
  }

  @Test
  void batchesGiveTheBitsOfSingleSamples() {
    float[] outputs = new float[50 * 4];
    model.predict(data.inputs(), 50, outputs);
    for (int s = 0; s < 50; s++) {
      float[] output = new float[4];
      model.predict(data.input(s), output);
      assertThat(Arrays.copyOfRange(outputs, s * 4, s * 4 + 4)).containsExactly(output);
    }
    model.predict(new float[0], 0, new float[0]);
  }

  @Test
  void manyThreadsPredictAtOnce() {
    List<float[]> expected =
        IntStream.range(0, 50).mapToObj(s -> model.predict(data.input(s))).toList();
    List<float[]> actual =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> model.predict(data.input(i % 50)))
            .toList();
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).containsExactly(expected.get(i % 50));
    }
  }

  @Test
  void classifiesByTheLargestOutput() {
    for (int s = 0; s < 50; s++) {
      float[] output = model.predict(data.input(s));
      int label = model.classify(data.input(s));
      for (float value : output) {
        assertThat(output[label]).isGreaterThanOrEqualTo(value);
      }
    }
  }

  @Test
  void classifiesASingleOutputByItsThreshold() {
    DenseModel value = new DenseModel(new DenseNetwork(1, 1, 1, Loss.MEAN_SQUARED_ERROR), 1);
    value.setParameter("output.weight", new float[] {0});
    value.setParameter("output.bias", new float[] {0.4f});
    assertThat(value.classify(new float[1])).isZero();
    value.setParameter("output.bias", new float[] {0.6f});
    assertThat(value.classify(new float[1])).isEqualTo(1);
    DenseModel logit = new DenseModel(new DenseNetwork(1, 1, 1, Loss.SIGMOID_CROSS_ENTROPY), 1);
    logit.setParameter("output.weight", new float[] {0});
    logit.setParameter("output.bias", new float[] {0.1f});
    assertThat(logit.classify(new float[1])).isEqualTo(1);
    logit.setParameter("output.bias", new float[] {-0.1f});
    assertThat(logit.classify(new float[1])).isZero();
  }

  @Test
  void refusesArraysOfOtherLengths() {
    assertThatThrownBy(() -> model.predict(new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel.predict: input has 2 values, expected 3 [3]");
    assertThatThrownBy(() -> model.classify(new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel.predict: input has 4 values, expected 3 [3]");
    assertThatThrownBy(() -> model.predict(new float[3], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel.predict: output has 3 values, expected 4 [4]");
    assertThatThrownBy(() -> model.predict(new float[6], 3, new float[12]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel.predict: input has 6 values, expected 3 times 3 [3]");
    assertThatThrownBy(() -> model.predict(new float[0], -1, new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DenseModel(NETWORK, new float[3], Engine.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel: 3 parameters, expected 44");
  }

  @Test
  void parametersGoInAndOutByName() {
    assertThat(model.parameterCount()).isEqualTo(3 * 5 + 5 + 5 * 4 + 4);
    float[] weight = new float[20];
    Arrays.fill(weight, 2);
    model.setParameter("output.weight", weight);
    assertThat(model.parameter("output.weight")).containsExactly(weight);
    assertThat(model.parameter("hidden.bias")).containsOnly(0);
    weight[0] = 3;
    model.parameter("output.weight")[1] = 3;
    assertThat(model.parameter("output.weight")).containsOnly(2);
    assertThatThrownBy(() -> model.parameter("out.weight"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Dense has no parameter 'out.weight', expected one of"
                + " [hidden.weight, hidden.bias, output.weight, output.bias]");
    assertThatThrownBy(() -> model.setParameter("output.bias", new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DenseModel.setParameter: 5 values for 'output.bias', expected 4 [4]");
    assertThatThrownBy(() -> model.setParameter("output.bias", new float[] {0, Float.NaN, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DenseModel.setParameter: 'output.bias' gets NaN at index 1, expected finite values");
  }

  @Test
  void savesAndLoadsTheSameBits() throws IOException {
    Path file = directory.resolve("dense.safetensors");
    model.save(file);
    assertThat(Model.read(NETWORK.info(), file)).containsExactly(model.parameters());
    Safetensors contents = Safetensors.read(file);
    assertThat(contents.names())
        .containsExactly("hidden.weight", "hidden.bias", "output.weight", "output.bias");
    assertThat(contents.tensor("hidden.weight").shape()).containsExactly(5, 3);
    assertThat(contents.metadata()).containsEntry("network", "Dense").containsEntry("format", "pt");
  }

  @Test
  void aFailedSaveLeavesTheOldFileWhole() throws IOException {
    Path file = directory.resolve("dense.safetensors");
    model.save(file);
    byte[] before = Files.readAllBytes(file);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new DenseModel(NETWORK, 2).save(file)).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.readAllBytes(file)).containsExactly(before);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesFilesOfOtherNetworks() throws IOException {
    Path file = directory.resolve("dense.safetensors");
    float[] values = new float[100];
    tensors(values, new int[] {5, 3}, "output.bias").write(file);
    assertThat(Model.read(NETWORK.info(), file)).hasSize(44);

    tensors(values, new int[] {3, 5}, "output.bias").write(file);
    assertRefused(file, "tensor 'hidden.weight' is F32 [3, 5], expected F32 [5, 3]");
    tensors(values, new int[] {5, 3}, "output.bia").write(file);
    assertRefused(file, "no tensor 'output.bias', expected F32 [4] for network Dense");
    tensors(values, new int[] {5, 3}, "output.bias")
        .tensor("more", new int[] {1}, values, 0)
        .write(file);
    assertRefused(
        file,
        "tensor 'more' F32 [1] is none of network Dense, expected just [hidden.weight [5, 3],"
            + " hidden.bias [5], output.weight [4, 5], output.bias [4]]");
    values[16] = Float.NaN;
    tensors(values, new int[] {5, 3}, "output.bias").write(file);
    assertRefused(file, "tensor 'hidden.bias' has NaN at index 1, expected finite values");
    values[16] = Float.NEGATIVE_INFINITY;
    tensors(values, new int[] {5, 3}, "output.bias").write(file);
    assertRefused(file, "tensor 'hidden.bias' has -Infinity at index 1, expected finite values");
  }

  private static SafetensorsWriter tensors(float[] values, int[] weightShape, String lastName) {
    return new SafetensorsWriter()
        .tensor("hidden.weight", weightShape, values, 0)
        .tensor("hidden.bias", new int[] {5}, values, 15)
        .tensor("output.weight", new int[] {4, 5}, values, 20)
        .tensor(lastName, new int[] {4}, values, 40);
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> Model.read(NETWORK.info(), file))
        .isInstanceOf(InvalidFileException.class)
        .hasMessage(file + ": " + problem);
  }

  /** Every truncation and every flipped bit of the header is refused, or gives the same model. */
  @Test
  void damagedFilesNeverGiveAnotherModel() throws IOException {
    Path file = directory.resolve("dense.safetensors");
    model.save(file);
    int length = (int) Files.size(file);
    int header = length - 44 * Float.BYTES;
    int refused = 0;
    try (DamagedFile damaged = new DamagedFile(file)) {
      for (int bit = 0; bit < header * Byte.SIZE; bit++) {
        damaged.flip(bit);
        try {
          assertThat(Model.read(NETWORK.info(), file)).containsExactly(model.parameters());
        } catch (InvalidFileException expected) {
          refused++;
        }
        damaged.flip(bit);
      }
      assertThat(refused).isGreaterThan(header * Byte.SIZE / 2);
      assertThat(Model.read(NETWORK.info(), file)).containsExactly(model.parameters());
      while (length > 0) {
        damaged.truncate(--length);
        assertThatThrownBy(() -> Model.read(NETWORK.info(), file))
            .isInstanceOf(InvalidFileException.class);
      }
    }
  }
}
