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

  /** Opens a block: {@code header {}. */
  Code open(String header) {
    line(header + " {");
    block.indent();
    depth++;
    return this;
  }

  Code close() {
    block.unindent();
    depth--;
    return line("}");
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

  /** The last place within the room where a line may end, -1 if there is none. */
  private static int cut(String text, int room) {
    int best = -1;
    for (int i = 8; i < room; i++) {
      if (text.startsWith(", ", i)) {
        best = i + 1;
      } else if (text.startsWith(" + ", i)
          || text.startsWith(" - ", i)
          || text.startsWith(" * ", i)
          || text.startsWith(" / ", i)
          || text.startsWith(" ? ", i)
          || text.startsWith(" : ", i)
          || text.startsWith(" = ", i) && best < 0) {
        best = text.startsWith(" = ", i) ? i + 2 : i;
      } else if (text.charAt(i) == '.' && text.charAt(i - 1) == ')') {
        best = i;
      }
    }
    return best;
  }
}
