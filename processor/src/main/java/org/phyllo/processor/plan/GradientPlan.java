package org.phyllo.processor.plan;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;

/**
 * How a parameter's gradient, a sum over all samples of the batch, is computed and divided into
 * independent tasks.
 *
 * @param outer the loops around tiles of rows and columns
 * @param rows the index of the left factor
 * @param columns the index of the right factor, if there is one
 * @param form which index the vector's lanes run along
 * @param taps an index of the right factor beside the columns, all of which is in a tile: the rows
 *     of a kernel, its columns being the columns
 * @param tile the rows and columns of a register tile of {@link Form#LANES_ALONG_SAMPLES}
 * @param tasks the number of tasks
 */
public record GradientPlan(
    Nest nest,
    List<Index> outer,
    Index rows,
    Optional<Index> columns,
    Optional<Index> taps,
    Contract contract,
    Store store,
    Form form,
    RegisterTile tile,
    int tasks)
    implements BatchSum {

  /** Rows from which on a copy of the input costs less than reading it from far apart. */
  private static final int MANY_ROWS = 128;

  /** Which index the vector's lanes run along; it decides the order in which samples are added. */
  public enum Form {
    /**
     * Along the right factor's index: each sum runs over the samples in order. Needs the right
     * factor's values of a sample side by side.
     */
    LANES_ALONG_COLUMNS,
    /**
     * Along the samples: sixteen partial sums, each over every sixteenth sample in order, which are
     * added in a fixed order at the end. Needs no copy, and any number of columns fills the lanes.
     */
    LANES_ALONG_SAMPLES
  }

  /**
   * Lanes along the columns pay where the copy is there anyway (the network's input) or where the
   * gradient has so many values that adding up the lanes of each would cost more than the copy.
   */
  static Form form(Access right, Index columns, Index rows) {
    boolean wide = columns.size() >= 16 && right.index().equals(Affine.of(columns));
    boolean copied = right.variable().role() == Variable.Role.INPUT;
    boolean many = (long) columns.size() * rows.size() >= 8192;
    return wide && (copied || many) ? Form.LANES_ALONG_COLUMNS : Form.LANES_ALONG_SAMPLES;
  }

  /**
   * Whether it needs the right factor in panels. The network's input is in rows from the start,
   * which will do for a few passes over it.
   */
  boolean readsPanels() {
    boolean isInput =
        contract.right().filter(r -> r.variable().role() == Variable.Role.INPUT).isPresent();
    return form == Form.LANES_ALONG_COLUMNS && (!isInput || rows.size() >= MANY_ROWS);
  }

  /** How many iterations of the innermost reduced index a tile has written out. */
  public int unrolled() {
    boolean shares =
        !contract.reduced().isEmpty()
            && columns
                .filter(
                    c ->
                        Taps.share(contract.right().orElseThrow(), c, contract.reduced().getLast()))
                .isPresent();
    return shares ? Taps.unrolled(contract.reduced().getLast(), tile.height() * tile.width()) : 1;
  }

  /** Values of the right factor in all columns, and all taps of each. */
  public int places() {
    return columns.map(Index::size).orElse(1) * taps.map(Index::size).orElse(1);
  }

  static int tasks(
      Form form, RegisterTile tile, List<Index> outer, Index rows, Optional<Index> columns) {
    if (columns.isEmpty()) {
      return 1;
    }
    return switch (form) {
      case LANES_ALONG_COLUMNS -> Math.ceilDiv(columns.get().size(), MemoryPlan.PANEL);
      case LANES_ALONG_SAMPLES ->
          Math.ceilDiv(rows.size(), tile.height()) * (outer.isEmpty() ? 1 : outer.get(0).size());
    };
  }
}
