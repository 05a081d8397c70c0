package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.Names;
import org.phyllo.processor.lower.Rewriter;

/**
 * Divides a nest into several that each call at most one of the project's own functions. Loops are
 * repeated, and locals that live on from one nest to a later one go through memory.
 */
public final class Fission {
  private final Nest nest;
  private final Variable.Role role;
  private final Names variables;
  private final Names locals = new Names();
  private final Set<String> assigned = new HashSet<>();
  private final Set<Variable> stored = new HashSet<>();

  /** What the locals of {@link #cut} are kept in. */
  private final List<Variable> kept = new ArrayList<>();

  /**
   * @param role of the variables that keep locals
   * @param variables the names of variables that are taken
   */
  Fission(Nest nest, Variable.Role role, Names variables) {
    this.nest = nest;
    this.role = role;
    this.variables = variables;
    Locals.all(nest.body()).forEach(locals::fresh);
    collect(nest.body());
  }

  private void collect(List<Statement> statements) {
    for (Statement statement : statements) {
      switch (statement) {
        case Assign s -> assigned.add(s.name());
        case Store s -> stored.add(s.target().variable());
        case Loop s -> collect(s.body());
        case Declare _, Contract _ -> {}
      }
    }
  }

  /** The variables that the nests need beside those there are. */
  List<Variable> kept() {
    return List.copyOf(kept);
  }

  /** The bodies of the nests, in the order in which they run. */
  List<List<Statement>> bodies() {
    return cut(nest.body(), List.of());
  }

  /** Cuts a body that is inside some loops. */
  private List<List<Statement>> cut(List<Statement> body, List<Index> loops) {
    List<Statement> units = body.stream().flatMap(s -> units(s, loops)).toList();
    List<List<Statement>> groups = new ArrayList<>();
    List<Statement> group = new ArrayList<>();
    for (Statement unit : units) {
      if (calls(group) + calls(List.of(unit)) > 1) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(unit);
    }
    groups.add(group);
    return keepLocals(groups, loops);
  }

  /** A statement as statements with at most one call each. */
  private Stream<Statement> units(Statement statement, List<Index> loops) {
    if (calls(List.of(statement)) <= 1) {
      return Stream.of(statement);
    }
    if (statement instanceof Loop loop) {
      List<Index> inner = Stream.concat(loops.stream(), Stream.of(loop.index())).toList();
      return cut(loop.body(), inner).stream().map(part -> new Loop(loop.index(), part));
    }
    List<Statement> hoisted = new ArrayList<>();
    CallHoister hoister = new CallHoister(locals, hoisted);
    hoisted.add(hoister.rewrite(List.of(statement)).get(0));
    return hoisted.stream();
  }

  private List<List<Statement>> keepLocals(List<List<Statement>> groups, List<Index> loops) {
    Map<String, Expression> loads = new LinkedHashMap<>();
    Map<String, Access> places = new LinkedHashMap<>();
    List<List<Statement>> whole = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      List<Statement> group = groups.get(i);
      Set<String> used = Locals.used(group);
      Set<String> later = new HashSet<>();
      groups.subList(i + 1, groups.size()).forEach(g -> later.addAll(Locals.used(g)));
      List<Statement> statements = new ArrayList<>();
      loads.forEach(
          (name, load) -> {
            if (used.contains(name)) {
              statements.add(new Declare(name, load));
            }
          });
      Set<String> declared = Locals.declared(group);
      Set<String> onlyLater = new HashSet<>();
      Set<String> changed = Locals.changed(group);
      for (String name : declared) {
        if (later.contains(name)) {
          Optional<Expression> load = reload(group, name);
          if (load.isPresent()) {
            loads.put(name, load.get());
            onlyLater.add(name);
          } else {
            Access place = place(name, loops);
            places.put(name, place);
            loads.put(name, Expression.load(place));
          }
        }
      }
      onlyLater.removeAll(used);
      group.stream()
          .filter(s -> !(s instanceof Declare d && onlyLater.contains(d.name())))
          .forEach(statements::add);
      places.forEach(
          (name, place) -> {
            if (later.contains(name) && changed.contains(name)) {
              statements.add(Store.set(place, Expression.local(name)));
            }
          });
      whole.add(statements);
    }
    return whole;
  }

  /** What a local was loaded from, if that is as good as to keep it. */
  private Optional<Expression> reload(List<Statement> group, String name) {
    if (assigned.contains(name)) {
      return Optional.empty();
    }
    return group.stream()
        .flatMap(s -> s instanceof Declare d && d.name().equals(name) ? Stream.of(d) : Stream.of())
        .map(Declare::value)
        .filter(v -> v instanceof Expression.Load l && !stored.contains(l.access().variable()))
        .findFirst();
  }

  private Access place(String local, List<Index> loops) {
    Affine position = Affine.constant(0);
    int size = 1;
    for (Index loop : loops.reversed()) {
      position = Affine.of(loop, size).plus(position);
      size *= loop.size();
    }
    String name = nest.name() + local.substring(0, 1).toUpperCase(Locale.ROOT) + local.substring(1);
    Variable variable = new Variable(variables.fresh(name), Shape.of(size), role);
    kept.add(variable);
    return variable.at(position);
  }

  /** How many of the project's own functions are called. */
  static long calls(List<Statement> statements) {
    return Walk.expressions(statements).filter(Fission::isCall).count();
  }

  private static boolean isCall(Expression expression) {
    return expression instanceof Expression.Unary unary && unary.function().isOwn();
  }

  /** Gives calls a statement of their own. */
  private static final class CallHoister extends Rewriter {
    private final Names locals;
    private final List<Statement> before;

    CallHoister(Names locals, List<Statement> before) {
      this.locals = locals;
      this.before = before;
    }

    @Override
    protected Expression unary(Expression.Unary rewritten) {
      if (!rewritten.function().isOwn()) {
        return rewritten;
      }
      String name = locals.fresh(rewritten.function().name().toLowerCase(Locale.ROOT));
      before.add(new Declare(name, rewritten));
      return Expression.local(name);
    }
  }

  /** The names of locals in statements. */
  private static final class Locals {
    private Locals() {}

    static Set<String> all(List<Statement> statements) {
      Set<String> all = new HashSet<>(used(statements));
      all.addAll(declaredWithin(statements).toList());
      return all;
    }

    private static Stream<String> declaredWithin(List<Statement> statements) {
      return statements.stream()
          .flatMap(
              s ->
                  s instanceof Loop loop
                      ? declaredWithin(loop.body())
                      : declared(List.of(s)).stream());
    }

    /** Declared at this level. */
    static Set<String> declared(List<Statement> statements) {
      Set<String> names = new LinkedHashSet<>();
      for (Statement statement : statements) {
        switch (statement) {
          case Declare s -> names.add(s.name());
          case Contract s -> names.add(s.name());
          case Assign _, Store _, Loop _ -> {}
        }
      }
      return names;
    }

    /** Given a value at any level. */
    static Set<String> changed(List<Statement> statements) {
      Set<String> names = declared(statements);
      for (Statement statement : statements) {
        switch (statement) {
          case Assign s -> names.add(s.name());
          case Loop s -> names.addAll(changed(s.body()));
          case Declare _, Contract _, Store _ -> {}
        }
      }
      return names;
    }

    /** Read or given another value at any level. */
    static Set<String> used(List<Statement> statements) {
      Set<String> names = new HashSet<>();
      Walk.expressions(statements)
          .forEach(
              e -> {
                if (e instanceof Expression.Local local) {
                  names.add(local.name());
                }
              });
      for (Statement statement : statements) {
        switch (statement) {
          case Assign s -> names.add(s.name());
          case Loop s -> names.addAll(used(s.body()));
          case Declare _, Contract _, Store _ -> {}
        }
      }
      return names;
    }
  }
}
