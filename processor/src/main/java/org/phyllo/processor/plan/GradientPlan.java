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
    RegisterTile tile)
    implements BatchSum {

  /** Rows from which on a copy of the input costs less than reading it from far apart. */
  private static final int MANY_ROWS = 128;

  /** Columns up to which those of a batch of 128 samples take half a megabyte or less. */
  private static final int FEW_COLUMNS = 1024;

  /** Tiles of rows in a task: a panel is read once for all of them. */
  private static final int TILES_OF_ROWS = 2;

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

  /**
   * Whether tasks are rows of the gradient, with all their columns, instead of columns with all
   * their rows: where rows are many, those of a column lie in a page each, and what is written
   * there in no cache. But then each task reads the right factor as a whole, which has to be in
   * one.
   */
  public boolean tasksAreRows() {
    return form == Form.LANES_ALONG_COLUMNS
        && rows.size() >= MANY_ROWS
        && columns.filter(c -> c.size() <= FEW_COLUMNS).isPresent();
  }

  /** The rows of a task, if tasks are rows. */
  public int taskRows() {
    return TILES_OF_ROWS * height();
  }

  /** The height of tiles with lanes along the columns. */
  public int height() {
    return TiledNest.height(rows.size());
  }

  /** The rows in such tiles; the tile of those behind them is lower. */
  public int wholeRows() {
    return rows.size() - rows.size() % height();
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

  @Override
  public int tasks() {
    if (columns.isEmpty()) {
      return 1;
    }
    if (tasksAreRows()) {
      return Math.ceilDiv(wholeRows(), taskRows());
    }
    return switch (form) {
      case LANES_ALONG_COLUMNS -> Math.ceilDiv(columns.get().size(), MemoryPlan.PANEL);
      case LANES_ALONG_SAMPLES ->
          Math.ceilDiv(rows.size(), tile.height()) * (outer.isEmpty() ? 1 : outer.get(0).size());
    };
  }
}
