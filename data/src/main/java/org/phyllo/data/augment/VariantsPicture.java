package org.phyllo.data.augment;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.file.AtomicFile;

/**
 * A picture of augmented images, to judge ranges by eye: a row for each of a few samples, first the
 * image itself, then how it looks in the epochs 1, 2 and so on.
 */
public final class VariantsPicture {
  /** Pixels of the picture for each of an image's. */
  private static final int ZOOM = 3;

  private static final int GAP = 2 * ZOOM;
  private static final int MOST_PIXELS = 1 << 28;

  private VariantsPicture() {}

  /**
   * Writes the picture as a PNG file, in gray or, for three channels, in red, green and blue. Black
   * is 0, and white the largest value of the images themselves. A file that exists is replaced.
   *
   * @param file the PNG file
   * @param images what {@link Augmentation#over} gave, of shape {@code [1 or 3, height, width]}
   * @param samples the number of rows, 1 to the number of images
   * @param epochs the number of columns after the first, at least 1
   * @throws IllegalArgumentException if the shape is another, or a number is out of range
   * @throws IOException if writing fails
   */
  public static void write(Path file, Examples images, int samples, int epochs) throws IOException {
    int[] shape = images.inputShape();
    if (shape.length != 3 || (shape[0] != 1 && shape[0] != 3)) {
      throw new IllegalArgumentException(
          "VariantsPicture: inputs have shape "
              + Arrays.toString(shape)
              + ", expected images [1 or 3, height, width]");
    }
    if (samples < 1 || samples > images.size()) {
      throw new IllegalArgumentException(
          "VariantsPicture: " + samples + " samples, expected 1 to " + images.size());
    }
    long height = samples * ((long) ZOOM * shape[1] + GAP) + GAP;
    long width = (epochs + 1L) * ((long) ZOOM * shape[2] + GAP) + GAP;
    if (epochs < 1 || height > MOST_PIXELS / width) {
      throw new IllegalArgumentException(
          "VariantsPicture: "
              + epochs
              + " epochs, expected at least 1 and less than 2^28 pixels in all");
    }
    int type = shape[0] == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage picture = new BufferedImage((int) width, (int) height, type);
    float white = largest(images, samples);
    float[] image = new float[shape[0] * shape[1] * shape[2]];
    for (int epoch = 0; epoch <= epochs; epoch++) {
      Examples shown = epoch == 0 ? images : images.inEpoch(epoch);
      for (int sample = 0; sample < samples; sample++) {
        shown.readInput(sample, image, 0);
        int top = GAP + sample * (ZOOM * shape[1] + GAP);
        int left = GAP + epoch * (ZOOM * shape[2] + GAP);
        draw(image, shape, white, picture.getRaster(), top, left);
      }
    }
    AtomicFile.write(
        file,
        out -> {
          // not ImageIO's cache file, whose shutdown hook comes too late after Ctrl-C
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", stream)) {
              throw new IOException(file + ": this Java runtime can't write PNG");
            }
          }
        });
  }

  private static float largest(Examples images, int samples) {
    int[] shape = images.inputShape();
    float[] image = new float[shape[0] * shape[1] * shape[2]];
    float largest = Float.MIN_NORMAL;
    for (int sample = 0; sample < samples; sample++) {
      images.readInput(sample, image, 0);
      for (float value : image) {
        largest = Math.max(largest, value);
      }
    }
    return largest;
  }

  private static void draw(
      float[] image, int[] shape, float white, WritableRaster into, int top, int left) {
    int height = shape[1];
    int width = shape[2];
    for (int band = 0; band < shape[0]; band++) {
      for (int y = 0; y < ZOOM * height; y++) {
        for (int x = 0; x < ZOOM * width; x++) {
          float value = image[(band * height + y / ZOOM) * width + x / ZOOM];
          int level = Math.round(255 * Math.clamp(value / white, 0f, 1f));
          into.setSample(left + x, top + y, band, level);
        }
      }
    }
  }
}
