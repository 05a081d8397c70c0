package org.phyllo.processor.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;
import static org.phyllo.dsl.Loss.SIGMOID_CROSS_ENTROPY;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.EngineBits;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.GraphNetworks;
import org.phyllo.processor.testbed.ImageNetworks;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.CompiledNetwork;

/**
 * Plain and vector code compute the same bits, at every size of layer and batch. All arrays hold
 * NaN where the runtime writes nothing, so that nothing is read before it is written.
 */
class EqualBitsTest {
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 5, 6, 7, 10, 15, 16, 17, 31, 32, 33, 50, 64, 100, 130);

  /**
   * One, around 4, 8 and 16 lanes, around twice as many, around one, two and more blocks, primes.
   */
  private static final List<Integer> BATCHES =
      List.of(1, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65, 100, 257);

  /** Some of them, where not sizes are in question. */
  private static final List<Integer> FEW_BATCHES = List.of(1, 7, 16, 33, 65, 257);

  @TestFactory
  Stream<DynamicTest> sizes() {
    List<NetworkSource> sources = new ArrayList<>();
    for (int i = 0; i < SIZES.size(); i++) {
      Loss loss = List.of(Loss.values()).get(i % Loss.values().length);
      sources.add(
          new NetworkSource("Sizes" + SIZES.get(i), loss, SIZES.get(i))
              .dense("a", size(i + 5), activation(i))
              .dense("b", size(i + 11), activation(i + 4), i % 3 != 0)
              .dense("y", 2 + i % 7));
    }
    return check(sources, BATCHES);
  }

  private static int size(int i) {
    return SIZES.get(i % SIZES.size());
  }

  private static Activation activation(int i) {
    return List.of(Activation.values()).get(i % Activation.values().length);
  }

  /**
   * Gradients of hidden layers with more than 8192 values, which have lanes along the columns, and
   * inputs' gradients through as many weights, which are passes over sums in memory: with and
   * without a rest of columns that no vector fills, of rows, and of passes.
   */
  @TestFactory
  Stream<DynamicTest> wide() {
    return check(
        List.of(
            new NetworkSource("Wide64", SOFTMAX_CROSS_ENTROPY, 20)
                .dense("a", 64, Activation.TANH)
                .dense("b", 130, Activation.RELU)
                .dense("c", 67, Activation.GELU)
                .dense("y", 10),
            new NetworkSource("Wide33", SIGMOID_CROSS_ENTROPY, 3)
                .dense("a", 33, Activation.SILU)
                .dense("b", 257, Activation.SOFTPLUS)
                .dense("y", 33),
            new NetworkSource("WideAtFirst", SOFTMAX_CROSS_ENTROPY, 83)
                .dense("a", 150, Activation.RELU)
                .dense("y", 61),
            NetworkSource.declared("WideInputs", "@Network(loss = Loss.MEAN_SQUARED_ERROR)")
                .annotated("left", "@Input(16)")
                .annotated("right", "@Input(50)")
                .dense("a", 128, Activation.TANH, "left")
                .dense("b", 131, Activation.RELU, "right")
                .concat("both", Activation.IDENTITY, "a", "b")
                .dense("y", 40),
            new NetworkSource("Wide17", MEAN_SQUARED_ERROR, 784)
                .dense("a", 17, Activation.SIGMOID)
                .dense("b", 487, Activation.ELU)
                .dense("y", 17)),
        FEW_BATCHES);
  }

  /**
   * Networks whose input is trained on in rows, where vectors have sixteen lanes: panels of units
   * of one and of two widths and in a loop, with and without units behind whole vectors, biases,
   * and functions that need what they are applied to.
   */
  @TestFactory
  Stream<DynamicTest> inputsInRows() {
    List<GeneratedNetwork> networks =
        GeneratedNetwork.of(
            List.of(
                new NetworkSource("InRows", SOFTMAX_CROSS_ENTROPY, 5, 5, 6)
                    .dense("a", 100, Activation.RELU)
                    .dense("y", 10),
                new NetworkSource("FewInRows", MEAN_SQUARED_ERROR, 700)
                    .dense("a", 13, Activation.SILU)
                    .dense("y", 3),
                new NetworkSource("WholeInRows", SIGMOID_CROSS_ENTROPY, 129)
                    .dense("a", 64, Activation.IDENTITY, false),
                NetworkSource.declared("TwoInRows", "@Network")
                    .annotated("rows", "@Input(150)")
                    .annotated("firstRow", "@Input(131)")
                    .dense("sample", 60, Activation.TANH, "rows")
                    .dense("b", 200, Activation.LEAKY_RELU, "firstRow")
                    .concat("both", Activation.IDENTITY, "sample", "b")
                    .annotated(
                        "y", "@Dense(units = 5) @Output(loss = Loss.SOFTMAX_CROSS_ENTROPY) ")));
    // None has anything packed where vectors are shorter.
    assertThat(networks.stream().map(n -> n.network().kernels(Engine.VECTOR).packedFloats() > 0))
        .containsOnly(networks.getFirst().network().kernels(Engine.VECTOR).packedFloats() > 0);
    return checkAll(networks, BATCHES);
  }

  /**
   * Networks whose samples are predicted in groups: tiles of one to four vectors within what single
   * samples read in one to eight at a time, functions by themselves, several inputs and outputs.
   */
  @TestFactory
  Stream<DynamicTest> groups() {
    List<GeneratedNetwork> networks =
        GeneratedNetwork.of(
            List.of(
                new NetworkSource("Groups", SOFTMAX_CROSS_ENTROPY, 70)
                    .dense("a", 90, Activation.RELU)
                    .dense("b", 120, Activation.TANH)
                    .dense("weight", 30, Activation.GELU, false)
                    .dense("bGroup", 10),
                new NetworkSource("SumInGroups", MEAN_SQUARED_ERROR, 2, 5, 10)
                    .dense("a", 64, Activation.SILU)
                    .dense("b", 64, Activation.SOFTMAX, "input")
                    .add("sum", Activation.ELU, "a", "b")
                    .dense("y", 4, Activation.SIGMOID),
                NetworkSource.declared("NamedInGroups", "@Network")
                    .annotated("left", "@Input(61)")
                    .annotated("right", "@Input(50)")
                    .dense("a", 60, Activation.RELU, "left")
                    .dense("b", 140, Activation.LEAKY_RELU, "right")
                    .concat("both", Activation.IDENTITY, "a", "b")
                    .dense("c", 100, Activation.RELU, "both")
                    .dense("d", 160, Activation.RELU)
                    .dense("e", 84, Activation.RELU)
                    .annotated(
                        "kind",
                        "@Dense(units = 5) @Output(loss = Loss.SOFTMAX_CROSS_ENTROPY) ",
                        "e")
                    .annotated("size", "@Dense(units = 15) @Output(loss = Loss.HUBER) ", "b")));
    assertThat(networks)
        .allMatch(n -> n.network().single(Engine.VECTOR).orElseThrow().groupSamples() == 4);
    return checkAll(networks, List.of(4, 7, 40));
  }

  @TestFactory
  Stream<DynamicTest> images() {
    return check(ImageNetworks.all(), FEW_BATCHES);
  }

  @TestFactory
  Stream<DynamicTest> largeImages() {
    List<GeneratedNetwork> networks = GeneratedNetwork.of(ImageNetworks.large());
    assertThat(networks).allMatch(n -> n.info().memory().blockSamples() == 16);
    return checkAll(networks, FEW_BATCHES);
  }

  @TestFactory
  Stream<DynamicTest> inputsOutputsAndBlocks() {
    return check(GraphNetworks.all(), FEW_BATCHES);
  }

  /** Sums and concatenations, tensors read more than once, an image as input. */
  @TestFactory
  Stream<DynamicTest> graphs() {
    List<NetworkSource> sources = new ArrayList<>();
    for (int i = 0; i < Activation.values().length; i++) {
      Activation activation = activation(i);
      Loss loss = List.of(Loss.values()).get(i % Loss.values().length);
      sources.add(
          new NetworkSource("Graph" + i, loss, 3, 3, 5)
              .activate("pixels", activation)
              .add("twice", activation, "pixels", "input", "pixels")
              .concat("joined", activation, "twice", "input")
              .dense("a", 9, activation)
              .dense("b", 9, Activation.IDENTITY, false, "twice")
              .add("sum", activation, "a", "b", "a")
              .concat("all", activation, "sum", "b", "a")
              .dense("y", 3));
    }
    return check(sources, FEW_BATCHES);
  }

  private static Stream<DynamicTest> check(List<NetworkSource> sources, List<Integer> batches) {
    return checkAll(GeneratedNetwork.of(sources), batches);
  }

  private static Stream<DynamicTest> checkAll(
      List<GeneratedNetwork> networks, List<Integer> batches) {
    return networks.stream()
        .map(n -> DynamicTest.dynamicTest(n.toString(), () -> check(n, batches)));
  }

  private static void check(GeneratedNetwork generated, List<Integer> batches) {
    CompiledNetwork network = generated.network();
    Draw draw = new Draw(generated.source().name().hashCode());
    float[] parameters = Batch.parameters(network.info(), draw);
    for (int samples : batches) {
      EngineBits.check(network, parameters, Batch.draw(network.info(), draw, samples));
    }
  }

  /** Whoever else is in the batch, wherever the sample stands in it. */
  @Test
  void predictionDependsOnTheSampleAlone() {
    predictionDependsOnTheSampleAlone(
        new NetworkSource("Alone", SOFTMAX_CROSS_ENTROPY, 11)
            .dense("a", 23, Activation.GELU)
            .dense("b", 7, Activation.SOFTMAX)
            .add("c", Activation.TANH, "b", "b")
            .dense("y", 5));
    predictionDependsOnTheSampleAlone(
        new NetworkSource("AloneOrInGroups", SOFTMAX_CROSS_ENTROPY, 90)
            .dense("a", 100, Activation.GELU)
            .dense("y", 5));
  }

  private static void predictionDependsOnTheSampleAlone(NetworkSource source) {
    GeneratedNetwork generated = GeneratedNetwork.of(source);
    Draw draw = new Draw(7);
    Model model = generated.model(Batch.parameters(generated.info(), draw));
    Batch all = Batch.draw(generated.info(), draw, 100);
    float[] together = new float[100 * 5];
    model.predict(all.inputs(), 100, together);
    for (int s = 0; s < all.samples(); s++) {
      float[] alone = model.predict(all.part(s, 1).inputs());
      int count = Math.min(1 + draw.below(40), all.samples() - s);
      float[] some = new float[count * 5];
      model.predict(all.part(s, count).inputs(), count, some);
      for (int i = 0; i < alone.length; i++) {
        assertThat(Float.floatToRawIntBits(together[s * 5 + i]))
            .as("sample %d, output %d", s, i)
            .isEqualTo(Float.floatToRawIntBits(alone[i]))
            .isEqualTo(Float.floatToRawIntBits(some[i]));
      }
    }
  }

  /** Single samples are predicted from a copy of the parameters. */
  @Test
  void newParametersAreSeen() {
    GeneratedNetwork generated =
        GeneratedNetwork.of(
            new NetworkSource("Changed", SOFTMAX_CROSS_ENTROPY, 6)
                .dense("a", 19, Activation.TANH)
                .dense("y", 5));
    Draw draw = new Draw(8);
    float[] parameters = Batch.parameters(generated.info(), draw);
    Model changed = generated.model(parameters.clone());
    Model other = generated.model(Batch.parameters(generated.info(), draw));
    float[] input = Batch.draw(generated.info(), draw, 1).inputs();
    float[] before = {};
    for (int i = 0; i < 5; i++) {
      before = changed.predict(input);
    }
    generated
        .info()
        .parameters()
        .forEach(p -> changed.setParameter(p.name(), other.parameter(p.name())));
    float[] after = changed.predict(input);
    assertThat(after).isEqualTo(other.predict(input)).isNotEqualTo(before);
    int largest = 0;
    for (int i = 1; i < after.length; i++) {
      largest = after[i] > after[largest] ? i : largest;
    }
    assertThat(changed.classify(input)).isEqualTo(largest);
  }
}
