package org.phyllo.processor.ir;

import java.util.List;

/**
 * A loop nest, printed as one method (and its tiles).
 *
 * @param name the method's name, such as {@code forwardHidden}
 * @param comment the method's Javadoc: the formula with shapes
 * @param scope what it runs for
 */
public record Nest(String name, String comment, Scope scope, List<Statement> body) {
  /** What a nest runs for. */
  public enum Scope {
    /** For every sample by itself. */
    SAMPLE,
    /** Once for a batch: its contractions add up the samples. */
    BATCH
  }

  public Nest {
    body = List.copyOf(body);
  }

  public Nest(String name, String comment, Scope scope, Statement... body) {
    this(name, comment, scope, List.of(body));
  }

  /** Whether it reads what is kept with the network's parameters. */
  public boolean readsParameters() {
    return reads(Variable.Role.PARAMETER) || reads(Variable.Role.RUNNING_STATISTIC);
  }

  /** Whether it reads what is kept with the parameters' gradients. */
  public boolean readsSums() {
    return reads(Variable.Role.PARAMETER_GRADIENT) || reads(Variable.Role.BATCH_STATISTIC);
  }

  /** Whether data decides what it reads or writes: neighboring samples go different ways. */
  public boolean looksUp() {
    return looksUp(body);
  }

  private static boolean looksUp(List<Statement> statements) {
    return Walk.expressions(statements)
            .anyMatch(e -> e instanceof Expression.Load load && load.access().lookup().isPresent())
        || statements.stream().anyMatch(Nest::storesByLookup);
  }

  private static boolean storesByLookup(Statement statement) {
    return switch (statement) {
      case Statement.Store s -> s.target().lookup().isPresent();
      case Statement.Loop s -> s.body().stream().anyMatch(Nest::storesByLookup);
      case Statement.Declare _, Statement.Assign _, Statement.Contract _ -> false;
    };
  }

  private boolean reads(Variable.Role role) {
    return Walk.loads(body).anyMatch(v -> v.role() == role);
  }
}
