package org.phyllo.processor.print;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Variable;

/**
 * Locals for what the positions in a tensor have in common: {@code int inputAt = INPUT + y * 448 +
 * s}, then {@code w[inputAt]}, {@code w[inputAt + 16]}. A tile reads its tensors at many constant
 * distances from one place; a short position is easier to read and takes javac and HotSpot less
 * time.
 *
 * <p>A local is declared in front of the first line that needs it, so bases belong to a block: one
 * within it has {@linkplain #within() bases of its own}, and sees those around it.
 */
final class Bases {
  private final Code code;
  private final Optional<Bases> outer;

  /** The locals by what they stand for. */
  private final Map<String, String> locals = new HashMap<>();

  /** Names that are taken anywhere in the method. */
  private final Set<String> names;

  private Bases(Code code, Optional<Bases> outer, Set<String> names) {
    this.code = code;
    this.outer = outer;
    this.names = names;
  }

  /** For a method's code, declared where they are first asked for. */
  static Bases in(Code code) {
    return new Bases(code, Optional.empty(), new HashSet<>());
  }

  /** Bases for a block in this one. */
  Bases within() {
    return new Bases(code, Optional.of(this), names);
  }

  /**
   * A position in a tensor.
   *
   * @param bases that it may begin with; without them it is written out
   * @param base the terms that other positions have too
   * @param distance the terms that are its own
   */
  static String position(
      Optional<Bases> bases, Variable tensor, List<String> base, List<String> distance) {
    Stream<String> beginning =
        bases.isPresent() && base.size() > 1
            ? Stream.of(bases.get().local(tensor, Positions.sum(base)))
            : base.stream();
    return Positions.sum(Stream.concat(beginning, distance.stream()).toList());
  }

  private String local(Variable tensor, String base) {
    return find(base).orElseGet(() -> declare(tensor.name() + "At", base));
  }

  private Optional<String> find(String base) {
    return Optional.ofNullable(locals.get(base)).or(() -> outer.flatMap(o -> o.find(base)));
  }

  private String declare(String wanted, String base) {
    String name = wanted;
    for (int i = 1; !names.add(name); i++) {
      name = wanted + i;
    }
    code.statement("int " + name + " = " + base);
    locals.put(base, name);
    return name;
  }
}
