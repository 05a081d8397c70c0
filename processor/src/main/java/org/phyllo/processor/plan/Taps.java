package org.phyllo.processor.plan;

import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement.Contract;

/**
 * Neighboring pixels of a tile see almost the same pixels of the image below, each with another tap
 * of the kernel: a tile that has all taps of a kernel's row written out loads each pixel once. So
 * does one of a weight's gradient, whose columns are the taps, with neighboring pixels written out.
 */
final class Taps {
  /**
   * Multiply-adds that are written out at most: HotSpot's limit is on nodes, of which each is some
   * 300.
   */
  private static final int MOST = 96;

  /** The same where what varies is the pixel, each with loads of both factors. */
  private static final int MOST_OF_PIXELS = 60;

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
    boolean shares = share(seen, place.get(), tap) && tap.size() > 1;
    return shares && sums * tap.size() <= MOST ? Optional.of(tap) : Optional.empty();
  }

  /** Whether a step of one index leads to the same value as a step of the other, or one back. */
  static boolean share(Access seen, Index one, Index other) {
    int stride = seen.index().stride(one);
    return stride != 0 && Math.abs(seen.index().stride(other)) == Math.abs(stride);
  }

  /** How many iterations of an index to write out: some that divide it. */
  static int unrolled(Index index, int sums) {
    int count = 1;
    for (int i = 2; i <= index.size() && i * sums <= MOST_OF_PIXELS; i++) {
      count = index.size() % i == 0 ? i : count;
    }
    return count;
  }
}
