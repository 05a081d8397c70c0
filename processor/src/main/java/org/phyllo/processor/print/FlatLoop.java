package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement.Contract;

/**
 * Nested loops as one, {@code for (int yx = 0; yx < 64; yx++)}, in the same order.
 *
 * <p>A loop of few iterations, such as those over a kernel's rows, HotSpot writes out. Where the
 * body is a tile with several iterations written out already, that makes one so long that its
 * values no longer fit into registers, which can cost more than half of the speed. A loop of many
 * iterations it leaves as it is.
 *
 * <p>Positions are a multiple of the one index, or come from a table. {@code yx / 8} and {@code yx
 * % 8} would do too, but such calculations take their time from the multiply-adds: a quarter of a
 * tile's.
 *
 * @param indices outermost first
 * @param methods where tables go
 */
record FlatLoop(List<Index> indices, KernelMethods methods) {
  FlatLoop {
    indices = List.copyOf(indices);
  }

  /**
   * The loops around the multiply-adds of a tile, outermost first. Where a tap is written out in
   * each iteration they are one, but for limited ones, whose rows of a kernel are few.
   *
   * @param tap what is written out, and has no loop
   */
  static List<FlatLoop> around(Optional<Index> tap, Contract contract, KernelMethods methods) {
    List<Index> loops =
        contract.reduced().stream().filter(i -> !tap.equals(Optional.of(i))).toList();
    List<FlatLoop> single =
        loops.stream()
            .filter(i -> tap.isEmpty() || contract.band(i).isPresent())
            .map(i -> new FlatLoop(List.of(i), methods))
            .toList();
    if (single.size() == loops.size()) {
      return single;
    }
    List<FlatLoop> all = new ArrayList<>(single);
    List<Index> others = loops.stream().filter(i -> contract.band(i).isEmpty()).toList();
    all.add(new FlatLoop(others, methods));
    return all;
  }

  /** Opens the loop, within the image that it moves over. */
  void open(Contract contract, Frame frame, Code code) {
    if (indices.size() == 1) {
      code.open(NestPrinter.reducedLoop(contract, indices.getFirst(), frame));
    } else {
      open(code, 1);
    }
  }

  /**
   * Opens the loop.
   *
   * @param step of the innermost index, which divides its size
   */
  void open(Code code, int step) {
    code.open(NestPrinter.forLoop(name(), inside(-1), step));
  }

  /** The same from an iteration of the outermost index on, and for so many of them. */
  void open(Code code, int step, String first, int iterations) {
    int inner = inside(0);
    String from = inner == 1 ? first : first + " * " + inner;
    String end = from + " + " + iterations * inner;
    code.open(NestPrinter.forLoop(name(), from, end, step));
  }

  private String name() {
    return indices.stream().map(Index::name).collect(Collectors.joining());
  }

  /** The iterations of all loops in one of them. */
  private int inside(int loop) {
    return indices.stream().skip(loop + 1L).mapToInt(Index::size).reduce(1, (a, b) -> a * b);
  }

  /** What a position has of these loops: a term of another index, or of a place in a table. */
  Affine.Term term(Affine position) {
    int[] strides = indices.stream().mapToInt(position::stride).toArray();
    int last = strides[strides.length - 1];
    boolean isMultiple =
        IntStream.range(0, strides.length).allMatch(i -> strides[i] == last * inside(i));
    String text = isMultiple ? name() : methods.steps(indices, strides) + "[" + name() + "]";
    return new Affine.Term(new Index(text, inside(-1)), isMultiple ? last : 1);
  }
}
