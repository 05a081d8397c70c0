package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;

/**
 * A part of a training step: what runs for every sample by itself, and then sums over the batch.
 * Most networks have one stage; what a sample does with a sum over all of them begins another.
 *
 * @param samples nests for every sample
 * @param sums nests over the batch, after all samples
 */
public record Stage(List<Nest> samples, List<Nest> sums) {
  public Stage {
    samples = List.copyOf(samples);
    sums = List.copyOf(sums);
  }

  /** Nests in order as stages: sums are put off until a nest reads one. */
  static List<Stage> of(List<Nest> nests) {
    List<Stage> stages = new ArrayList<>();
    List<Nest> samples = new ArrayList<>();
    List<Nest> sums = new ArrayList<>();
    Set<Variable> pending = new HashSet<>();
    for (Nest nest : nests) {
      if (Walk.expressions(nest.body())
          .anyMatch(
              e ->
                  e instanceof Expression.Load load
                      && pending.contains(load.access().variable()))) {
        stages.add(new Stage(samples, sums));
        samples = new ArrayList<>();
        sums = new ArrayList<>();
        pending.clear();
      }
      if (nest.scope() == Nest.Scope.SAMPLE) {
        samples.add(nest);
      } else {
        sums.add(nest);
        collectStored(nest.body(), pending);
      }
    }
    stages.add(new Stage(samples, sums));
    return stages;
  }

  private static void collectStored(List<Statement> statements, Set<Variable> stored) {
    for (Statement statement : statements) {
      switch (statement) {
        case Store s -> stored.add(s.target().variable());
        case Loop s -> collectStored(s.body(), stored);
        default -> {}
      }
    }
  }
}
