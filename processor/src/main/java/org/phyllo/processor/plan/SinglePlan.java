package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.LoweredNetwork;

/**
 * How a single sample is predicted: a batch has samples for the lanes, one by itself has channels.
 *
 * @param nests in the order in which they run
 */
public record SinglePlan(SingleMemory memory, List<SingleNest> nests) {
  /**
   * With four vectors of sums each they hide a multiply-add's latency. Six would fit into 32
   * registers and load less for each multiply-add, but were seen to take longer.
   */
  private static final int GROUP = 4;

  /**
   * Samples up to which groups are faster than blocks where vectors are short: with more of them
   * arithmetic decides, of which lanes behind the last unit have a part.
   */
  public static final int MOST_OF_FEW_LANES = 12;

  /** Fewer multiply-adds are soon done in any form. */
  private static final int LEAST_WORK = 8192;

  /** Parameters beyond half a megabyte are not in a core's cache when the next group needs them. */
  static final int MOST_PACKED = 1 << 17;

  /** How many times the work lanes behind the last unit may make of it. */
  private static final double MOST_PADDING = 4.0 / 3;

  public SinglePlan {
    nests = List.copyOf(nests);
  }

  /** The tiles that read a parameter; each is read by one nest alone. */
  public Optional<SingleNest.Tile> tile(Variable parameter) {
    return nests.stream()
        .flatMap(n -> n.tile().stream())
        .filter(t -> t.contract().right().orElseThrow().variable().equals(parameter))
        .findFirst();
  }

  /**
   * How many samples are predicted together with lanes along the units; 0 if it is faster to have
   * lanes along samples. Each vector of weights is used by all samples of a group, and inputs are
   * read as they are, where lanes along samples need a copy with columns for rows. That pays in
   * networks of dense layers: in convolutions pixels share weights as it is.
   */
  public int groupSamples() {
    boolean fits =
        nests.stream().allMatch(SingleNest::runsInGroups) && memory.packedFloats() <= MOST_PACKED;
    long work = nests.stream().mapToLong(SingleNest::multiplyAdds).sum();
    long padded = nests.stream().mapToLong(SingleNest::paddedMultiplyAdds).sum();
    return fits && fillsLanes(work, padded) ? GROUP : 0;
  }

  /** Whether lanes along units have enough to do. */
  static boolean fillsLanes(long work, long padded) {
    return work >= LEAST_WORK && padded <= MOST_PADDING * work;
  }

  /**
   * The vectors of the tiles that share a panel in a group, one behind the other: at most four
   * where 32 registers are sure, as a vector has 16 lanes, two otherwise.
   *
   * @param width the panel's vectors
   * @return at most one list for vectors of 16 lanes, and one for shorter vectors
   */
  public static List<List<Integer>> groupTiles(Panels panels, int width) {
    return Panels.LANES.stream()
        .filter(lanes -> panels.isUsed(width, lanes))
        .map(lanes -> parts(width, lanes == 16 ? 4 : 2))
        .distinct()
        .toList();
  }

  /** Parts of nearly the same size. */
  private static List<Integer> parts(int whole, int most) {
    int number = Math.ceilDiv(whole, most);
    return IntStream.range(0, number)
        .mapToObj(i -> whole / number + (i < whole % number ? 1 : 0))
        .toList();
  }

  /** The plan of a network, if its padded tensors fit into arrays. */
  static Optional<SinglePlan> of(LoweredNetwork network, List<Nest> inference) {
    Set<Variable> used = new LinkedHashSet<>();
    inference.forEach(
        n -> Stream.concat(Walk.stores(n.body()), Walk.loads(n.body())).forEach(used::add));
    Set<Variable> lookedUp =
        inference.stream()
            .flatMap(n -> Walk.reads(n.body()))
            .filter(a -> a.lookup().isPresent())
            .map(Access::variable)
            .collect(Collectors.toSet());
    SingleMemory memory = new SingleMemory(network, List.copyOf(used), lookedUp);
    if (!memory.fitsArrays()) {
      return Optional.empty();
    }
    List<Nest> nests = new ArrayList<>(inference);
    int at = 0;
    for (Variable output : network.outputs()) {
      if (!output.equals(memory.outputs())) {
        Index i = new Index("i", output.size());
        Store copy =
            Store.set(memory.outputs().at(Affine.of(i).plus(at)), Expression.load(output.at(i)));
        nests.add(
            new Nest(
                output.name() + "Output",
                "Copies " + output.name() + " to where the outputs are, in row-major order.",
                Nest.Scope.SAMPLE,
                new Loop(i, copy)));
        at += output.size();
      }
    }
    return Optional.of(
        new SinglePlan(memory, nests.stream().map(n -> SingleNest.of(n, memory)).toList()));
  }
}
