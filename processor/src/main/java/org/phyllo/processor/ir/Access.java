package org.phyllo.processor.ir;

import java.util.Optional;

/**
 * One value of a variable: of the sample at hand if it has values per sample.
 *
 * @param lookup what the position depends on beside the indices of loops
 */
public record Access(Variable variable, Affine index, Optional<Lookup> lookup) {
  /**
   * A position that the data decides: the value of another access, a whole number, times a stride.
   */
  public record Lookup(Access value, int stride) {}

  public Access(Variable variable, Affine index) {
    this(variable, index, Optional.empty());
  }

  /** This access {@code stride} further for each one that {@code value} has. */
  public Access lookedUp(Access value, int stride) {
    return new Access(variable, index, Optional.of(new Lookup(value, stride)));
  }

  /** Whether the position depends on {@code index}. */
  public boolean uses(Index loop) {
    return index.stride(loop) != 0;
  }
}
