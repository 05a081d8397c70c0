package org.phyllo.processor.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.phyllo.processor.ir.Index;

/**
 * How tiles share the lanes along an index: panels of the widest number of vectors while there are
 * lanes for one, then of half as many, and so on.
 *
 * @param padded the index's values and the lanes behind the last one: whole vectors of any length
 * @param widths the numbers of vectors that panels have, descending; each is used by vectors of
 *     some length
 */
public record Panels(int padded, List<Integer> widths) {
  /** The lanes that a vector may have, which the machine decides, most first. */
  public static final List<Integer> LANES = List.of(16, 8, 4);

  /** Vectors whose sums hide a multiply-add's latency and stay in 16 registers. */
  private static final List<Integer> WIDEST = List.of(8, 7, 6, 5);

  public Panels {
    widths = List.copyOf(widths);
  }

  /** Panels for tiles whose vectors share a single factor. */
  static Panels of(Index lane) {
    int padded = padded(lane);
    return of(padded, widest(padded));
  }

  /** Panels of at most so many vectors. */
  static Panels of(Index lane, int most) {
    return of(padded(lane), most);
  }

  private static Panels of(int padded, int widest) {
    List<Integer> widths =
        IntStream.iterate(widest, width -> width > 0, width -> width / 2)
            .filter(width -> LANES.stream().anyMatch(l -> isUsed(padded, widest, width, l)))
            .boxed()
            .toList();
    return new Panels(padded, widths);
  }

  static int padded(Index lane) {
    return Math.ceilDiv(lane.size(), Slot.LINE) * Slot.LINE;
  }

  /** The most that leaves nothing to narrower panels, if possible with the longest vectors. */
  private static int widest(int padded) {
    return LANES.stream()
        .flatMap(l -> WIDEST.stream().filter(width -> padded % (width * l) == 0))
        .findFirst()
        .orElse(WIDEST.getFirst());
  }

  /** Whether vectors of so many lanes use panels of a width. */
  boolean isUsed(int width, int lanes) {
    return isUsed(padded, widths.getFirst(), width, lanes);
  }

  private static boolean isUsed(int padded, int widest, int width, int lanes) {
    int left = padded;
    for (int wider = widest; wider > width; wider /= 2) {
      left %= wider * lanes;
    }
    return left >= width * lanes;
  }
}
