package org.phyllo.processor.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CodeTest {
  @Test
  void leavesShortLinesAlone() {
    assertThat(text(new Code().statement("int end = at + samples")))
        .isEqualTo("int end = at + samples;\n");
  }

  @Test
  void indentsBlocks() {
    assertThat(
            text(
                new Code()
                    .open("if (a)")
                    .statement("b()")
                    .next("else")
                    .open("for (;;)")
                    .statement("c()")
                    .close()
                    .close()))
        .isEqualTo(
            """
            if (a) {
              b();
            } else {
              for (;;) {
                c();
              }
            }
            """);
  }

  @Test
  void breaksLongLinesWhereTheyAreInTheFewestParentheses() {
    String first = "Math.fma(aLongName, anotherLongName, yetAnotherLongName)";
    assertThat(text(new Code().statement("float sum = " + first + " + " + first)))
        .isEqualTo(
            """
            float sum = %s
                + %s;
            """
                .formatted(first, first));
  }

  @Test
  void breaksInsideParenthesesWhereThereIsNoOtherPlace() {
    String argument = "anArgumentWithQuiteALongName";
    assertThat(text(new Code().statement("call(" + (argument + ", ").repeat(4) + argument + ")")))
        .isEqualTo(
            """
            call(%1$s, %1$s, %1$s,
                %1$s, %1$s);
            """
                .formatted(argument));
  }

  @Test
  void neverBreaksComments() {
    String comment = "a comment that goes on, ".repeat(10);
    assertThat(text(new Code().comment(comment))).isEqualTo("// " + comment + "\n");
  }

  @Test
  void keepsWhatCanNotBeBroken() {
    String name = "a".repeat(120);
    assertThat(text(new Code().statement(name))).isEqualTo(name + ";\n");
  }

  @Test
  void noLineIsLongerThanItsRoomInsideAMethod() {
    StringBuilder sum = new StringBuilder("w[0]");
    for (int i = 1; i < 60; i++) {
      sum.append(" + w[").append(i).append(']');
    }
    Code code = new Code().open("for (;;)").statement("w[60] = " + sum).close();
    assertThat(text(code).lines()).hasSizeGreaterThan(5).allMatch(l -> l.length() <= 100 - 4);
  }

  @Test
  void printsDollarsInNames() {
    assertThat(text(new Code().statement("w[$A + a$L + $T]"))).isEqualTo("w[$A + a$L + $T];\n");
  }

  @Test
  void importsTypesThatLinesName() {
    assertThat(text(new Code().statement("float y = FloatMath.exp(x)")))
        .isEqualTo("float y = org.phyllo.runtime.compiled.FloatMath.exp(x);\n");
  }

  private static String text(Code code) {
    return code.build().toString();
  }
}
