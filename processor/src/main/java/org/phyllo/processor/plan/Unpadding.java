package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.PerfectNest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Band;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;

/**
 * Reads gradients of images without the zeros around them. The gradient of a convolution's input
 * collects from outputs beyond the edges, which are zeros in a larger copy; a contraction that
 * leaves those out computes the same bits, as its sum is never a negative zero, and needs no copy.
 */
final class Unpadding {
  /**
   * An image that is copied into zeros.
   *
   * @param top rows of zeros above it
   * @param left columns of zeros on its left
   */
  private record Padded(Nest fill, Nest copy, Variable padded, Variable image, int top, int left) {
    int height() {
      return height(image);
    }

    int width() {
      return width(image);
    }

    static int height(Variable variable) {
      List<Integer> sizes = variable.shape().sizes();
      return sizes.size() == 3 ? sizes.get(1) : 1;
    }

    static int width(Variable variable) {
      return variable.shape().sizes().getLast();
    }
  }

  private final boolean wideBlocks;
  private final List<Nest> all;

  private Unpadding(List<Nest> all, boolean wideBlocks) {
    this.all = all;
    this.wideBlocks = wideBlocks;
  }

  /** These passes without copies that can be left out. */
  static Passes of(Passes passes, boolean wideBlocks) {
    Unpadding unpadding = new Unpadding(passes.all().toList(), wideBlocks);
    return new Passes(
        passes.inference(),
        passes.forward(),
        passes.losses(),
        unpadding.without(passes.backward()),
        unpadding.without(passes.inputGradient()));
  }

  private List<Nest> without(List<Nest> nests) {
    Map<Nest, List<Nest>> changed = new HashMap<>();
    for (int i = 0; i + 1 < nests.size(); i++) {
      padded(nests.get(i), nests.get(i + 1)).ifPresent(p -> leaveOut(p, nests, changed));
    }
    return nests.stream().flatMap(n -> changed.getOrDefault(n, List.of(n)).stream()).toList();
  }

  private void leaveOut(Padded padded, List<Nest> nests, Map<Nest, List<Nest>> changed) {
    Map<Nest, List<Nest>> readers = new HashMap<>();
    for (Nest nest : all) {
      if (nest.equals(padded.fill()) || nest.equals(padded.copy()) || !touches(nest, padded)) {
        continue;
      }
      Optional<Nest> direct = nests.contains(nest) ? unpadded(nest, padded) : Optional.empty();
      if (direct.isEmpty()) {
        return;
      }
      readers.put(nest, List.of(direct.get()));
    }
    changed.putAll(readers);
    changed.put(padded.fill(), List.of());
    changed.put(padded.copy(), List.of());
  }

  private static boolean touches(Nest nest, Padded padded) {
    return Stream.concat(Walk.loads(nest.body()), Walk.stores(nest.body()))
        .anyMatch(padded.padded()::equals);
  }

  /** A nest that fills a variable with zeros, and one that copies an image into it. */
  private static Optional<Padded> padded(Nest fill, Nest copy) {
    if (!(fill.body().get(0) instanceof Loop zeros
        && fill.body().size() == 1
        && zeros.body().get(0) instanceof Store zero
        && zero.value().equals(Expression.literal(0))
        && zero.target().index().equals(Affine.of(zeros.index()))
        && zero.target().variable().size() == zeros.index().size())) {
      return Optional.empty();
    }
    List<Statement> body = PerfectNest.of(copy.body()).body();
    Variable target = zero.target().variable();
    if (!(body.size() == 1
        && body.get(0) instanceof Store store
        && store.target().variable().equals(target)
        && store.value() instanceof Expression.Load load
        && load.access().index().constant() == 0)) {
      return Optional.empty();
    }
    int constant = store.target().index().constant();
    int width = Padded.width(target);
    return Optional.of(
        new Padded(
            fill, copy, target, load.access().variable(), constant / width, constant % width));
  }

  /** The nest, with a contraction that reads the image itself. */
  private Optional<Nest> unpadded(Nest nest, Padded padded) {
    PerfectNest perfect = PerfectNest.of(nest.body());
    List<Statement> body = perfect.body();
    long reads = Walk.loads(nest.body()).filter(padded.padded()::equals).count();
    if (!(body.get(0) instanceof Contract contract)
        || reads != 1
        || contract.right().filter(r -> r.variable().equals(padded.padded())).isEmpty()) {
      return Optional.empty();
    }
    return contract(contract, padded)
        .map(
            direct -> {
              List<Statement> statements = new ArrayList<>(List.of(direct));
              statements.addAll(body.subList(1, body.size()));
              return new Nest(
                  nest.name(), nest.comment(), nest.scope(), perfect.around(statements));
            })
        .filter(n -> TiledNest.of(n, wideBlocks).stream().allMatch(TiledNest::keepsBands));
  }

  private static Optional<Contract> contract(Contract contract, Padded padded) {
    Affine seen = contract.right().orElseThrow().index();
    int height = Padded.height(padded.padded());
    int width = Padded.width(padded.padded());
    List<Affine.Term> terms = new ArrayList<>();
    List<Affine.Term> rows = new ArrayList<>();
    List<Affine.Term> columns = new ArrayList<>();
    for (Affine.Term term : seen.terms()) {
      int stride = term.stride();
      if (stride % (height * width) == 0) {
        int channels = stride / (height * width);
        terms.add(new Affine.Term(term.index(), channels * padded.height() * padded.width()));
      } else if (Math.abs(stride) == width && height > 1) {
        rows.add(new Affine.Term(term.index(), stride / width));
        terms.add(new Affine.Term(term.index(), stride / width * padded.width()));
      } else if (Math.abs(stride) == 1) {
        columns.add(term);
        terms.add(term);
      } else {
        return Optional.empty();
      }
    }
    int row = Math.floorDiv(seen.constant(), width) - padded.top();
    int column = Math.floorMod(seen.constant(), width) - padded.left();
    Set<Index> reduced = contract.reduced().stream().collect(Collectors.toSet());
    List<Band> bands = new ArrayList<>();
    if (height > padded.height()) {
      band(rows, reduced, row, padded.height()).ifPresent(bands::add);
    }
    if (width > padded.width()) {
      band(columns, reduced, column, padded.width()).ifPresent(bands::add);
    }
    int sides = (height > padded.height() ? 1 : 0) + (width > padded.width() ? 1 : 0);
    if (bands.size() < sides) {
      return Optional.empty();
    }
    Access direct = padded.image().at(new Affine(terms, row * padded.width() + column));
    return Optional.of(
        new Contract(
            contract.name(),
            contract.reduced(),
            contract.initial(),
            contract.left(),
            Optional.of(direct),
            bands));
  }

  /** A place and a tap move along each side. */
  private static Optional<Band> band(
      List<Affine.Term> terms, Set<Index> reduced, int offset, int size) {
    List<Affine.Term> inner = terms.stream().filter(t -> reduced.contains(t.index())).toList();
    List<Affine.Term> outer = terms.stream().filter(t -> !reduced.contains(t.index())).toList();
    if (inner.size() != 1 || outer.size() != 1 || outer.get(0).stride() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Band(outer.get(0).index(), inner.get(0).index(), inner.get(0).stride(), offset, size));
  }
}
