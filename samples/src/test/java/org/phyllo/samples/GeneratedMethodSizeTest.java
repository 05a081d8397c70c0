package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.phyllo.samples.network.XorModel;

/** HotSpot never compiles a method of more than 8,000 bytes: it would run interpreted, forever. */
final class GeneratedMethodSizeTest {
  private static final int HUGE_METHOD_LIMIT = 8000;

  @Test
  void noMethodOfANetworkIsTooLargeToBeCompiled() throws IOException, URISyntaxException {
    Path folder = Path.of(XorModel.class.getResource("XorModel.class").toURI()).getParent();
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(".class")).toList();
    }
    List<String> tooLarge = new ArrayList<>();
    int methods = 0;
    for (Path file : files) {
      ClassModel type = ClassFile.of().parse(file);
      for (MethodModel method : type.methods()) {
        if (method.code().orElse(null) instanceof CodeAttribute code) {
          methods++;
          if (code.codeLength() > HUGE_METHOD_LIMIT) {
            tooLarge.add(file.getFileName() + " " + method.methodName() + " " + code.codeLength());
          }
        }
      }
    }

    assertThat(methods).isGreaterThan(100);
    assertThat(tooLarge).isEmpty();
  }
}
