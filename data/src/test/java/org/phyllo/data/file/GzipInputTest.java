package org.phyllo.data.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.phyllo.data.Gzip;
import org.phyllo.runtime.InvalidFileException;

class GzipInputTest {
  private static final byte[] HELLO = Gzip.of("hello".getBytes(US_ASCII));

  private static byte[] unpack(byte[]... parts) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      file.write(part);
    }
    try (InputStream in =
        FileBytes.unpacked(new ByteArrayInputStream(file.toByteArray()), Path.of("data.gz"))) {
      return in.readAllBytes();
    }
  }

  private static void assertInvalid(byte[] packed, String problem) {
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> unpack(packed))
        .withMessage("data.gz: " + problem);
  }

  private static byte[] changed(int at, int value) {
    byte[] packed = HELLO.clone();
    packed[at] = (byte) value;
    return packed;
  }

  @Test
  void inflates() throws IOException {
    assertThat(unpack(HELLO)).asString(US_ASCII).isEqualTo("hello");
    assertThat(unpack(Gzip.of(new byte[1 << 20]))).hasSize(1 << 20);
  }

  @Test
  void inflatesMembersOneAfterTheOther() throws IOException {
    assertThat(unpack(HELLO, Gzip.of(new byte[0]), HELLO))
        .asString(US_ASCII)
        .isEqualTo("hellohello");
  }

  @Test
  void skipsNamesCommentsAndExtraFields() throws IOException {
    byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0};
    byte[] fields = {3, 0, 1, 2, 3, 'n', 'a', 'm', 'e', 0, 'c', 0, 9, 9};
    byte[] rest = Arrays.copyOfRange(HELLO, 10, HELLO.length);
    assertThat(unpack(header, fields, rest)).asString(US_ASCII).isEqualTo("hello");
  }

  @Test
  void plainDataPassThrough() throws IOException {
    assertThat(unpack("1,2".getBytes(US_ASCII))).asString(US_ASCII).isEqualTo("1,2");
    assertThat(unpack(new byte[] {0x1f})).containsExactly(0x1f);
    assertThat(unpack(new byte[0])).isEmpty();
  }

  @Test
  void manyEmptyMembersDontOverflowTheStack() throws IOException {
    byte[] empty = Gzip.of(new byte[0]);
    byte[][] parts = new byte[100_000][];
    Arrays.fill(parts, empty);
    assertThat(unpack(parts)).isEmpty();
  }

  @Test
  void refusesWrongChecksumsAndLengths() {
    int end = HELLO.length;
    assertInvalid(
        changed(end - 8, HELLO[end - 8] ^ 1),
        "byte " + (end - 4) + ": gzip checksum 3610a687, but the data give 3610a686");
    assertInvalid(changed(end - 4, 6), "byte " + end + ": gzip length 6, but the data are 5 bytes");
  }

  @Test
  void refusesOddHeaders() {
    assertInvalid(changed(2, 7), "byte 3: compression method 7, expected 8 (deflate)");
    assertInvalid(changed(3, 0x80), "byte 4: gzip flags 0x80 are reserved");
  }

  @Test
  void refusesDamagedData() {
    byte[] packed = HELLO.clone();
    Arrays.fill(packed, 10, 15, (byte) 0xff);
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> unpack(packed))
        .withMessageMatching("data.gz: byte \\d+: its compressed data are damaged");
  }

  @Test
  void refusesWhatFollows() {
    for (String more : new String[] {"x", "more"}) {
      assertThatExceptionOfType(InvalidFileException.class)
          .isThrownBy(() -> unpack(HELLO, more.getBytes(US_ASCII)))
          .withMessage(
              "data.gz: byte "
                  + HELLO.length
                  + ": unexpected bytes after the end of its compressed data");
    }
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> unpack(HELLO, new byte[] {0x1f}))
        .withMessageContaining("the file ends inside a gzip header or checksum");
  }
}
