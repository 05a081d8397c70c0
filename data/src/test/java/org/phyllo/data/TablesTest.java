package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.phyllo.data.file.CsvReader;
import org.phyllo.data.file.CsvTable;

class TablesTest {
  private static CsvTable table(CsvReader reader) throws IOException {
    byte[] text = "1,2,0\n4,5,1\n".getBytes(StandardCharsets.UTF_8);
    return reader.read(new ByteArrayInputStream(text), "t.csv");
  }

  @Test
  void takesTheLabelColumnAsClasses() throws IOException {
    Dataset data = Tables.classification("t", table(CsvReader.commas().labelLast()));
    assertThat(data.inputShape()).containsExactly(2);
    assertThat(data.input(1)).containsExactly(4, 5);
    assertThat(data.label(1)).isEqualTo(1);
    assertThat(data.classNames()).containsExactly("0", "1");
    CsvTable unlabeled = table(CsvReader.commas());
    assertThatIllegalStateException()
        .isThrownBy(() -> Tables.classification("t", unlabeled))
        .withMessageStartingWith("t.csv: read without a label column");
  }

  @Test
  void takesColumnsAsTargets() throws IOException {
    CsvTable table = table(CsvReader.commas());
    Dataset data = Tables.regression("t", table, 2, 0);
    assertThat(data.inputShape()).containsExactly(1);
    assertThat(data.input(1)).containsExactly(5);
    assertThat(data.target(1)).containsExactly(1, 4);
    for (int[] columns : new int[][] {{3}, {-1}, {1, 1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Tables.regression("t", table, columns))
          .withMessageContaining("expected different ones of 0 to 2");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tables.regression("t", table, 0, 1, 2))
        .withMessageStartingWith("t: input shape is [0]");
    assertThatIllegalArgumentException().isThrownBy(() -> Tables.regression("t", table));
  }
}
