package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.phyllo.processor.NetworkProcessor;

/** Layers that are included mean what they would mean written out. */
final class BlocksTest {
  private static final String INCLUDED =
      """
      package p;
      import org.phyllo.dsl.*;

      @Block
      class Convolve {
        @Layer(1) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false) Tensor conv;
        @Layer(2) @BatchNorm(activation = Activation.RELU) Tensor norm;
      }

      @Block
      class Residual {
        @Layer(1) @Include(value = Convolve.class, times = 2) Tensor twice;
        @Layer(value = 2, from = {"twice", "input"}) @Add(activation = Activation.RELU) Tensor sum;
      }

      @Network(input = {2, 6, 5}, loss = Loss.SOFTMAX_CROSS_ENTROPY)
      class Net {
        @Layer(1) @Include(Convolve.class) Tensor stem;
        @Layer(2) @Include(value = Residual.class, times = 2) Tensor stage;
        @Layer(value = 3, from = {"stem", "stage"}) @Concat Tensor both;
        @Layer(4) @Dense(units = 3) Tensor scores;
      }
      """;

  private static final String WRITTEN_OUT =
      """
      package p;
      import org.phyllo.dsl.*;

      @Network(input = {2, 6, 5}, loss = Loss.SOFTMAX_CROSS_ENTROPY)
      class Net {
        @Layer(1) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false) Tensor stemConv;
        @Layer(2) @BatchNorm(activation = Activation.RELU) Tensor stemNorm;

        @Layer(3) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false)
        Tensor stage0Twice0Conv;
        @Layer(4) @BatchNorm(activation = Activation.RELU) Tensor stage0Twice0Norm;
        @Layer(5) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false)
        Tensor stage0Twice1Conv;
        @Layer(6) @BatchNorm(activation = Activation.RELU) Tensor stage0Twice1Norm;
        @Layer(value = 7, from = {"stage0Twice1Norm", "stemNorm"})
        @Add(activation = Activation.RELU) Tensor stage0Sum;

        @Layer(8) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false)
        Tensor stage1Twice0Conv;
        @Layer(9) @BatchNorm(activation = Activation.RELU) Tensor stage1Twice0Norm;
        @Layer(10) @Conv2d(filters = 4, kernel = 3, padding = 1, bias = false)
        Tensor stage1Twice1Conv;
        @Layer(11) @BatchNorm(activation = Activation.RELU) Tensor stage1Twice1Norm;
        @Layer(value = 12, from = {"stage1Twice1Norm", "stage0Sum"})
        @Add(activation = Activation.RELU) Tensor stage1Sum;

        @Layer(value = 13, from = {"stemNorm", "stage1Sum"}) @Concat Tensor both;
        @Layer(14) @Dense(units = 3) Tensor scores;
      }
      """;

  @Test
  void aBlockIsItsLayersWrittenOut() throws IOException {
    Map<String, String> included = generate(INCLUDED);
    Map<String, String> writtenOut = generate(WRITTEN_OUT);
    assertThat(included.keySet()).contains("NetVector.java").isEqualTo(writtenOut.keySet());
    for (String file : included.keySet()) {
      String paths =
          included
              .get(file)
              .replace("\"stem.", "\"stem")
              .replaceAll("\"stage\\.(\\d)\\.twice\\.(\\d)\\.", "\"stage$1Twice$2")
              .replaceAll("\"(stem|stage\\dTwice\\d)conv\\.", "\"$1Conv.")
              .replaceAll("\"(stem|stage\\dTwice\\d)norm\\.", "\"$1Norm.");
      assertThat(paths).as(file).isEqualTo(writtenOut.get(file));
    }
    assertThat(included.get("NetModel.java"))
        .contains("\"stem.conv.weight\"", "\"stage.1.twice.0.norm.running_mean\"");
  }

  private static Map<String, String> generate(String source) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withOptions("-proc:only", "--add-modules=jdk.incubator.vector")
            .withProcessors(new NetworkProcessor())
            .compile(JavaFileObjects.forSourceString("p.Net", source));
    assertThat(compilation.errors()).isEmpty();
    Map<String, String> generated = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      generated.put(
          Path.of(file.getName()).getFileName().toString(), file.getCharContent(false).toString());
    }
    return generated;
  }
}
