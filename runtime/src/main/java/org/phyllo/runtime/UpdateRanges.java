package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.optimizer.Optimizer;

/** The optimizer's formulas by {@linkplain Optimizer#forRank rank}, and where each holds. */
final class UpdateRanges {
  private final Optimizer[] optimizers;
  private final int[] ends;

  UpdateRanges(NetworkInfo info, Optimizer optimizer) {
    List<Optimizer> formulas = new ArrayList<>();
    List<Integer> bounds = new ArrayList<>();
    for (ParameterInfo tensor : info.parameters()) {
      Optimizer formula = optimizer.forRank(tensor.shape().length);
      if (!formulas.isEmpty() && formulas.getLast().equals(formula)) {
        bounds.removeLast();
      } else {
        formulas.add(formula);
      }
      bounds.add(tensor.end());
    }
    this.optimizers = formulas.toArray(Optimizer[]::new);
    this.ends = bounds.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Updates a range of all parameters, each with the formula of its tensor. */
  void update(
      float[] parameters,
      float[] gradients,
      float[][] state,
      int step,
      double rate,
      int from,
      int to) {
    int start = from;
    for (int i = 0; i < ends.length && start < to; i++) {
      int end = Math.min(ends[i], to);
      if (start < end) {
        optimizers[i].update(parameters, gradients, state, step, rate, start, end);
        start = end;
      }
    }
  }
}
