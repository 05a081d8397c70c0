package org.phyllo.processor.print;

/** Fills the lines of generated Javadoc. */
final class Comments {
  private static final int WIDTH = 92;

  private Comments() {}

  /** The text in lines that fit, ending with a line break. */
  static String lines(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length + word.length() > WIDTH) {
        lines.append('\n');
        length = 0;
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.append('\n').toString();
  }
}
