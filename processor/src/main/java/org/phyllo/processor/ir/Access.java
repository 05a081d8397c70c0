package org.phyllo.processor.ir;

/** One value of a variable: of the sample at hand if it has values per sample. */
public record Access(Variable variable, Affine index) {
  /** Whether the position depends on {@code index}. */
  public boolean uses(Index loop) {
    return index.stride(loop) != 0;
  }
}
