package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.phyllo.data.file.CsvHeader;
import org.phyllo.data.file.CsvReader;
import org.phyllo.data.file.CsvTable;

/** Known facts of real data sets, where these are at hand. */
class SharedDataTest {
  private static double meanPixel(Dataset data) {
    double sum = 0;
    float[] image = new float[data.inputSize()];
    for (int i = 0; i < data.size(); i++) {
      data.readInput(i, image, 0);
      for (float pixel : image) {
        sum += pixel;
      }
    }
    return sum / data.size() / data.inputSize();
  }

  private static int[] firstLabels(Dataset data) {
    int[] labels = new int[10];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.label(i);
    }
    return labels;
  }

  @Test
  void mnist() throws IOException {
    TrainTest mnist = Mnist.pixelsFromFolder(SharedFolder.of("datasets/mnist"));
    Dataset train = mnist.train();
    assertThat(train.inputShape()).containsExactly(1, 28, 28);
    assertThat(train.classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(firstLabels(train)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(meanPixel(train)).isCloseTo(33.318421449829934, within(1e-12));
    Dataset test = mnist.test();
    assertThat(test.classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(firstLabels(test)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    assertThat(meanPixel(test)).isCloseTo(33.791224489795916, within(1e-12));
    assertThat(meanPixel(test.normalized())).isCloseTo(33.791224489795916 / 255, within(1e-8));
  }

  @Test
  void fashionMnistsTestPart() throws IOException {
    Path folder = SharedFolder.of("datasets/fashion-mnist");
    Dataset test = FashionMnist.testFromFolder(folder);
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(test.classCounts()).containsOnly(1000);
    assertThat(meanPixel(test)).isCloseTo(73.14656658163265 / 255, within(1e-8));
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> FashionMnist.fromFolder(folder))
        .withMessageContaining("train-images-idx3-ubyte.gz");
  }

  /** Reads the folder of Debian's package, where that is installed. */
  @Test
  void fashionMnistOfDebian() throws IOException {
    Path folder = Path.of("/usr/share/datasets/fashion-mnist");
    assumeTrue(Files.isDirectory(folder), () -> folder + " is missing (dataset-fashion-mnist)");
    TrainTest clothes = FashionMnist.pixelsFromFolder(folder);
    assertThat(clothes.train().classCounts()).containsOnly(6000);
    assertThat(meanPixel(clothes.train())).isCloseTo(72.94035223214286, within(1e-12));
    assertThat(meanPixel(clothes.test())).isCloseTo(73.14656658163265, within(1e-12));
  }

  @Test
  void tables() throws IOException {
    Path folder = SharedFolder.of("datasets/uci");
    CsvReader reader = CsvReader.commas().header(CsvHeader.SUMMARY).labelLast();
    Dataset wine = Tables.classification("wine", reader.read(folder.resolve("wine_data.csv")));
    assertThat(wine.inputShape()).containsExactly(13);
    assertThat(wine.classCounts()).containsExactly(59, 71, 48);
    CsvTable cancer = reader.read(folder.resolve("breast_cancer.csv"));
    assertThat(cancer.rows()).isEqualTo(569);
    assertThat(cancer.columns()).isEqualTo(30);
    assertThat(cancer.classNames()).containsExactly("malignant", "benign");
    CsvReader spaces = CsvReader.commas().separator(' ');
    CsvTable diabetes = spaces.read(folder.resolve("diabetes_data_raw.csv.gz"));
    assertThat(diabetes.rows()).isEqualTo(442);
    assertThat(diabetes.columns()).isEqualTo(10);
    assertThat(spaces.read(folder.resolve("diabetes_target.csv.gz")).rows()).isEqualTo(442);
  }
}
