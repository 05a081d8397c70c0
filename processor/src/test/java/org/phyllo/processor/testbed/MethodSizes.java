package org.phyllo.processor.testbed;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long the methods of class files are. */
public final class MethodSizes {
  /** HotSpot doesn't compile methods over this many bytes (-XX:-DontCompileHugeMethods aside). */
  public static final int LIMIT = 8000;

  private MethodSizes() {}

  /** The bytes of bytecode of every method, by class and name. */
  public static Map<String, Integer> of(Compilation compilation) {
    Map<String, Integer> sizes = new TreeMap<>();
    for (byte[] bytes : compilation.classes().values()) {
      ClassModel type = ClassFile.of().parse(bytes);
      for (MethodModel method : type.methods()) {
        String name =
            type.thisClass().asInternalName()
                + "."
                + method.methodName().stringValue()
                + method.methodType().stringValue();
        method
            .findAttribute(java.lang.classfile.Attributes.code())
            .map(CodeAttribute::codeLength)
            .ifPresent(size -> sizes.merge(name, size, Math::max));
      }
    }
    return sizes;
  }

  /** The longest method: {@code name: bytes}. */
  public static Map.Entry<String, Integer> longest(Compilation compilation) {
    return of(compilation).entrySet().stream()
        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Fails if a method is too long. */
  public static void check(Compilation compilation) {
    List<Map.Entry<String, Integer>> tooLong =
        of(compilation).entrySet().stream().filter(m -> m.getValue() > LIMIT).toList();
    if (!tooLong.isEmpty()) {
      throw new AssertionError("methods over " + LIMIT + " bytes of bytecode: " + tooLong);
    }
  }
}
