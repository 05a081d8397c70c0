package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement.Contract;

/**
 * Nested loops as one: {@code for (int yx = 0; yx < 64; yx++)} with {@code y = yx / 8} and {@code x
 * = yx % 8}, in the same order.
 *
 * <p>A loop of few iterations, such as those over a kernel's rows, HotSpot writes out. Where the
 * body is a tile with several iterations written out already, that makes one so long that its
 * values no longer fit into registers, which can cost more than half of the speed. A loop of many
 * iterations it leaves as it is.
 */
final class FlatLoop {
  private FlatLoop() {}

  /**
   * Opens the loops over what a tile sums up: one, if a tap is written out in each iteration and
   * none of them is limited.
   *
   * @param tap what is written out, and has no loop
   * @return the number of blocks to close
   */
  static int openAround(Optional<Index> tap, Contract contract, Frame frame, Code code) {
    List<Index> loops =
        contract.reduced().stream().filter(i -> !tap.equals(Optional.of(i))).toList();
    boolean isLimited = loops.stream().anyMatch(i -> contract.band(i).isPresent());
    if (tap.isPresent() && !loops.isEmpty() && !isLimited) {
      open(code, loops, 1);
      return 1;
    }
    loops.forEach(i -> code.open(NestPrinter.reducedLoop(contract, i, frame)));
    return loops.size();
  }

  /**
   * Opens one block, whatever the number of indices.
   *
   * @param indices at least one, outermost first
   * @param step of the innermost, which divides its size
   */
  static void open(Code code, List<Index> indices, int step) {
    String flat = indices.stream().map(Index::name).collect(Collectors.joining());
    code.open(NestPrinter.forLoop(flat, size(indices), step));
    if (indices.size() == 1) {
      return;
    }
    for (int i = 0; i < indices.size(); i++) {
      int inner = size(indices.subList(i + 1, indices.size()));
      String quotient = inner == 1 ? flat : flat + " / " + inner;
      String value = i == 0 ? quotient : quotient + " % " + indices.get(i).size();
      code.statement("int " + indices.get(i).name() + " = " + value);
    }
  }

  private static int size(List<Index> indices) {
    return indices.stream().mapToInt(Index::size).reduce(1, (a, b) -> a * b);
  }
}
