package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.phyllo.data.Dataset;
import org.phyllo.data.Mnist;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.samples.network.BookDigitsModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads MNIST's test images with weights that somebody else has trained. */
@Command(
    name = "pretrained",
    header = "Reads MNIST with ready-made weights of the book \"Deep Learning from Scratch\".",
    description = {
      "",
      "The network of the book's chapter 3, 784-50-100-10 with sigmoids, over the "
          + "10,000 test images: one image at a time, and in batches of 100.",
      "",
      "What to learn from it: a network is its shape and its weights, wherever they "
          + "come from; one by one and in batches it gives the same answers, in different "
          + "times.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  phyllo pretrained --data mnist --weights sample_weight.safetensors",
      "",
      "What comes out: the count of right answers in both ways; if there is a file "
          + "NAME.pred.u8 beside the weights' NAME.safetensors, a byte per image, whether "
          + "all labels equal it. The last line:",
      "  test accuracy 0.9352 (9352 of 10000)"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PretrainedCommand implements Callable<Integer> {
  private static final int BATCH = 100;
  private static final double NANOS = 1e-9;
  private static final String WEIGHTS_ENDING = ".safetensors";
  private static final String LABELS_ENDING = ".pred.u8";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "A folder with MNIST's two files of test images.")
  private Path data;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description = "The book's weights as safetensors: W1, b1, W2, b2, W3, b3, inputs first.")
  private Path weights;

  @Override
  public Integer call() throws IOException {
    BookDigitsModel model = BookWeights.read(weights);
    Dataset images = Mnist.testFromFolder(data);
    System.out.println(RunHeader.network(model.info()));
    int[] single = oneByOne(model, images);
    int[] batched = inBatches(model, images);
    boolean agree = Arrays.equals(single, batched);
    System.out.println(
        agree ? "both gave the same labels" : "one by one and batches gave DIFFERENT labels");
    agree &= compareWithFile(single);
    int right = countRight(images, single);
    System.out.printf(
        Locale.ROOT,
        "test accuracy %.4f (%d of %d)%n",
        (double) right / images.size(),
        right,
        images.size());
    return agree ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static int[] oneByOne(BookDigitsModel model, Dataset images) {
    long start = System.nanoTime();
    int[] labels = new int[images.size()];
    float[] pixels = new float[images.inputSize()];
    for (int i = 0; i < labels.length; i++) {
      images.readInput(i, pixels, 0);
      labels[i] = model.classify(pixels);
    }
    tell("one by one", images, labels, start);
    return labels;
  }

  private static int[] inBatches(BookDigitsModel model, Dataset images) {
    long start = System.nanoTime();
    int size = images.inputSize();
    int classes = model.info().outputSize();
    int[] labels = new int[images.size()];
    for (int first = 0; first < labels.length; first += BATCH) {
      int count = Math.min(BATCH, labels.length - first);
      float[] pixels = new float[count * size];
      float[] scores = new float[count * classes];
      for (int i = 0; i < count; i++) {
        images.readInput(first + i, pixels, i * size);
      }
      model.predict(pixels, count, scores);
      for (int i = 0; i < count; i++) {
        labels[first + i] = indexOfLargest(scores, i * classes, classes);
      }
    }
    tell("in batches of " + BATCH, images, labels, start);
    return labels;
  }

  private static int indexOfLargest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static void tell(String how, Dataset images, int[] labels, long start) {
    double seconds = (System.nanoTime() - start) * NANOS;
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d right, %.2f s%n",
        how,
        countRight(images, labels),
        labels.length,
        seconds);
  }

  private static int countRight(Dataset images, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += labels[i] == images.label(i) ? 1 : 0;
    }
    return right;
  }

  /** Whether the labels are those of the file beside the weights, if there is one. */
  private boolean compareWithFile(int[] labels) throws IOException {
    String name = weights.getFileName().toString();
    if (!name.endsWith(WEIGHTS_ENDING)) {
      return true;
    }
    String stem = name.substring(0, name.length() - WEIGHTS_ENDING.length());
    Path file = weights.resolveSibling(stem + LABELS_ENDING);
    if (!Files.exists(file)) {
      return true;
    }
    if (Files.size(file) != labels.length) {
      throw new InvalidFileException(
          file, "has %d bytes, expected %d".formatted(Files.size(file), labels.length));
    }
    byte[] expected = Files.readAllBytes(file);
    int different = 0;
    for (int i = 0; i < labels.length; i++) {
      different += labels[i] == expected[i] ? 0 : 1;
    }
    System.out.println(
        different == 0
            ? "all %d labels equal %s".formatted(labels.length, file.getFileName())
            : "%d labels DIFFER from %s".formatted(different, file.getFileName()));
    return different == 0;
  }
}
