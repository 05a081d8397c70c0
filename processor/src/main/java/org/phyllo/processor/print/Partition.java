package org.phyllo.processor.print;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Divides what has a line for every tensor of a network among several methods, where there are so
 * many that one would outgrow the 8,000 bytes up to which HotSpot compiles it.
 */
final class Partition {
  /** Statements in one method: an array's allocation takes some 12 bytes. */
  static final int STATEMENTS = 400;

  /** Arguments in one list: a parameter's description takes up to 100 bytes. */
  static final int DESCRIPTIONS = 50;

  /** Tensors that one method shows to a visitor: each takes up to 50 bytes. */
  static final int VISITS = 100;

  /** Branches in one method: each takes some 20 bytes. */
  static final int BRANCHES = 100;

  private Partition() {}

  /**
   * The statements themselves if they are few; else calls of methods that are added to a type.
   *
   * @param name of the methods, to be followed by a number
   * @param parameter the name of their parameter, an {@code int}; empty for none
   */
  static List<String> statements(
      List<String> statements, String name, String parameter, TypeSpec.Builder type) {
    if (statements.size() <= STATEMENTS) {
      return statements;
    }
    List<String> calls = new ArrayList<>();
    for (List<String> part : parts(statements, STATEMENTS)) {
      String method = name + (calls.size() + 1);
      Code code = new Code();
      part.forEach(code::statement);
      MethodSpec.Builder spec =
          MethodSpec.methodBuilder(method).addModifiers(Modifier.PRIVATE).addCode(code.build());
      if (!parameter.isEmpty()) {
        spec.addParameter(int.class, parameter);
      }
      type.addMethod(spec.build());
      calls.add(method + "(" + parameter + ")");
    }
    return calls;
  }

  /** Consecutive parts of a list, all but the last of the same size. */
  static <T> List<List<T>> parts(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return parts;
  }
}
