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

  /** Sums of sixteen lanes that a task has room for: in the runtime's {@code LANE_FLOATS}. */
  static final int MOST_SUMS = 640;

  /** Places of an image from which on they take longer than sums from memory and back. */
  private static final int MANY_PLACES = 32;

  /** Bytes of the rows' values in a pass: they stay in the first-level cache. */
  private static final int CACHED = 1 << 15;

  /** A value of sixteen samples. */
  private static final int BYTES = 64;

  /** Tiles of rows, and channels, in a task that passes over samples once. */
  private static final int TILES_IN_PASS = 4;

  private static final int CHANNELS_IN_PASS = 8;

  /** Parts that rows are divided into, for threads that share the work. */
  private static final int LEAST_TASKS = 2;

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
    return form == Form.LANES_ALONG_COLUMNS && (!readsInput() || rows.size() >= MANY_ROWS);
  }

  /** Whether it reads the network's input in rows. */
  public boolean readsRows() {
    return form == Form.LANES_ALONG_COLUMNS && !readsPanels();
  }

  /** Whether it reads the network's input in rows, or a copy of them in panels. */
  boolean readsInputInRows() {
    return form == Form.LANES_ALONG_COLUMNS && readsInput();
  }

  private boolean readsInput() {
    return contract.right().filter(r -> r.variable().role() == Variable.Role.INPUT).isPresent();
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

  /**
   * Whether a task computes all its tiles from a strip of sixteen samples' images before it goes on
   * to the next, its sums being in memory in between: where images have many places those of all
   * samples are in no cache, and every tile would read them from there anew.
   */
  public boolean isInPasses() {
    return form == Form.LANES_ALONG_SAMPLES
        && columns.isPresent()
        && !outer.isEmpty()
        && outer.getFirst().size() > 1
        && places(contract.reduced()) >= MANY_PLACES
        && tile.height() * sumsOfRow() <= MOST_SUMS;
  }

  private static int places(List<Index> indices) {
    return indices.stream().mapToInt(Index::size).reduce(1, (a, b) -> a * b);
  }

  /**
   * The part of an image in a pass: iterations of the outermost reduced index, which they divide.
   */
  public int strip() {
    Index outermost = contract.reduced().getFirst();
    int line = places(contract.reduced().subList(1, contract.reduced().size()));
    int lineBytes = rowsOfTask() * line * BYTES;
    int strip = outermost.size();
    for (int lines = outermost.size() - 1; lines * line >= MANY_PLACES; lines--) {
      boolean divides = outermost.size() % lines == 0 && lines * line % unrolled() == 0;
      if (divides && strip * lineBytes > CACHED) {
        strip = lines;
      }
    }
    return strip;
  }

  /** The sums of a row in one iteration of the first outer loop. */
  private int sumsOfRow() {
    return outer.stream().skip(1).mapToInt(Index::size).reduce(places(), (a, b) -> a * b);
  }

  /** The rows of a task with lanes along the samples: whole tiles. */
  public int rowsOfTask() {
    if (columns.isEmpty()) {
      return rows.size();
    }
    if (!isInPasses()) {
      return tile.height();
    }
    int tiles = Math.ceilDiv(rows.size(), tile.height());
    int room = MOST_SUMS / (tile.height() * sumsOfRow());
    int most = Math.min(TILES_IN_PASS, Math.ceilDiv(tiles, LEAST_TASKS));
    return evenly(tiles, Math.min(room, most)) * tile.height();
  }

  /** The iterations of the first outer loop that a task with lanes along the samples runs. */
  public int channelsOfTask() {
    if (outer.isEmpty()) {
      return 1;
    }
    int channels = outer.getFirst().size();
    if (columns.isEmpty()) {
      return channels;
    }
    if (!isInPasses()) {
      return 1;
    }
    int room = MOST_SUMS / (rowsOfTask() * sumsOfRow());
    int most = Math.min(CHANNELS_IN_PASS, Math.ceilDiv(channels * rowTasks(), LEAST_TASKS));
    return evenly(channels, Math.min(room, most));
  }

  /** The tasks that the rows are divided into, in each part of the first outer loop. */
  public int rowTasks() {
    return Math.ceilDiv(rows.size(), rowsOfTask());
  }

  /** At most so many of a number, in parts as even as can be. */
  private static int evenly(int number, int most) {
    return Math.ceilDiv(number, Math.ceilDiv(number, most));
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
          rowTasks() * (outer.isEmpty() ? 1 : Math.ceilDiv(outer.get(0).size(), channelsOfTask()));
    };
  }
}
