package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.Names;
import org.phyllo.processor.lower.Rewriter;

/**
 * Writes a loop over all values of an image as one over its channels, in it one over the places of
 * a channel: the same values in the same order, but the channel can be seen.
 */
final class Axes {
  /** An index, and what becomes of it: {@code channel * place.size() + place}. */
  private record Split(Index index, Index channel, Index place) {}

  private Axes() {}

  static Nest split(Nest nest, SingleMemory memory) {
    Names names = new Names();
    indices(nest.body()).forEach(i -> names.fresh(i.name()));
    Nest split = nest;
    Optional<Split> next = next(split, memory, names);
    while (next.isPresent()) {
      split = apply(split, next.get());
      next = next(split, memory, names);
    }
    return split;
  }

  private static Stream<Index> indices(List<Statement> statements) {
    return statements.stream()
        .flatMap(
            statement ->
                switch (statement) {
                  case Loop s -> Stream.concat(Stream.of(s.index()), indices(s.body()));
                  case Contract s -> s.reduced().stream();
                  case Statement.Declare _, Statement.Assign _, Statement.Store _ -> Stream.empty();
                });
  }

  private static Optional<Split> next(Nest nest, SingleMemory memory, Names names) {
    List<Index> asValues =
        Walk.expressions(nest.body())
            .flatMap(e -> e instanceof Expression.IndexValue v ? Stream.of(v.index()) : Stream.of())
            .toList();
    return Stream.concat(Walk.reads(nest.body()), Walk.writes(nest.body()))
        .filter(a -> a.lookup().isEmpty() && memory.place(a).isEmpty())
        .flatMap(
            a -> {
              int rest = memory.rest(a.variable());
              return a.index().terms().stream()
                  .filter(t -> t.stride() > 0 && rest % t.stride() == 0)
                  .filter(t -> t.index().size() > rest / t.stride())
                  .filter(t -> t.index().size() % (rest / t.stride()) == 0)
                  .filter(t -> !asValues.contains(t.index()))
                  .map(t -> Affine.of(t.index(), rest / t.stride()));
            })
        .findFirst()
        .map(
            found -> {
              Index index = found.terms().get(0).index();
              int places = found.terms().get(0).stride();
              return new Split(
                  index,
                  new Index(names.fresh("channel"), index.size() / places),
                  new Index(names.fresh("place"), places));
            });
  }

  private static Nest apply(Nest nest, Split split) {
    Rewriter positions =
        new Rewriter() {
          @Override
          protected Affine affine(Affine affine) {
            List<Affine.Term> terms = new ArrayList<>();
            for (Affine.Term term : affine.terms()) {
              if (term.index().equals(split.index())) {
                terms.add(new Affine.Term(split.channel(), term.stride() * split.place().size()));
                terms.add(new Affine.Term(split.place(), term.stride()));
              } else {
                terms.add(term);
              }
            }
            return new Affine(terms, affine.constant());
          }
        };
    Nest rewritten = positions.rewrite(nest);
    return new Nest(nest.name(), nest.comment(), nest.scope(), loops(rewritten.body(), split));
  }

  private static List<Statement> loops(List<Statement> statements, Split split) {
    return statements.stream().map(s -> loops(s, split)).toList();
  }

  private static Statement loops(Statement statement, Split split) {
    return switch (statement) {
      case Loop s when s.index().equals(split.index()) ->
          new Loop(split.channel(), new Loop(split.place(), loops(s.body(), split)));
      case Loop s -> new Loop(s.index(), loops(s.body(), split));
      case Contract s ->
          new Contract(
              s.name(),
              s.reduced().stream()
                  .flatMap(
                      i ->
                          i.equals(split.index())
                              ? Stream.of(split.channel(), split.place())
                              : Stream.of(i))
                  .toList(),
              s.initial(),
              s.left(),
              s.right());
      case Statement.Declare _, Statement.Assign _, Statement.Store _ -> statement;
    };
  }
}
