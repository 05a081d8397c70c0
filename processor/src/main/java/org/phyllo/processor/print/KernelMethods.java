package org.phyllo.processor.print;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;
import org.phyllo.processor.ir.Index;

/** Collects the private methods of a kernels class, and the tables that they use. */
final class KernelMethods {
  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private final List<MethodSpec> methods = new ArrayList<>();

  /** What makes each table, by its name. */
  private final Map<String, String> tables = new LinkedHashMap<>();

  /**
   * Adds a method.
   *
   * @param comment its Javadoc; empty for none
   * @param parameters with their types: {@code float[] w, int at}
   */
  void add(String name, String comment, String parameters, Code code) {
    methods.add(method(name, comment, parameters, code).build());
  }

  /** Adds a method that returns a {@code float}. */
  void addReturning(String name, String parameters, Code code) {
    methods.add(method(name, "", parameters, code).returns(float.class).build());
  }

  private static MethodSpec.Builder method(
      String name, String comment, String parameters, Code code) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    if (!comment.isEmpty()) {
      method.addJavadoc("$L", Comments.lines(comment));
    }
    addParameters(method, parameters);
    return method.addCode(code.build());
  }

  /** Statements, or where they would outgrow a method calls of some that have them. */
  Code inParts(String name, String parameters, List<String> statements) {
    List<List<String>> parts = Partition.parts(statements, Partition.STATEMENTS);
    Code code = new Code();
    if (parts.size() <= 1) {
      statements.forEach(code::statement);
      return code;
    }
    for (int i = 0; i < parts.size(); i++) {
      Code part = new Code();
      parts.get(i).forEach(part::statement);
      code.add(moved(name + "Part" + (i + 1), parameters, part));
    }
    return code;
  }

  /** A call of a new method with this code. */
  Code moved(String method, String parameters, Code code) {
    add(method, "", parameters, code);
    String arguments = parameters.replaceAll("[a-z\\[\\]]+ (\\w+)", "$1");
    return new Code().statement(method + "(" + arguments + ")");
  }

  /** A public method that an interface asks for. */
  static MethodSpec.Builder overriding(String name, String parameters, Code code) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addCode(code.build());
    addParameters(method, parameters);
    return method;
  }

  /** Adds a method that is written elsewhere. */
  void add(MethodSpec method) {
    methods.add(method);
  }

  /**
   * The name of a table of the positions that nested loops pass.
   *
   * @param loops outermost first
   * @param strides what each adds to the position in an iteration
   */
  String steps(List<Index> loops, int[] strides) {
    StringJoiner name = new StringJoiner("_", "STEPS_", "");
    StringJoiner arguments = new StringJoiner(", ");
    for (int i = 0; i < strides.length; i++) {
      int size = loops.get(i).size();
      name.add(size + "X" + (strides[i] < 0 ? "MINUS" : "") + Math.abs(strides[i]));
      arguments.add(size + ", " + strides[i]);
    }
    tables.put(name.toString(), arguments.toString());
    return name.toString();
  }

  /** Adds all to a class. */
  void addTo(TypeSpec.Builder type) {
    tables.forEach(
        (name, steps) ->
            type.addField(
                FieldSpec.builder(int[].class, name, CONSTANT)
                    .initializer("$T.of($L)", Types.STEPS, steps)
                    .build()));
    methods.forEach(type::addMethod);
  }

  /** Adds parameters written as {@code float[] w, int at}. */
  static void addParameters(MethodSpec.Builder method, String parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    for (String parameter : parameters.split(", ", -1)) {
      String[] words = parameter.split(" ", -1);
      Class<?> type =
          switch (words[0]) {
            case "int" -> int.class;
            case "int[]" -> int[].class;
            default -> float[].class;
          };
      method.addParameter(type, words[1]);
    }
  }
}
