package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.GraphNetworks;
import org.phyllo.processor.testbed.ImageNetworks;
import org.phyllo.runtime.Trace;
import org.phyllo.runtime.TracedTensor;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** A reference shows every tensor that it has, each once and under its own name. */
class TraceTest {
  private static final int SAMPLES = 3;

  @TestFactory
  Stream<DynamicTest> everyKindOfLayer() {
    return GeneratedNetwork.of(
            Stream.of(ImageNetworks.all(), GraphNetworks.all()).flatMap(List::stream).toList())
        .stream()
        .map(network -> DynamicTest.dynamicTest(network.toString(), () -> check(network)));
  }

  @Test
  void partsOfWhatThereIsMuchOf() {
    GeneratedNetwork network = GeneratedNetwork.of(MethodSizeTest.deep(60));

    check(network);
    assertThat(visited(network.network().reference())).hasSizeGreaterThan(300);
  }

  private static void check(GeneratedNetwork network) {
    Reference reference = network.network().reference();
    NetworkInfo info = reference.info();
    Philox random = new Philox(8, Purpose.CHECKING);
    for (ParameterInfo tensor : info.parameters()) {
      fill(reference.parameter(tensor.name()), random);
    }
    double[] inputs = new double[SAMPLES * info.inputSize()];
    for (int i = 0; i < inputs.length; ) {
      for (InputInfo input : info.inputs()) {
        for (int end = i + input.size(); i < end; i++) {
          inputs[i] = input.indices() > 0 ? random.nextInt(input.indices()) : random.nextNormal();
        }
      }
    }
    double[] targets = new double[SAMPLES * info.targetSize()];

    Trace trace = Trace.training(reference, inputs, targets);

    List<String> names = trace.tensors().stream().map(TracedTensor::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    for (LayerInfo layer : info.layers()) {
      TracedTensor output = trace.output(layer.name());
      assertThat(output.name()).isEqualTo(layer.name());
      assertThat(output.size()).isEqualTo(SAMPLES * layer.size());
      TracedTensor gradient = trace.outputGradient(layer.name());
      assertThat(gradient.name()).isEqualToIgnoringCase("d" + layer.name());
      assertThat(gradient.shape()).containsExactly(output.shape());
    }
    if (info.outputs().size() == 1) {
      assertThat(trace.output(info.output().name()).values()).containsExactly(reference.output());
    }
    assertThat(trace.outputGradient("input").values()).containsExactly(reference.inputGradient());

    Set<double[]> shown = identities(visited(reference));
    for (ParameterInfo tensor : info.parameters()) {
      assertThat(shown).contains(reference.parameter(tensor.name()));
      assertThat(shown).contains(reference.gradient(tensor.name()));
    }
    Trace inference = Trace.inference(reference, inputs);
    assertThat(inference.tensors()).allMatch(tensor -> tensor.role().inInference());
    if (info.outputs().size() == 1) {
      assertThat(inference.output(info.output().name()).values())
          .containsExactly(reference.output());
    }
    assertThat(inference.tensors())
        .filteredOn(tensor -> tensor.role() == TensorRole.PARAMETER)
        .hasSameSizeAs(info.parameters());
  }

  private static void fill(double[] values, Philox random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.3 * random.nextNormal();
    }
  }

  private static List<double[]> visited(Reference reference) {
    List<double[]> arrays = new ArrayList<>();
    reference.tensors((_, _, _, values, _) -> arrays.add(values));
    return arrays;
  }

  /** Arrays are equal only to themselves. */
  private static Set<double[]> identities(List<double[]> arrays) {
    Set<double[]> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(arrays);
    assertThat(set).hasSameSizeAs(arrays);
    return set;
  }
}
