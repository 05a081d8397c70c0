package org.phyllo.processor.lower;

import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.layer.Parameter;

/**
 * A parameter of the network.
 *
 * @param name PyTorch's: {@code hidden.weight}
 */
public record LoweredParameter(
    String name, Parameter parameter, Variable value, Variable gradient) {}
