package org.phyllo.processor.ir;

import java.util.List;
import java.util.Optional;

/** A statement of a loop nest. */
public sealed interface Statement {
  /** Declares a local variable; {@link Assign} may change it later. */
  record Declare(String name, Expression value) implements Statement {}

  /** Gives a local variable a new value. */
  record Assign(String name, Expression value) implements Statement {}

  /** Writes a value of a variable, or adds to it. */
  record Store(Access target, boolean accumulate, Expression value) implements Statement {
    public static Store set(Access target, Expression value) {
      return new Store(target, false, value);
    }
  }

  /** Runs its body for every value of an index, in ascending order. */
  record Loop(Index index, List<Statement> body) implements Statement {
    public Loop {
      body = List.copyOf(body);
    }

    public Loop(Index index, Statement... body) {
      this(index, List.of(body));
    }
  }

  /**
   * A contraction: declares a local {@code name = initial + sum over reduced of left * right}, one
   * fused multiply-add after the other in ascending order of the reduced indices, so that neither
   * tiles nor lanes along any other index can change a bit. In a nest over the batch the samples
   * are reduced too. Without {@code right} it sums {@code left}.
   *
   * @param bands which iterations it leaves out
   */
  record Contract(
      String name,
      List<Index> reduced,
      Expression initial,
      Access left,
      Optional<Access> right,
      List<Band> bands)
      implements Statement {
    public Contract {
      reduced = List.copyOf(reduced);
      bands = List.copyOf(bands);
    }

    public Contract(
        String name, List<Index> reduced, Expression initial, Access left, Optional<Access> right) {
      this(name, reduced, initial, left, right, List.of());
    }

    /** The band that limits a reduced index, if there is one. */
    public Optional<Band> band(Index index) {
      return bands.stream().filter(b -> b.inner().equals(index)).findFirst();
    }
  }

  /**
   * The side of an image that a contraction moves over, and beyond: only those iterations count
   * whose place, {@code outer + direction * inner + offset}, is from 0 to {@code size - 1}.
   *
   * @param outer the index of a loop around the contraction
   * @param inner the reduced index
   * @param direction 1 or -1
   */
  record Band(Index outer, Index inner, int direction, int offset, int size) {
    public boolean holds(int outerValue, int innerValue) {
      int place = outerValue + direction * innerValue + offset;
      return place >= 0 && place < size;
    }
  }
}
