package org.phyllo.processor.declare;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one network, so that independent mistakes are all seen at once. */
public final class Report {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private boolean incomplete;

  /** Adds a problem; {@code arguments} fill its diagnostic's format. */
  public void add(Diagnostic diagnostic, Location location, Object... arguments) {
    problems.add(Problem.of(diagnostic, location, arguments));
  }

  /** Adds a warning: something that may well be meant. */
  public void warn(Diagnostic diagnostic, Location location, Object... arguments) {
    warnings.add(Problem.of(diagnostic, location, arguments));
  }

  /**
   * Notes that the declaration names something that javac doesn't know: another processor may yet
   * generate it, otherwise javac has an error of its own.
   */
  public void addIncomplete() {
    incomplete = true;
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether the declaration names something that javac doesn't know. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /** Whether anything is wrong or unknown, so that nothing can be generated. */
  public boolean hasErrors() {
    return incomplete || !problems.isEmpty();
  }
}
