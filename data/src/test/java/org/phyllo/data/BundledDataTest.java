package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BundledDataTest {
  @Test
  void digitsAreAllThereAndRaw() {
    Dataset digits = UciDigits.pixels();
    assertThat(digits.size()).isEqualTo(1797);
    assertThat(digits.inputShape()).containsExactly(1, 8, 8);
    assertThat(digits.classCounts())
        .containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertThat(digits.classNames()).hasSize(10).startsWith("0", "1").endsWith("9");
    assertThat(digits.scale()).isEqualTo(new ValueScale.Pixels(16));
    assertThat(digits.label(0)).isZero();
    assertThat(digits.input(0)).startsWith(0, 0, 5, 13, 9, 1, 0, 0);
  }

  @Test
  void digitsAreSplitOneInFive() throws NoSuchAlgorithmException {
    TrainTest digits = UciDigits.dataset();
    assertThat(digits.train().size()).isEqualTo(1438);
    assertThat(digits.test().size()).isEqualTo(359);
    assertThat(digits.test().classCounts()).containsExactly(36, 36, 35, 37, 36, 36, 36, 36, 35, 36);
    assertThat(digits.train().scale()).isEqualTo(new ValueScale.Normalized(16));
    // The split never changes: results that were published with it stay comparable.
    assertThat(hash(digits.test())).isEqualTo("e550b248fe7ac896");
  }

  @Test
  void irisIsAllThere() {
    Dataset iris = Iris.measurements();
    assertThat(iris.size()).isEqualTo(150);
    assertThat(iris.inputShape()).containsExactly(4);
    assertThat(iris.classCounts()).containsExactly(50, 50, 50);
    assertThat(iris.classNames()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(iris.input(0)).containsExactly(5.1f, 3.5f, 1.4f, 0.2f);
    assertThat(iris.scale()).isEqualTo(new ValueScale.Measured());
  }

  @Test
  void irisIsSplitOneInFive() throws NoSuchAlgorithmException {
    TrainTest iris = Iris.dataset();
    assertThat(iris.train().classCounts()).containsExactly(40, 40, 40);
    assertThat(iris.test().classCounts()).containsExactly(10, 10, 10);
    assertThat(hash(iris.test())).isEqualTo("484f1237a35f0773");
  }

  @Test
  void standardizedIrisHasMeanZeroAndDeviationOne() {
    Dataset train = Iris.dataset().standardized().train();
    Standardization again =
        Standardization.of(
            Dataset.classification(
                "again",
                new int[] {4},
                Arrays.copyOfRange(Scaling.inputs(train), Rows.AHEAD, Rows.AHEAD + 480),
                new int[120],
                java.util.List.of("x")));
    for (int j = 0; j < 4; j++) {
      assertThat(again.mean()[j]).isBetween(-1e-6f, 1e-6f);
      assertThat(again.deviation()[j]).isBetween(1 - 1e-6f, 1 + 1e-6f);
    }
  }

  @Test
  void licenseNotesComeAlong() throws IOException {
    assertThat(resource("README")).contains("UCI").contains("BSD-3-Clause");
    assertThat(resource("COPYRIGHT")).contains("Redistributions in binary form must reproduce");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = UciDigits.class.getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static String hash(Dataset data) throws NoSuchAlgorithmException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * data.size() * (data.inputSize() + 1));
    for (int i = 0; i < data.size(); i++) {
      for (float value : data.input(i)) {
        bytes.putFloat(value);
      }
      bytes.putInt(data.label(i));
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    return HexFormat.of().formatHex(digest, 0, 8);
  }
}
