package org.phyllo.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.phyllo.runtime.InvalidFileException;

final class HostileSafetensorsTest {
  private static final String W = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir Path directory;

  /** Headers over 8 bytes of data, and a part of the message that each gives. */
  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("", "character 0: the header ends, expected more"),
        Arguments.of("[]", "'[', expected '{'"),
        Arguments.of("{", "the header ends, expected more"),
        Arguments.of("{" + W, "the header ends, expected more"),
        Arguments.of("{" + W + ",}", "'}', expected '\"'"),
        Arguments.of("{," + W + "}", "',', expected '\"'"),
        Arguments.of("{" + W + "}x", "'x', expected the end"),
        Arguments.of("{" + W + "}{}", "'{', expected the end"),
        Arguments.of("{" + W + "}\0", "'\\u0000', expected the end"),
        Arguments.of("{" + W + "," + W + "}", "'w' for the second time, expected each name once"),
        Arguments.of(
            "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}," + W + "}", "'a' for the second time"),
        Arguments.of("{\"__metadata__\":{\"a\":1}," + W + "}", "'1', expected '\"'"),
        Arguments.of("{\"__metadata__\":[]," + W + "}", "'[', expected '{'"),
        Arguments.of(
            "{\"__metadata__\":{},\"__metadata__\":{}," + W + "}", "'__metadata__' for the second"),
        Arguments.of("{\"w\":{}}", "tensor 'w' is incomplete"),
        Arguments.of("{\"w\":null}", "'n', expected '{'"),
        Arguments.of(entry("F32", "2", "0"), "tensor 'w' is incomplete"),
        Arguments.of(entry("F32", "2", "0,8,8"), "another number, expected at most 2"),
        Arguments.of(entry("F32", "2", "0,-8"), "no number that is acceptable"),
        Arguments.of(entry("F32", "-2", "0,8"), "no number that is acceptable"),
        Arguments.of(entry("F32", "2.0", "0,8"), "'.', expected ','"),
        Arguments.of(entry("F32", "2e0", "0,8"), "'e', expected ','"),
        Arguments.of(entry("F32", "02", "0,8"), "no number that is acceptable"),
        Arguments.of(entry("F32", "2,", "0,8"), "no number that is acceptable"),
        Arguments.of(entry("F32", ",2", "0,8"), "no number that is acceptable"),
        Arguments.of(entry("F32", "1 2", "0,8"), "'2', expected ','"),
        Arguments.of(entry("F32", "9999999999999999999", "0,8"), "no number that is acceptable"),
        Arguments.of(
            entry("F32", "1,".repeat(32) + "2", "0,8"), "another number, expected at most 32"),
        Arguments.of(entry("F32", "3", "0,8"), "tensor 'w' F32 [3] has 8 bytes, expected 4 for"),
        Arguments.of(entry("F32", "4611686018427387904,4", "0,0"), "no number that is acceptable"),
        Arguments.of(entry("F32", "4294967296,4294967296", "0,0"), "expected 4 for each value"),
        Arguments.of(entry("F32", "65536,65536,65536,65536,2", "0,8"), "expected 4 for each value"),
        Arguments.of(entry("F64", "2", "0,8"), "tensor 'w' F64 [2] has 8 bytes, expected 8 for"),
        Arguments.of(entry("F32", "2", "8,0"), "expected an end that is not before the beginning"),
        Arguments.of(entry("F32", "1", "0,5"), "has 5 bytes, expected 4 for each value"),
        Arguments.of(entry("F32", "1", "0,4"), "has 8 bytes of data after the header, expected 4"),
        Arguments.of(
            entry("F32", "1", "4,8"), "tensor 'w' lies at 4 to 8, expected it to begin at 0"),
        Arguments.of(
            entry("F32", "3", "0,12"),
            "lies at 0 to 12, expected it to begin at 0 and to end by 8"),
        Arguments.of(entry("F32", "250000000000", "0,1000000000000"), "expected less than 2 GiB"),
        Arguments.of(
            "{" + W + "," + W.replace("\"w\"", "\"v\"") + "}",
            "lies at 0 to 8, expected it to begin at 8"),
        Arguments.of(entry("F8", "2", "0,8"), "tensor 'w' is of type 'F8', expected one of [F64,"),
        Arguments.of(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":[]}}",
            "tensor 'w' has 'x', expected dtype, shape and data_offsets"),
        Arguments.of(
            "{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            "'dtype' for the second time"),
        Arguments.of("{\"w\\q\":{}}", "an unknown escape"),
        Arguments.of("{\"w\\u12", "the header ends inside a string"),
        Arguments.of("{\"w\\u12g4\":{}}", "'g' in an escape, expected a hexadecimal digit"),
        Arguments.of("{\"w\\u\u0661234\":{}}", "in an escape, expected a hexadecimal digit"),
        Arguments.of("{\"w\u0001\":{}}", "a control character in a string"),
        Arguments.of("{\"w\\n\":{}}", "a name with control characters"),
        Arguments.of("{\"" + "w".repeat(1001) + "\":{}}", "expected at most 1000 characters"),
        Arguments.of("{\"w\":" + "[".repeat(100_000), "'[', expected '{'"),
        Arguments.of("{\"w\":" + "{\"dtype\":".repeat(100_000), "'{', expected '\"'"));
  }

  private static String entry(String type, String shape, String offsets) {
    return "{\"w\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}}"
        .formatted(type, shape, offsets);
  }

  @ParameterizedTest
  @MethodSource("headers")
  void refusesTheHeader(String header, String message) throws IOException {
    Path file = SafetensorsFiles.write(directory, header, new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void refusesHeaderLengthsBeyondTheFile() throws IOException {
    byte[] header = ("{" + W + "}").getBytes(UTF_8);
    for (long length :
        new long[] {header.length + 9, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Path file = SafetensorsFiles.write(directory, length, header, new byte[8]);
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(InvalidFileException.class)
          .hasMessage(
              "%s: no safetensors file: the header would be %s bytes long, expected at most %d"
                  .formatted(file, Long.toUnsignedString(length), header.length + 8));
    }
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file =
        SafetensorsFiles.write(directory, 3, new byte[] {'{', (byte) 0xC3, '}'}, new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(InvalidFileException.class)
        .hasMessage(file + ": header is not UTF-8, expected JSON");
  }

  @Test
  void acceptsSpaceWhereJsonDoes() throws IOException {
    String header =
        " {\n"
            + "\t\"w\" : { \"dtype\" : \"F32\" , \"shape\" : [ 2 ] , \"data_offsets\" : [ 0 , 8 ] }"
            + " }\r"
            + " ";
    Path file = SafetensorsFiles.write(directory, header, new byte[8]);
    assertThat(Safetensors.read(file).tensor("w").floats()).containsExactly(0, 0);
  }

  @Test
  void anEmptyObjectIsAFileWithoutTensors() throws IOException {
    Path file = SafetensorsFiles.write(directory, "{}", new byte[0]);
    assertThat(Safetensors.read(file).names()).isEmpty();
  }

  /** Every file that ends early is refused, wherever it ends. */
  @Test
  void refusesEveryTruncation() throws IOException {
    Path file = valid();
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(InvalidFileException.class);
    int length = (int) Files.size(file) - 1;
    try (DamagedFile damaged = new DamagedFile(file)) {
      damaged.truncate(length);
      assertThat(Safetensors.read(file).names()).hasSize(2);
      while (length > 0) {
        damaged.truncate(--length);
        assertThatThrownBy(() -> Safetensors.read(file))
            .as("%d bytes", length)
            .isInstanceOf(InvalidFileException.class);
      }
    }
  }

  /**
   * Whatever bit of length and header is flipped, the file is refused or its tensors are the same
   * but for what the header says of names and types.
   */
  @Test
  void refusesOrSurvivesEveryFlippedBit() throws IOException {
    Path file = valid();
    int dataStart = (int) Files.size(file) - 12 * Float.BYTES;
    int refused = 0;
    try (DamagedFile damaged = new DamagedFile(file)) {
      for (int bit = 0; bit < dataStart * Byte.SIZE; bit++) {
        damaged.flip(bit);
        try {
          Safetensors contents = Safetensors.read(file);
          List<String> names = List.copyOf(contents.names());
          assertThat(names).as("bit %d", bit).hasSize(2);
          assertThat(contents.tensor(names.get(0)).size()).isEqualTo(10);
          assertThat(contents.tensor(names.get(1)).size()).isEqualTo(2);
        } catch (InvalidFileException expected) {
          assertThat(expected).hasMessageStartingWith(file + ": ");
          refused++;
        }
        damaged.flip(bit);
      }
    }
    assertThat(refused).isGreaterThan(dataStart * Byte.SIZE / 2);
  }

  private Path valid() throws IOException {
    Path file = directory.resolve("valid.safetensors");
    float[] values = new float[12];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + i;
    }
    new SafetensorsWriter()
        .metadata("network", "Digits")
        .tensor("hidden.weight", new int[] {5, 2}, values, 0)
        .tensor("hidden.bias", new int[] {2}, values, 10)
        .write(file);
    return file;
  }
}
