package org.phyllo.processor.print;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the body of a generated method, line by line. */
final class Code {
  /** Longer lines are broken after an opening parenthesis or in front of an operator. */
  private static final int WIDTH = 100;

  private static final List<String> OPERATORS =
      List.of(" + ", " - ", " * ", " / ", " ? ", " : ", ".add(", ".sub(", ".mul(", ".blend(");

  private static final String INDENT = "  ";

  /** Lines without the indentation of the method's body. */
  private final List<String> lines = new ArrayList<>();

  private int depth;

  /** A line as it stands, with the types of {@link Types#IN_LINES} imported. */
  Code line(String text) {
    String indent = INDENT.repeat(depth);
    for (String part : broken(text, WIDTH - INDENT.length() * (depth + 2))) {
      lines.add(indent + part);
      indent = INDENT.repeat(depth + 2);
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
    return line(header + " {").indented();
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
    depth--;
    return line(brace);
  }

  /** Adds other code. */
  Code add(Code other) {
    String indent = INDENT.repeat(depth);
    other.lines.forEach(line -> lines.add(indent + line));
    return this;
  }

  /** Closes a block and opens another on the same line. */
  Code next(String header) {
    return close("} " + header + " {").indented();
  }

  private Code indented() {
    depth++;
    return this;
  }

  CodeBlock build() {
    if (lines.isEmpty()) {
      return CodeBlock.of("");
    }
    String text = String.join("\n", lines) + "\n";
    CodeBlock.Builder block = CodeBlock.builder();
    int end = 0;
    for (Map.Entry<Integer, ClassName> type : types(text).entrySet()) {
      block.add("$L$T", text.substring(end, type.getKey()), type.getValue());
      end = type.getKey() + type.getValue().simpleName().length();
    }
    return block.add("$L", text.substring(end)).build();
  }

  /**
   * Where each type is first named, which is enough for its import. JavaPoet takes its time for
   * each of a method's parts.
   */
  private static Map<Integer, ClassName> types(String text) {
    Map<Integer, ClassName> types = new TreeMap<>();
    for (ClassName type : Types.IN_LINES) {
      int at = word(text, type.simpleName());
      if (at >= 0) {
        types.put(at, type);
      }
    }
    return types;
  }

  private static int word(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0 && (isInName(text, at - 1) || isInName(text, at + word.length()))) {
      at = text.indexOf(word, at + 1);
    }
    return at;
  }

  private static boolean isInName(String text, int at) {
    return at >= 0 && at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
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
      if (i >= 8 && depth <= fewest) {
        int end = end(text, i);
        if (end > 0) {
          best = end;
          fewest = depth;
        }
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
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, i)) {
        return i;
      }
    }
    return 0;
  }
}
