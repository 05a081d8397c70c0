package org.phyllo.processor.lower;

import java.util.List;
import org.phyllo.processor.ir.Variable;

/**
 * What the runtime hands over as one: all inputs of a sample, or all targets.
 *
 * @param whole all values; the part itself if there is one
 * @param parts what layers and losses read, one after the other in the whole
 */
public record Parts(Variable whole, List<Variable> parts) {
  public Parts {
    parts = List.copyOf(parts);
  }

  /** Where a part begins in the whole. */
  public int offset(Variable part) {
    return parts.subList(0, parts.indexOf(part)).stream().mapToInt(Variable::size).sum();
  }
}
