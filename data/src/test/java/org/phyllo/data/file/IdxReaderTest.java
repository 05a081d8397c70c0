package org.phyllo.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Allocation;
import org.phyllo.data.Gzip;
import org.phyllo.data.Idx;
import org.phyllo.runtime.InvalidFileException;

class IdxReaderTest {
  private static final byte[] SIX = {0, 1, 2, 127, (byte) 128, (byte) 255};
  private static final byte[] GOOD = Idx.of(SIX, 2, 3, 1);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("images");
  }

  private IdxArray read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return IdxReader.read(file);
  }

  private void assertInvalid(byte[] bytes, String problem) throws IOException {
    Files.write(file, bytes);
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> IdxReader.read(file))
        .withMessage(file + ": " + problem);
  }

  @Test
  void readsPlainFiles() throws IOException {
    IdxArray array = read(GOOD);
    assertThat(array.shape()).containsExactly(2, 3, 1);
    assertThat(array.size()).isEqualTo(6);
    assertThat(array.toInts()).containsExactly(0, 1, 2, 127, 128, 255);
    assertThat(array.toFloats()).containsExactly(0, 1, 2, 127, 128, 255);
    assertThat(array.value(5)).isEqualTo(255);
    assertThat(array.source()).isEqualTo(file);
    assertThat(array).hasToString(file + " [2, 3, 1]");
  }

  @Test
  void readsGzipFilesWhateverTheirName() throws IOException {
    assertThat(read(Gzip.of(GOOD)).toInts()).containsExactly(0, 1, 2, 127, 128, 255);
  }

  @Test
  void readsMoreThanOneChunk() throws IOException {
    byte[] values = new byte[(1 << 20) * 5 / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ((i * 31) >> 3);
    }
    IdxArray array = read(Gzip.of(Idx.of(values, 5, 1 << 19)));
    byte[] read = new byte[array.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = (byte) array.value(i);
    }
    assertThat(read).isEqualTo(values);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    for (byte[] whole : new byte[][] {GOOD, Gzip.of(GOOD)}) {
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatExceptionOfType(InvalidFileException.class)
            .as("cut off after " + length)
            .isThrownBy(() -> IdxReader.read(file))
            .withMessageStartingWith(file + ": ");
      }
    }
  }

  @Test
  void saysWhereATruncatedFileEnds() throws IOException {
    assertInvalid(new byte[0], "the file ends before the magic number of its IDX header");
    assertInvalid(
        Arrays.copyOf(GOOD, 9), "the file ends before the extent of dimension 1 of its IDX header");
    assertInvalid(
        Arrays.copyOf(GOOD, 20),
        "byte 20: the file ends after 4 values, expected 6 as its header says [2, 3, 1]");
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] longer = Arrays.copyOf(GOOD, GOOD.length + 1);
    String problem = "byte 22: more bytes follow, expected the end after 6 values [2, 3, 1]";
    assertInvalid(longer, problem);
    assertInvalid(Gzip.of(longer), problem);
    byte[] packed = Gzip.of(GOOD);
    assertInvalid(
        Arrays.copyOf(packed, packed.length + 1),
        "byte " + packed.length + ": unexpected bytes after the end of its compressed data");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertInvalid(
        "PK\3\4 and so on".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "byte 0: starts with 50 4b 03 04, expected the IDX magic number 00 00 08 and the number of"
            + " dimensions");
    assertInvalid(
        new byte[] {0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0},
        "byte 2: values are 32-bit floats (type 0x0d), expected unsigned bytes (type 0x08)");
    assertInvalid(
        new byte[] {0, 0, 0x07, 1},
        "byte 2: values are of unknown type 0x07, expected unsigned bytes (type 0x08)");
    for (int dimensions : new int[] {0, 9, 255}) {
      assertInvalid(
          new byte[] {0, 0, 8, (byte) dimensions},
          "byte 3: " + dimensions + " dimensions, expected 1 to 8");
    }
  }

  @Test
  void refusesExtentsThatAreNone() throws IOException {
    assertInvalid(Idx.of(SIX, 2, 0), "byte 8: dimension 1 is 0, expected 1 to 2147483647");
    assertInvalid(Idx.of(SIX, -1), "byte 4: dimension 0 is 4294967295, expected 1 to 2147483647");
    assertInvalid(
        Idx.of(SIX, Integer.MIN_VALUE),
        "byte 4: dimension 0 is 2147483648, expected 1 to 2147483647");
  }

  @Test
  void refusesClaimsBeforeItAllocates() throws Throwable {
    int most = Integer.MAX_VALUE;
    Files.write(file, Idx.of(SIX, most, most, most, most, most, most, most, most));
    Allocation.atMost(
        1 << 20,
        () ->
            assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessage(
                    file
                        + ": byte 4: the header claims [2147483647]... = 2147483647 values or more,"
                        + " expected at most 1073741824"));
    // 65536 * 65536 is 0 in an int.
    assertInvalid(
        Idx.of(SIX, 1 << 16, 1 << 16),
        "byte 8: the header claims [65536, 65536] = 4294967296 values or more, expected at most"
            + " 1073741824");
  }

  @Test
  void allocatesOnlyForValuesThatArrive() throws Throwable {
    Files.write(file, Idx.of(SIX, 1 << 30));
    Allocation.atMost(
        1 << 22,
        () ->
            assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> IdxReader.read(file)));
  }

  @Test
  void inflatesABombNoFurtherThanItsClaim() throws Throwable {
    byte[] bomb = Gzip.of(Idx.of(new byte[100_000_000], 6));
    Files.write(file, bomb);
    Allocation.atMost(
        1 << 22,
        () ->
            assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> IdxReader.read(file))
                .withMessage(
                    file + ": byte 14: more bytes follow, expected the end after 6 values [6]"));
  }

  @Test
  void keepsToAGivenLimit() throws IOException {
    Files.write(file, GOOD);
    assertThat(IdxReader.read(file, 6).size()).isEqualTo(6);
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> IdxReader.read(file, 5))
        .withMessage(
            file + ": byte 8: the header claims [2, 3]... = 6 values or more, expected at most 5");
    assertThatIllegalArgumentException().isThrownBy(() -> IdxReader.read(file, 0));
  }

  @Test
  void noDamagedByteGivesAnotherException() throws IOException {
    byte[] packed = Gzip.of(GOOD);
    for (byte[] whole : new byte[][] {GOOD, packed}) {
      for (int at = 0; at < whole.length; at++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] damaged = whole.clone();
          damaged[at] ^= (byte) (1 << bit);
          Files.write(file, damaged);
          try {
            IdxArray array = IdxReader.read(file);
            assertThat(array.size()).isEqualTo(6);
            if (whole.length == packed.length) {
              // Only what gzip says about the file, such as its time, may change unnoticed.
              assertThat(array.toInts()).containsExactly(0, 1, 2, 127, 128, 255);
            }
          } catch (InvalidFileException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
          }
        }
      }
    }
  }

  @Test
  void namesAMissingFile() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> IdxReader.read(file))
        .withMessageContaining("images");
  }
}
