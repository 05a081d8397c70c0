package org.phyllo.processor.plan;

import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;

/**
 * A contraction with the columns of a large matrix, such as that of a dense layer's weights with
 * the gradient of its sums: neighboring rows of the contraction lie side by side in the matrix, and
 * what one of them sums up lies a line of the matrix apart. A register tile would go down the
 * matrix, each value in another page, and of lines a power of two long all in a few sets of the
 * cache.
 *
 * <p>So the sums wait in memory, in the place of the result, and are passed over many times: each
 * pass adds a few products to every sum, and reads as many lines of the matrix from left to right.
 * Each sum still begins with its initial value and takes its products in order.
 *
 * @param tiled the nest in register tiles of vectors of samples, the other way to compute it
 * @param reduced the index that is summed over
 * @param result where a row's sum waits: what the epilogue stores
 * @param rank the products that a pass adds to each sum; in the last pass perhaps less
 */
public record RankUpdates(TiledNest tiled, Index reduced, Access result, int rank) {
  /** Floats of a matrix that is no longer in a first-level cache of 32 KB beside its factors. */
  private static final int LARGE = 1 << 13;

  /** Products of a pass: a vector of each of them, in two columns, is half of 32 registers. */
  private static final int MOST_RANK = 8;

  /** Rows whose sums, two vectors each, stay in the first-level cache from pass to pass. */
  public static final int STRIP = 256;

  /** The nest as such passes, if they are what is faster. */
  public static Optional<RankUpdates> of(TiledNest tiled) {
    boolean inVectors = tiled.column().isEmpty() && tiled.tile().width() > 1;
    if (!inVectors || !tiled.outer().isEmpty() || tiled.contract().reduced().size() != 1) {
      return Optional.empty();
    }
    Index reduced = tiled.contract().reduced().getFirst();
    boolean acrossLines = tiled.contract().left().index().stride(tiled.row()) == 1;
    boolean isLarge = (long) tiled.row().size() * reduced.size() >= LARGE;
    if (!acrossLines || !isLarge || !tiled.contract().bands().isEmpty()) {
      return Optional.empty();
    }
    return tiled
        .result()
        .map(r -> new RankUpdates(tiled, reduced, r, Math.min(MOST_RANK, reduced.size())));
  }
}
