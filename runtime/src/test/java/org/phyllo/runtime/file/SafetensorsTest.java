package org.phyllo.runtime.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsTest {
  @TempDir Path directory;

  @Test
  void readsWhatWasWritten() throws IOException {
    Path file = directory.resolve("model.safetensors");
    float[] values = {9, 1, -2, 3.5f, Float.MIN_VALUE, -0f, Float.MAX_VALUE, 7};
    new SafetensorsWriter()
        .metadata("network", "a \"quoted\" \\ name\n\u00e9\u4e2d")
        .tensor("hidden.weight", new int[] {2, 3}, values, 1)
        .tensor("hidden.bias", new int[] {1}, values, 0)
        .tensor("none", new int[] {0, 5}, values, 0)
        .write(file);
    Safetensors contents = Safetensors.read(file);
    assertThat(contents.metadata()).containsEntry("network", "a \"quoted\" \\ name\n\u00e9\u4e2d");
    assertThat(contents.names()).containsExactly("hidden.weight", "hidden.bias", "none");
    StoredTensor weight = contents.tensor("hidden.weight");
    assertThat(weight.type()).isEqualTo(DataType.F32);
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.floats()).containsExactly(1, -2, 3.5f, Float.MIN_VALUE, -0f, Float.MAX_VALUE);
    assertThat(weight.doubles()[2]).isEqualTo(3.5);
    assertThat(weight).hasToString("'hidden.weight' F32 [2, 3]");
    assertThat(contents.tensor("hidden.bias").floats()).containsExactly(9);
    assertThat(contents.tensor("none").floats()).isEmpty();
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    Path file = directory.resolve("model.safetensors");
    new SafetensorsWriter().tensor("w", new int[] {1}, new float[] {1}, 0).write(file);
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    String padded = header + " ".repeat(56 - header.length());
    ByteBuffer expected = ByteBuffer.allocate(8 + 56 + 4).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(56).put(padded.getBytes(UTF_8)).putFloat(1);
    assertThat(Files.readAllBytes(file)).containsExactly(expected.array());
  }

  @Test
  void tensorsLargerThanAChunkArriveWhole() throws IOException {
    Path file = directory.resolve("large.safetensors");
    float[] values = new float[(1 << 18) + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    new SafetensorsWriter().tensor("w", new int[] {values.length}, values, 0).write(file);
    assertThat(Safetensors.read(file).tensor("w").floats()).isEqualTo(values);
  }

  @Test
  void readsEveryType() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(2 * (8 + 4 + 2 + 2 + 8 + 4));
    data.order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(0.1).putDouble(-1e300);
    data.putFloat(0.25f).putFloat(-3);
    data.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-0.125f));
    data.putShort((short) (Float.floatToIntBits(2.5f) >>> 16)).putShort((short) 0xBF80);
    data.putLong(1L << 40).putLong(-5);
    data.putInt(7).putInt(Integer.MIN_VALUE);
    StringBuilder header = new StringBuilder("{");
    int at = 0;
    for (DataType type : DataType.values()) {
      int end = at + 2 * type.bytes();
      header.append(
          "%s\"%s\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[%d,%d]}"
              .formatted(at == 0 ? "" : ",", type, type, at, end));
      at = end;
    }
    Path file = SafetensorsFiles.write(directory, header + "}", data.array());
    Safetensors contents = Safetensors.read(file);
    assertThat(contents.tensor("F64").doubles()).containsExactly(0.1, -1e300);
    assertThat(contents.tensor("F64").floats()).containsExactly(0.1f, Float.NEGATIVE_INFINITY);
    assertThat(contents.tensor("F32").floats()).containsExactly(0.25f, -3);
    assertThat(contents.tensor("F16").floats()).containsExactly(1.5f, -0.125f);
    assertThat(contents.tensor("BF16").floats()).containsExactly(2.5f, -1);
    assertThat(contents.tensor("I64").doubles()).containsExactly(1L << 40, -5);
    assertThat(contents.tensor("I32").ints()).containsExactly(7, Integer.MIN_VALUE);
    assertThatThrownBy(() -> contents.tensor("I64").ints()).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> contents.tensor("I32").floats())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + ": tensor 'I32' I32 [2], expected a floating-point type");
    assertThatThrownBy(() -> contents.tensor("F32").ints())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    Path file = directory.resolve("model.safetensors");
    new SafetensorsWriter().tensor("w", new int[] {1}, new float[1], 0).write(file);
    Safetensors contents = Safetensors.read(file);
    assertThatThrownBy(() -> contents.tensor("v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": no tensor 'v', expected one of [w]");
    assertThatThrownBy(() -> Safetensors.read(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void writerRefusesWhatReadersWould() {
    SafetensorsWriter writer = new SafetensorsWriter().tensor("w", new int[] {1}, new float[1], 0);
    assertThatThrownBy(() -> writer.tensor("w", new int[] {1}, new float[1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor 'w' was added before");
    assertThatThrownBy(() -> writer.tensor("v", new int[] {2, 3}, new float[6], 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** A file that another implementation wrote. */
  @Test
  void readsFilesOfPython() throws IOException {
    Path file = Path.of(System.getProperty("phyllo.oracle", ""), "dense_relu/tensors.safetensors");
    Assumptions.assumeTrue(Files.exists(file), "needs the folder of -Dphyllo.oracle");
    Safetensors contents = Safetensors.read(file);
    assertThat(contents.tensor("x").type()).isEqualTo(DataType.F32);
    assertThat(contents.tensor("y").ints()).hasSize(contents.tensor("x").shape()[0]);
    assertThat(contents.tensor("loss").doubles()).hasSize(1);
  }
}
