package org.phyllo.processor.declare;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one network, so that independent mistakes are all seen at once. */
public final class Report {
  private final List<Problem> problems;
  private final List<Problem> warnings;
  private final String context;

  /** Holds something if the declaration names what javac doesn't know. */
  private final List<Boolean> incomplete;

  public Report() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), "");
  }

  private Report(
      List<Problem> problems, List<Problem> warnings, List<Boolean> incomplete, String context) {
    this.problems = problems;
    this.warnings = warnings;
    this.incomplete = incomplete;
    this.context = context;
  }

  /** The same report, for problems that a block has in this place: {@code 'stage' of ...}. */
  public Report in(String place) {
    return new Report(problems, warnings, incomplete, "In " + place + ": ");
  }

  /** Adds a problem, once; {@code arguments} fill its diagnostic's format. */
  public void add(Diagnostic diagnostic, Location location, Object... arguments) {
    addNew(problems, Problem.of(diagnostic, context, location, arguments));
  }

  /** Adds a warning: something that may well be meant. */
  public void warn(Diagnostic diagnostic, Location location, Object... arguments) {
    addNew(warnings, Problem.of(diagnostic, context, location, arguments));
  }

  /** A block that is included twice has its mistakes once. */
  private static void addNew(List<Problem> problems, Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /**
   * Notes that the declaration names something that javac doesn't know: another processor may yet
   * generate it, otherwise javac has an error of its own.
   */
  public void addIncomplete() {
    incomplete.add(true);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether the declaration names something that javac doesn't know. */
  public boolean isIncomplete() {
    return !incomplete.isEmpty();
  }

  /** Whether anything is wrong or unknown, so that nothing can be generated. */
  public boolean hasErrors() {
    return isIncomplete() || !problems.isEmpty();
  }
}
