package org.phyllo.processor.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as far as fixtures use it: objects become maps, arrays lists, numbers
 * doubles. There is no null.
 */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Parses an object. */
  @SuppressWarnings("unchecked") // objects are maps of strings
  static Map<String, Object> object(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.peek() != 0 || !(value instanceof Map)) {
      throw json.expected("one object");
    }
    return (Map<String, Object>) value;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    take('{');
    while (peek() != '}') {
      if (!object.isEmpty()) {
        take(',');
      }
      String name = string();
      take(':');
      object.put(name, value());
    }
    take('}');
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    take('[');
    while (peek() != ']') {
      if (!array.isEmpty()) {
        take(',');
      }
      array.add(value());
    }
    take(']');
    return array;
  }

  private String string() {
    take('"');
    int end = text.indexOf('"', at);
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw expected("a string without escapes");
    }
    String string = text.substring(at, end);
    at = end + 1;
    return string;
  }

  private boolean word(String word, boolean value) {
    if (!text.startsWith(word, at)) {
      throw expected("a value");
    }
    at += word.length();
    return value;
  }

  private double number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (from == at) {
      throw expected("a value");
    }
    return Double.parseDouble(text.substring(from, at));
  }

  /** The next character that is no white space; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw expected("'" + expected + "'");
    }
    at++;
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException("JSON: expected " + what + " at " + at + " of " + text);
  }
}
