package org.phyllo.samples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A data set in MNIST's format that takes no time: of every class so many images, each a bar whose
 * place tells the class.
 */
final class TinyImages {
  private static final int CLASSES = 10;
  private static final int SIDE = 28;
  private static final int IMAGES = 0x803; // IDX: bytes in three dimensions
  private static final int LABELS = 0x801;

  private TinyImages() {}

  /** Writes the four files into a folder. */
  static Path in(Path folder, int trainOfEach, int testOfEach) throws IOException {
    write(folder, "train", trainOfEach);
    write(folder, "t10k", testOfEach);
    return folder;
  }

  private static void write(Path folder, String part, int ofEach) throws IOException {
    int count = CLASSES * ofEach;
    ByteBuffer images = ByteBuffer.allocate(4 * Integer.BYTES + count * SIDE * SIDE);
    ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + count);
    images.putInt(IMAGES).putInt(count).putInt(SIDE).putInt(SIDE);
    labels.putInt(LABELS).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      labels.put((byte) label);
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int row = pixel / SIDE;
        int column = pixel % SIDE;
        boolean bar = row / 2 == label + 2 && column >= 4 && column < 24;
        images.put((byte) (bar ? 255 - i / CLASSES : 0));
      }
    }
    Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
