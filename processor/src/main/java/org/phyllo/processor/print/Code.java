package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the body of a generated method, line by line. */
final class Code {
  /** Longer lines are broken after an opening parenthesis or in front of an operator. */
  private static final int WIDTH = 100;

  private static final List<String> OPERATORS =
      List.of(" + ", " - ", " * ", " / ", " ? ", " : ", ".add(", ".sub(", ".mul(", ".blend(");

  private static final Pattern TYPE =
      Pattern.compile(
          "\\b("
              + String.join("|", Types.IN_LINES.stream().map(ClassName::simpleName).toList())
              + ")\\b");

  private final CodeBlock.Builder block = CodeBlock.builder();
  private int depth = 2;

  /** A line as it stands, with the types of {@link Types#IN_LINES} imported. */
  Code line(String text) {
    List<String> lines = broken(text, WIDTH - 2 * depth);
    for (int i = 0; i < lines.size(); i++) {
      emit((i == 0 ? "" : "    ") + lines.get(i));
    }
    return this;
  }

  Code statement(String text) {
    return line(text + ";");
  }

  Code comment(String text) {
    return line("// " + text);
  }

  /** Opens a block: the header and a brace. */
  Code open(String header) {
    line(header + " {");
    block.indent();
    depth++;
    return this;
  }

  Code close() {
    return close("}");
  }

  /** Closes so many blocks. */
  Code close(int blocks) {
    for (int i = 0; i < blocks; i++) {
      close();
    }
    return this;
  }

  /** Closes a block with something behind its brace. */
  Code close(String brace) {
    block.unindent();
    depth--;
    return line(brace);
  }

  /** Adds other code. */
  Code add(Code other) {
    block.add(other.build());
    return this;
  }

  /** Closes a block and opens another on the same line. */
  Code next(String header) {
    block.unindent();
    line("} " + header + " {");
    block.indent();
    return this;
  }

  CodeBlock build() {
    return block.build();
  }

  private void emit(String text) {
    Matcher matcher = TYPE.matcher(text);
    StringBuilder format = new StringBuilder();
    List<Object> types = new ArrayList<>();
    int end = 0;
    while (matcher.find()) {
      format.append(text.substring(end, matcher.start()).replace("$", "$$")).append("$T");
      types.add(type(matcher.group()));
      end = matcher.end();
    }
    format.append(text.substring(end).replace("$", "$$")).append("\n");
    block.add(format.toString(), types.toArray());
  }

  private static ClassName type(String name) {
    return Types.IN_LINES.stream()
        .filter(t -> t.simpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> broken(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    int room = width;
    while (rest.length() > room && !rest.startsWith("//")) {
      int cut = cut(rest, room);
      if (cut <= 0) {
        break;
      }
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
      room = width - 4;
    }
    lines.add(rest);
    return lines;
  }

  /**
   * The place within the room where a line may end that is in the fewest parentheses, the last of
   * these; -1 if there is none.
   */
  private static int cut(String text, int room) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    int depth = 0;
    for (int i = 0; i < room; i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      int end = end(text, i);
      if (i >= 8 && end > 0 && depth <= fewest) {
        best = end;
        fewest = depth;
      }
    }
    return best;
  }

  /** Where the line ends if it is broken at {@code i}; 0 if it can't be. */
  private static int end(String text, int i) {
    if (text.startsWith(", ", i)) {
      return i + 1;
    }
    if (text.startsWith(" = ", i)) {
      return i + 2;
    }
    boolean operator = OPERATORS.stream().anyMatch(o -> text.startsWith(o, i));
    return operator ? i : 0;
  }
}
