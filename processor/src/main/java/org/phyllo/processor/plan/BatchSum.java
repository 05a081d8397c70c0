package org.phyllo.processor.plan;

import org.phyllo.processor.ir.Nest;

/** How sums over all samples of the batch are computed and divided into independent tasks. */
public sealed interface BatchSum permits GradientPlan, ScatterPlan {
  Nest nest();

  /** The number of tasks. */
  int tasks();
}
