package org.phyllo.data.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Allocation;
import org.phyllo.data.Gzip;
import org.phyllo.runtime.InvalidFileException;

class CsvReaderTest {
  private static final CsvReader PLAIN = CsvReader.commas();
  private static final CsvReader LABELED = PLAIN.labelLast();
  private static final CsvReader NAMED = PLAIN.header(CsvHeader.COLUMN_NAMES);
  private static final CsvReader SUMMARY = PLAIN.header(CsvHeader.SUMMARY).labelLast();

  private static CsvTable read(CsvReader reader, String text) throws IOException {
    return reader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), "t.csv");
  }

  private static void assertInvalid(CsvReader reader, String text, String problem) {
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> read(reader, text))
        .withMessage("t.csv: " + problem);
  }

  @Test
  void readsNumbers() throws IOException {
    CsvTable table = read(PLAIN, "1,-2.5,3e2\n+4, .5 ,6.\n");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.columns()).isEqualTo(3);
    assertThat(table.values()).containsExactly(1, -2.5f, 300, 4, 0.5f, 6);
    assertThat(table.value(1, 2)).isEqualTo(6);
    assertThat(table.columnNames()).isEmpty();
    assertThat(table.classNames()).isEmpty();
    assertThat(table.hasLabels()).isFalse();
    assertThat(table.source()).isEqualTo(Path.of("t.csv"));
    assertThatThrownBy(() -> table.value(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table.value(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalStateException().isThrownBy(table::labels);
  }

  @Test
  void acceptsEveryLineEndAndAByteOrderMark() throws IOException {
    for (String text : new String[] {"1,2\n3,4", "1,2\r\n3,4\r\n", "\ufeff1,2\n3,4\n\n"}) {
      assertThat(read(PLAIN, text).values()).as(text).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void readsLabels() throws IOException {
    CsvTable last = read(LABELED, "5.1,0\n4.9,2\n");
    assertThat(last.columns()).isEqualTo(1);
    assertThat(last.labels()).containsExactly(0, 2);
    assertThat(last.classNames()).containsExactly("0", "1", "2");
    CsvTable first = read(PLAIN.labelColumn(0), "1,5,6\n0,7,8\n");
    assertThat(first.labels()).containsExactly(1, 0);
    assertThat(first.values()).containsExactly(5, 6, 7, 8);
  }

  @Test
  void readsColumnNames() throws IOException {
    CsvTable table = read(NAMED.labelColumn(1), "länge,art,breite\n1,0,2\n");
    assertThat(table.columnNames()).containsExactly("länge", "breite");
    assertInvalid(NAMED, "a,b\n1,2,3\n", "line 1 names 2 columns, but the rows have 3");
    assertInvalid(NAMED, "", "is empty, expected a header line");
  }

  @Test
  void readsASummaryAndHoldsTheFileToIt() throws IOException {
    CsvTable table = read(SUMMARY, "2,1,setosa,virginica\n1.5,1\n2.5,0\n");
    assertThat(table.labels()).containsExactly(1, 0);
    assertThat(table.classNames()).containsExactly("setosa", "virginica");
    assertThat(read(SUMMARY, "1,1\n5,2\n").classNames()).containsExactly("0", "1", "2");
    assertInvalid(
        SUMMARY, "3,1,a,b\n1,0\n1,1\n", "line 1, column 1 announces 3 rows, but the file has 2");
    assertInvalid(
        SUMMARY, "1,2,a,b\n1,0\n", "line 1, column 2 announces 2 features, but the rows have 1");
    assertInvalid(SUMMARY, "many,1,a\n1,0\n", "line 1, column 1 'many' is not the number of rows");
    assertInvalid(
        SUMMARY,
        "1,99999999999,a\n1,0\n",
        "line 1, column 2 '99999999999' is not the number of features");
    assertInvalid(SUMMARY, "1\n", "line 1 has 1 cell, expected rows,features,class names...");
    assertInvalid(
        SUMMARY,
        "1,1,a,b\n1,2\n",
        "line 2, column 2 '2' is not a label, expected a whole number 0 to 1");
  }

  @Test
  void readsOtherSeparators() throws IOException {
    assertThat(read(PLAIN.separator(' '), "1 2\n3 4\n").columns()).isEqualTo(2);
    assertThat(read(PLAIN.separator('\t'), "1\t2\n").values()).containsExactly(1, 2);
    assertThat(read(PLAIN.separator(';'), "1;2\n").values()).containsExactly(1, 2);
    for (char separator : new char[] {'1', '.', '-', 'e', '"', '\n', 'é'}) {
      assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.separator(separator));
    }
  }

  @Test
  void namesLineAndColumnOfWhatIsNoNumber() {
    assertInvalid(
        PLAIN, "1,2\n3,x4\n", "line 2, column 2 'x4' is not a number, expected one like -1.5e3");
    for (String cell : new String[] {"NaN", "Infinity", "1f", "0x10", "1e", "--1", "1.2.3", "e5"}) {
      assertInvalid(
          PLAIN,
          "1," + cell + "\n",
          "line 1, column 2 '" + cell + "' is not a number, expected one like -1.5e3");
    }
    assertInvalid(PLAIN, "1,1e39\n", "line 1, column 2 '1e39' is beyond a float's range of 3.4e38");
    assertInvalid(PLAIN, "1,\n", "line 1, column 2 is empty, expected a number");
    assertInvalid(PLAIN, "1, \n", "line 1, column 2 is empty, expected a number");
    assertInvalid(
        PLAIN, "1,\"2\"\n", "line 1, column 2 is quoted, expected a plain number without quotes");
    assertInvalid(
        PLAIN,
        "\u0000\u001b[31m\n",
        "line 1, column 1 '??[31m' is not a number, expected one like -1.5e3");
    assertInvalid(
        PLAIN,
        "9".repeat(65) + "\n",
        "line 1, column 1 '" + "9".repeat(40) + "...' is not a number, expected one like -1.5e3");
  }

  @Test
  void namesLineAndColumnOfWhatIsNoLabel() {
    for (String label : new String[] {"-1", "1.0", "65536", "99999999999999999999", "a"}) {
      assertInvalid(
          LABELED,
          "1,0\n1," + label + "\n",
          "line 2, column 2 '" + label + "' is not a label, expected a whole number 0 to 65535");
    }
  }

  @Test
  void refusesRowsOfOtherLengths() {
    assertInvalid(PLAIN, "1,2\n3\n", "line 2 has 1 cells, expected 2 as in line 1");
    assertInvalid(PLAIN, "1,2\n3,4,5\n", "line 2 has more than 2 cells, expected 2 as in line 1");
    assertInvalid(PLAIN, "1,2\n\n3,4\n", "line 2 is empty, expected a row of numbers");
    assertInvalid(PLAIN, "", "has no rows of numbers, expected at least one");
    assertInvalid(NAMED, "a,b\n", "has no rows of numbers, expected at least one");
    assertInvalid(LABELED, "1\n", "line 1 has only a label, expected numbers beside it");
    assertInvalid(
        PLAIN.labelColumn(4), "1,2\n", "line 1 has 2 cells, expected the label in column 5");
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.labelColumn(-1));
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] latin = "länge\n1\n".getBytes(ISO_8859_1);
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> NAMED.read(new ByteArrayInputStream(latin), "t.csv"))
        .withMessage("t.csv: line 1 is not text in UTF-8");
  }

  @Test
  void limitsLinesAndValues() throws IOException {
    assertInvalid(
        PLAIN,
        "1\n" + "1".repeat((1 << 20) + 1),
        "line 2 is longer than 1048576 bytes, expected a table of numbers");
    assertThat(read(PLAIN.limit(4), "1,2\n3,4\n").rows()).isEqualTo(2);
    assertInvalid(PLAIN.limit(3), "1,2\n3,4\n", "line 2, column 2 is value 4, expected at most 3");
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.limit(0));
  }

  @Test
  void readsManyRows() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(',').append(-i).append(',').append(i % 7).append('\n');
    }
    CsvTable table = read(LABELED, text.toString());
    assertThat(table.rows()).isEqualTo(20_000);
    assertThat(table.value(19_999, 1)).isEqualTo(-19_999);
    assertThat(table.labels()[19_998]).isEqualTo(19_998 % 7);
  }

  @Test
  void stopsABombEarly() throws Throwable {
    byte[] newlines = new byte[50_000_000];
    Arrays.fill(newlines, (byte) '\n');
    byte[] zeros = new byte[50_000_000];
    for (byte[] bomb : new byte[][] {Gzip.of(newlines), Gzip.of(zeros)}) {
      Allocation.atMost(
          8 << 20,
          () ->
              assertThatExceptionOfType(InvalidFileException.class)
                  .isThrownBy(() -> PLAIN.read(new ByteArrayInputStream(bomb), "bomb")));
    }
  }

  @Test
  void everyTruncationIsATableOrAnInvalidFile(@TempDir Path folder) throws IOException {
    byte[] plain = "3,2,a,b\n1.5,2,0\n-3e1,4,1\n5,6,1\n".getBytes(UTF_8);
    byte[] packed = Gzip.of(plain);
    Path file = folder.resolve("t.csv");
    for (byte[] whole : new byte[][] {plain, packed}) {
      int good = 0;
      for (int length = 0; length <= whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        try {
          assertThat(SUMMARY.read(file).rows()).isEqualTo(3);
          good++;
        } catch (InvalidFileException e) {
          assertThat(e).hasMessageStartingWith(file + ": ");
        }
      }
      // The plain one is also whole without its last line end.
      assertThat(good).isEqualTo(whole.length == packed.length ? 1 : 2);
    }
  }
}
