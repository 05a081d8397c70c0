package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.phyllo.runtime.LayerStatistics.Parameter;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;

/** Looks inside a network around an update, and touches nothing. */
final class Inspector {
  private final Inspection rule;
  private final Model live;
  private final NetworkInfo info;
  private final float[] gradients;
  private final Reference reference;

  /** The parameters before the update. */
  private float[] before = {};

  /**
   * For a network in training.
   *
   * @param live the model that is trained
   * @param gradients what the optimizer is given
   */
  Inspector(Inspection rule, Model live, float[] gradients) {
    this.rule = rule;
    this.live = live;
    this.info = live.info();
    this.gradients = gradients;
    this.reference = live.reference();
  }

  /** Whether to look at an update, counted from 1. */
  boolean due(int update, boolean endsEpoch) {
    return rule.due(update, endsEpoch);
  }

  /** Called before a batch that is looked at. */
  void beforeUpdate() {
    before = live.parameters().clone();
  }

  /** Called after its update: what the batch's first samples looked like before it. */
  InspectionReport afterUpdate(
      Examples data, int[] order, int from, int count, int epoch, int number, int update) {
    int samples = Math.min(count, rule.samples());
    Batch batch = Batch.read(info, data, order, from, samples);
    reference.setParameters(before);
    double loss = reference.run(batch.inputs(), batch.targets(), samples);
    reference.gradients();
    IdentityHashMap<double[], String> owners = new IdentityHashMap<>();
    Map<String, Distribution> outputs = new HashMap<>();
    Map<String, Distribution> outputGradients = new HashMap<>();
    reference.tensors(
        (role, layer, _, values, _) -> {
          if (role == TensorRole.PARAMETER) {
            owners.put(values, layer);
          }
          // a layer's output is the last of its activations, its gradient the first of its own
          if (role == TensorRole.ACTIVATION) {
            outputs.put(layer, Distribution.of(values));
          } else if (role == TensorRole.GRADIENT && !outputGradients.containsKey(layer)) {
            outputGradients.put(layer, Distribution.of(times(samples, values)));
          }
        });
    List<LayerStatistics> layers = new ArrayList<>();
    for (LayerInfo layer : info.layers()) {
      String name = layer.name();
      layers.add(
          new LayerStatistics(
              name,
              layer.kind(),
              outputs.getOrDefault(name, Distribution.of(new double[0])),
              outputGradients.getOrDefault(name, Distribution.of(new double[0])),
              parameters(name, owners)));
    }
    return new InspectionReport(epoch, number, update, samples, loss, layers);
  }

  private static double[] times(int factor, double[] values) {
    double[] products = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      products[i] = factor * values[i];
    }
    return products;
  }

  /** The tensors of a layer, by the layers that the reference's arrays belong to. */
  private List<Parameter> parameters(String layer, IdentityHashMap<double[], String> owners) {
    List<Parameter> parameters = new ArrayList<>();
    float[] after = live.parameters();
    for (ParameterInfo tensor : info.parameters()) {
      if (layer.equals(owners.get(reference.parameter(tensor.name())))) {
        double norm = 0;
        double gradientNorm = 0;
        double updateNorm = 0;
        for (int i = tensor.offset(); i < tensor.end(); i++) {
          double update = (double) after[i] - before[i];
          norm += (double) before[i] * before[i];
          gradientNorm += (double) gradients[i] * gradients[i];
          updateNorm += update * update;
        }
        parameters.add(
            new Parameter(
                tensor.name(), Math.sqrt(norm), Math.sqrt(gradientNorm), Math.sqrt(updateNorm)));
      }
    }
    return parameters;
  }
}
