package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.file.DataType;
import org.phyllo.runtime.file.Safetensors;
import org.phyllo.runtime.file.TensorEntry;

/**
 * Reads the book's weights: tensors {@code W1, b1, W2, b2} and so on, layer by layer. A
 * convolution's are laid out as in a declared network, {@code [filters, channels, height, width]};
 * those of a layer of weighted sums are {@code [inputs, units]}, the transpose.
 */
final class BookWeights {
  private BookWeights() {}

  /** Reads a file as the network that its first weights fit. */
  static Model read(Path file) throws IOException {
    Safetensors tensors = Safetensors.read(file, entries -> check(file, entries));
    long[] first = longs(tensors.tensor(name(0)).shape());
    Model model = fitting(first).orElseThrow().fresh();
    List<ParameterInfo> parameters = model.info().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      float[] values = tensors.tensor(name(i)).floats();
      int[] shape = parameters.get(i).shape();
      model.setParameter(
          parameters.get(i).name(),
          shape.length == 2 ? transposed(values, shape[1], shape[0]) : values);
    }
    return model;
  }

  private static void check(Path file, List<TensorEntry> entries) throws InvalidFileException {
    TensorEntry first = entry(file, entries, name(0));
    BookNetwork network = fitting(first.shape()).orElseThrow(() -> unknown(file, first));
    List<ParameterInfo> parameters = network.info().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      TensorEntry entry = entry(file, entries, name(i));
      long[] shape = storedShape(parameters.get(i));
      if (!Arrays.equals(entry.shape(), shape) || entry.type() != DataType.F32) {
        throw new InvalidFileException(
            file, "tensor %s, expected F32 %s".formatted(entry, Arrays.toString(shape)));
      }
    }
  }

  private static Optional<BookNetwork> fitting(long[] first) {
    return Arrays.stream(BookNetwork.values())
        .filter(network -> Arrays.equals(first, firstShape(network)))
        .findFirst();
  }

  private static InvalidFileException unknown(Path file, TensorEntry first) {
    String known =
        Arrays.stream(BookNetwork.values())
            .map(network -> Arrays.toString(firstShape(network)))
            .collect(Collectors.joining(" or "));
    return new InvalidFileException(file, "tensor %s, expected F32 %s".formatted(first, known));
  }

  private static TensorEntry entry(Path file, List<TensorEntry> entries, String name)
      throws InvalidFileException {
    for (TensorEntry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    throw new InvalidFileException(
        file,
        "has no tensor '%s', only %s"
            .formatted(name, entries.stream().map(TensorEntry::name).toList()));
  }

  private static long[] firstShape(BookNetwork network) {
    return storedShape(network.info().parameters().getFirst());
  }

  /** The shape that a parameter has in the file. */
  private static long[] storedShape(ParameterInfo parameter) {
    int[] shape = parameter.shape();
    return shape.length == 2 ? new long[] {shape[1], shape[0]} : longs(shape);
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  /** The book's name of a network's parameter; each layer has weights and a bias. */
  private static String name(int parameter) {
    return (parameter % 2 == 0 ? "W" : "b") + (parameter / 2 + 1);
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
