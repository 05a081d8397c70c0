package org.phyllo.processor.declare;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one network, so that independent mistakes are all seen at once. */
public final class Report {
  private final List<Problem> problems = new ArrayList<>();

  /** Adds a problem; {@code arguments} fill its diagnostic's format. */
  public void add(Diagnostic diagnostic, Location location, Object... arguments) {
    problems.add(Problem.of(diagnostic, location, arguments));
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Whether there is any problem, so that nothing can be generated. */
  public boolean hasErrors() {
    return !problems.isEmpty();
  }
}
