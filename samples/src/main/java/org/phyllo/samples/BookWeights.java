package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.runtime.file.DataType;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.TensorEntry;
import org.phyllo.samples.network.BookDigitsModel;

/**
 * Reads the book's weights: tensors {@code W1, b1, W2, b2, W3, b3}, a layer's weights as {@code
 * [inputs, units]}, the transpose of what a declared network has.
 */
final class BookWeights {
  /** A layer of the network, and the number of its tensors in the file. */
  private record Layer(String name, int number, int inputs, int units) {
    String weight() {
      return "W" + number;
    }

    String bias() {
      return "b" + number;
    }
  }

  private static final List<Layer> LAYERS =
      List.of(
          new Layer("hidden1", 1, 784, 50),
          new Layer("hidden2", 2, 50, 100),
          new Layer("scores", 3, 100, 10));

  private BookWeights() {}

  static BookDigitsModel read(Path file) throws IOException {
    Safetensors tensors = Safetensors.read(file, entries -> check(file, entries));
    BookDigitsModel model = BookDigitsModel.create(0);
    for (Layer layer : LAYERS) {
      float[] weights = tensors.tensor(layer.weight()).floats();
      model.setParameter(layer.name + ".weight", transposed(weights, layer.inputs, layer.units));
      model.setParameter(layer.name + ".bias", tensors.tensor(layer.bias()).floats());
    }
    return model;
  }

  private static void check(Path file, List<TensorEntry> entries) throws InvalidFileException {
    for (Layer layer : LAYERS) {
      check(file, entries, layer.weight(), layer.inputs, layer.units);
      check(file, entries, layer.bias(), layer.units);
    }
  }

  private static void check(Path file, List<TensorEntry> entries, String name, long... shape)
      throws InvalidFileException {
    for (TensorEntry entry : entries) {
      if (entry.name().equals(name)) {
        if (!Arrays.equals(entry.shape(), shape) || entry.type() != DataType.F32) {
          throw new InvalidFileException(
              file, "tensor %s, expected F32 %s".formatted(entry, Arrays.toString(shape)));
        }
        return;
      }
    }
    throw new InvalidFileException(
        file, "has no tensor '%s', expected one of %s".formatted(name, Arrays.toString(shape)));
  }

  /** Turns {@code [rows, columns]} into {@code [columns, rows]}. */
  private static float[] transposed(float[] values, int rows, int columns) {
    float[] transposed = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = values[row * columns + column];
      }
    }
    return transposed;
  }
}
