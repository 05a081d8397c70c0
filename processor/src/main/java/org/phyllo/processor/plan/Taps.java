package org.phyllo.processor.plan;

import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement.Contract;

/**
 * Neighboring pixels of a tile see almost the same pixels of the image below, each with another tap
 * of the kernel: a tile that has all taps of a kernel's row written out loads each pixel once.
 */
final class Taps {
  /**
   * Multiply-adds that are written out at most: HotSpot's limit is on nodes, of which each is some
   * 300.
   */
  private static final int MOST = 80;

  private Taps() {}

  /**
   * The innermost reduced index, if its iterations share values.
   *
   * @param seen the factor that the places of a tile differ in
   * @param place the index of the places
   * @param sums of a tile
   */
  static Optional<Index> of(Contract contract, Access seen, Optional<Index> place, int sums) {
    if (place.isEmpty() || contract.reduced().isEmpty()) {
      return Optional.empty();
    }
    Index tap = contract.reduced().getLast();
    int stride = seen.index().stride(place.get());
    boolean shares = stride > 0 && seen.index().stride(tap) == stride && tap.size() > 1;
    return shares && sums * tap.size() <= MOST ? Optional.of(tap) : Optional.empty();
  }
}
