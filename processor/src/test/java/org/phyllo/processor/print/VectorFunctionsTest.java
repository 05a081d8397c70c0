package org.phyllo.processor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.processor.ir.Expression.Function;
import org.phyllo.runtime.compiled.FloatMath;

/** The functions as vectors against the same functions of one value: equal bits. */
final class VectorFunctionsTest {
  /** A prime, so that a walk over all bits meets mantissas of all kinds. */
  private static final int STEP = 2039;

  private static final int CHUNK = 4096;

  /** Where the functions change their ways; their neighbors are tried as well. */
  private static final float[] PLACES = {
    0f,
    Float.MIN_NORMAL,
    0x1p-25f,
    2f / 3,
    1f,
    4f / 3,
    3.92f,
    9.02f,
    87.33654f,
    88.72283f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  private static final List<Function> FUNCTIONS =
      List.of(Function.EXP, Function.LOG, Function.TANH, Function.ERF);

  private static final int[] WIDTHS = {128, 256, 512};

  @TempDir static Path folder;

  /** Compiles a class for each function and width, as strictly as javac can. */
  @BeforeAll
  static void compile() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (Function function : FUNCTIONS) {
      for (int width : WIDTHS) {
        sources.add(source(function, width).toJavaFileObject());
      }
    }
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "--release=25",
            "--add-modules=jdk.incubator.vector",
            "-proc:none",
            "-Xlint:all,-incubating",
            "-Werror");
    StringWriter messages = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled = javac.getTask(messages, files, null, options, null, sources).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  static List<Function> functions() {
    return FUNCTIONS;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void givesTheBitsOfFloatMathAtEveryWidth(Function function) throws Exception {
    for (int width : WIDTHS) {
      BiConsumer<float[], float[]> vectors = load(function, width);
      float[] x = new float[CHUNK];
      float[] y = new float[CHUNK];
      int filled = 0;
      for (float place : PLACES) {
        for (int distance = -64; distance < 64; distance++) {
          int bits = Float.floatToRawIntBits(place) + distance;
          x[filled++] = Float.intBitsToFloat(bits);
          x[filled++] = Float.intBitsToFloat(bits ^ 0x80000000);
        }
      }
      check(function, width, vectors, x, y);
      long bits = 0;
      while (bits < 1L << 32) {
        for (int i = 0; i < CHUNK; i++, bits += STEP) {
          x[i] = Float.intBitsToFloat((int) bits);
        }
        check(function, width, vectors, x, y);
      }
    }
  }

  private static void check(
      Function function, int width, BiConsumer<float[], float[]> vectors, float[] x, float[] y) {
    vectors.accept(x, y);
    for (int i = 0; i < CHUNK; i++) {
      float expected = scalar(function, x[i]);
      if (Float.floatToIntBits(expected) != Float.floatToIntBits(y[i])) {
        fail("%s(%s) is %s, with %d bits %s".formatted(function, x[i], expected, width, y[i]));
      }
    }
  }

  private static float scalar(Function function, float x) {
    return switch (function) {
      case EXP -> FloatMath.exp(x);
      case LOG -> FloatMath.log(x);
      case TANH -> FloatMath.tanh(x);
      case ERF -> FloatMath.erf(x);
      case NEGATE, ABS, SQRT -> throw new IllegalArgumentException(function.name());
    };
  }

  @SuppressWarnings("unchecked")
  private static BiConsumer<float[], float[]> load(Function function, int width)
      throws ReflectiveOperationException, IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return (BiConsumer<float[], float[]>)
          loader.loadClass(name(function, width)).getDeclaredConstructor().newInstance();
    }
  }

  private static String name(Function function, int width) {
    return function.name() + width;
  }

  /** A class that applies a function to arrays of {@link #CHUNK} values. */
  private static JavaFile source(Function function, int width) {
    TypeName floats = ParameterizedTypeName.get(Types.VECTOR_SPECIES, ClassName.get(Float.class));
    TypeName arrays =
        ParameterizedTypeName.get(
            ClassName.get(BiConsumer.class),
            TypeName.get(float[].class),
            TypeName.get(float[].class));
    Code loop = new Code().open("for (int i = 0; i < " + CHUNK + "; i += SPECIES.length())");
    String value = VectorFunctions.print(function, "fromArray(SPECIES, x, i)", n -> n, loop);
    loop.statement(value + ".intoArray(y, i)").close();
    TypeSpec type =
        TypeSpec.classBuilder(name(function, width))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(arrays)
            .addField(
                FieldSpec.builder(floats, "SPECIES", Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.SPECIES_$L", Types.FLOAT_VECTOR, width)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC).build())
            .addMethod(
                MethodSpec.methodBuilder("accept")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(float[].class, "x")
                    .addParameter(float[].class, "y")
                    .addCode(loop.build())
                    .build())
            .build();
    return JavaFile.builder("", type)
        .addStaticImport(Types.FLOAT_VECTOR, VectorDialect.IMPORTED)
        .build();
  }
}
