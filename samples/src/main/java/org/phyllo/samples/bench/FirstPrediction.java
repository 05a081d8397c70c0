package org.phyllo.samples.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.phyllo.samples.network.LeNet5Model;

/** A program that loads a LeNet-5, predicts an image, prints the scores and ends. */
final class FirstPrediction {
  private FirstPrediction() {}

  /**
   * Runs it.
   *
   * @param args the file of the saved model
   * @throws IOException if it can't be read
   */
  public static void main(String[] args) throws IOException {
    LeNet5Model model = LeNet5Model.load(Path.of(args[0]));
    System.out.println(scores(model));
  }

  /** The scores of an image that is white all over. */
  static String scores(LeNet5Model model) {
    float[] pixels = new float[model.info().inputSize()];
    Arrays.fill(pixels, 1);
    return Arrays.toString(model.predict(pixels));
  }
}
