package org.phyllo.processor.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source with the errors that it causes, as javac shows them: below a line, a {@code ^} in the
 * column and the message behind it.
 *
 * <pre>{@code
 * # title
 * % javac's options, if not the usual ones
 * class Net {
 *   @Layer(1) @Dense(units = 0) Tensor hidden;
 *                            ^ [SizeNotPositive] Dense layer 'hidden' has ...
 * }
 * }</pre>
 *
 * @param options empty for the usual ones
 * @param lines of the source
 */
record Marked(
    String title, Optional<List<String>> options, List<String> lines, List<Error> errors) {
  /**
   * An error of javac.
   *
   * @param line counted from 1
   * @param column counted from 1
   * @param message its first line
   */
  @SuppressWarnings("AvoidCommonTypeNames")
  record Error(long line, long column, String message) {
    static final Comparator<Error> ORDER =
        Comparator.comparingLong(Error::line)
            .thenComparingLong(Error::column)
            .thenComparing(Error::message);

    @Override
    public String toString() {
      return line + ":" + column + ": " + message;
    }
  }

  private static final Pattern MARK = Pattern.compile("( *)\\^ (.*)");

  /** The sources of a file. */
  static List<Marked> parse(String text) {
    List<Marked> all = new ArrayList<>();
    for (String part : text.split("(?m)^(?=# )", -1)) {
      if (!part.isBlank()) {
        all.add(parseOne(part.stripTrailing().lines().toList()));
      }
    }
    return all;
  }

  private static Marked parseOne(List<String> text) {
    if (!text.get(0).startsWith("# ")) {
      throw new IllegalArgumentException("expected '# title', found: " + text.get(0));
    }
    Optional<List<String>> options = Optional.empty();
    List<String> lines = new ArrayList<>();
    List<Error> errors = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      Matcher mark = MARK.matcher(line);
      if (line.startsWith("%")) {
        options = Optional.of(List.of(line.substring(1).trim().split(" +")));
      } else if (mark.matches()) {
        errors.add(new Error(lines.size(), mark.group(1).length() + 1, mark.group(2)));
      } else {
        lines.add(line);
      }
    }
    return new Marked(text.get(0).substring(2), options, lines, errors);
  }

  /** This source with other errors, as text. */
  String with(List<Error> actual) {
    StringBuilder text = new StringBuilder("# " + title + "\n");
    options.ifPresent(o -> text.append("% ").append(String.join(" ", o)).append('\n'));
    for (int i = 0; i <= lines.size(); i++) {
      if (i > 0) {
        text.append(lines.get(i - 1)).append('\n');
      }
      for (Error error : actual) {
        if (error.line() == i) {
          String indent = " ".repeat((int) error.column() - 1);
          text.append(indent).append("^ ").append(error.message()).append('\n');
        }
      }
    }
    return text.toString();
  }
}
