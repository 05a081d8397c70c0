package org.phyllo.processor.lower;

import org.phyllo.dsl.Initializer;
import org.phyllo.processor.ir.Variable;

/**
 * Something of the batches that is kept beside the parameters.
 *
 * @param name PyTorch's: {@code bn.running_mean}
 * @param momentum the newest batch's weight
 * @param corrected 0, or the values of a sample in a variance
 */
public record LoweredStatistic(
    String name,
    Variable running,
    Variable ofBatch,
    Initializer initializer,
    double momentum,
    int corrected) {}
