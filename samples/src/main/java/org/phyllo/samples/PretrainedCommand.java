package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.phyllo.data.Dataset;
import org.phyllo.data.Mnist;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.runtime.Model;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads MNIST's test images with weights that somebody else has trained. */
@Command(
    name = "pretrained",
    header = "Reads MNIST with ready-made weights of the book \"Deep Learning from Scratch\".",
    description = {
      "",
      "The network of the book's chapter 3, 784-50-100-10 with sigmoids, or the "
          + "convolutional one of its chapter 7, over the 10,000 test images: one image at "
          + "a time, and in batches of 100. With a folder of weights, all that are known.",
      "",
      "What to learn from it: a network is its shape and its weights, wherever they "
          + "come from; one by one and in batches it gives the same answers, in different "
          + "times.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo pretrained --data mnist --weights sample_weight.safetensors",
      "  phyllo pretrained --data mnist --weights dlfs-sample-weight",
      "",
      "What comes out: the count of right answers in both ways; if there is a file "
          + "NAME.pred.u8 beside the weights' NAME.safetensors, a byte per image, whether "
          + "all labels equal it. The last line:",
      "  test accuracy 0.9352 (9352 of 10000)",
      "With a folder a line for each of sample_weight, simple_convnet, deep_convnet, and "
          + "their versions of 2016, that is in it:",
      "  simple_convnet: test accuracy 0.9600 (9600 of 10000), all 10000 labels equal",
      "  simple_convnet.pred.u8"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PretrainedCommand implements Callable<Integer> {
  private static final int BATCH = 100;
  private static final double NANOS = 1e-9;
  private static final String WEIGHTS_ENDING = ".safetensors";

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
      description =
          "The book's weights as safetensors: W1, b1, W2, b2, W3, b3, inputs first; or a folder"
              + " with such files.")
  private Path weights;

  @Override
  public Integer call() throws IOException {
    boolean agree = Files.isDirectory(weights) ? readAll() : readOne();
    return agree ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** Reads the images with every file of the folder that there is a network for. */
  private boolean readAll() throws IOException {
    List<Path> files =
        Arrays.stream(BookNetwork.values())
            .flatMap(network -> network.files().stream())
            .map(name -> weights.resolve(name + WEIGHTS_ENDING))
            .filter(Files::exists)
            .toList();
    if (files.isEmpty()) {
      throw new InvalidFileException(
          weights, "holds no weights, expected sample_weight%s".formatted(WEIGHTS_ENDING));
    }
    Dataset images = Mnist.testFromFolder(data);
    boolean agree = true;
    for (Path file : files) {
      int[] labels = inBatches(BookWeights.read(file), images);
      ExpectedLabels.Comparison compared = ExpectedLabels.compare(file, labels);
      agree &= compared == null || compared.equal();
      String name = file.getFileName().toString();
      System.out.printf(
          "%s: %s%s%n",
          name.substring(0, name.length() - WEIGHTS_ENDING.length()),
          accuracy(images, labels),
          compared == null ? "" : ", " + compared);
    }
    return agree;
  }

  private boolean readOne() throws IOException {
    Model model = BookWeights.read(weights);
    Dataset images = Mnist.testFromFolder(data);
    System.out.println(RunHeader.network(model.info()));
    int[] single = told("one by one", images, () -> oneByOne(model, images));
    int[] batched = told("in batches of " + BATCH, images, () -> inBatches(model, images));
    boolean agree = Arrays.equals(single, batched);
    System.out.println(
        agree ? "both gave the same labels" : "one by one and batches gave DIFFERENT labels");
    ExpectedLabels.Comparison compared = ExpectedLabels.compare(weights, single);
    if (compared != null) {
      System.out.println(compared);
      agree &= compared.equal();
    }
    System.out.println(accuracy(images, single));
    return agree;
  }

  private static int[] oneByOne(Model model, Dataset images) {
    int[] labels = new int[images.size()];
    float[] pixels = new float[images.inputSize()];
    for (int i = 0; i < labels.length; i++) {
      images.readInput(i, pixels, 0);
      labels[i] = model.classify(pixels);
    }
    return labels;
  }

  private static int[] inBatches(Model model, Dataset images) {
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

  /** Says how many of the labels are right, and how long they took. */
  private static int[] told(String how, Dataset images, Supplier<int[]> reading) {
    long start = System.nanoTime();
    int[] labels = reading.get();
    double seconds = (System.nanoTime() - start) * NANOS;
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d right, %.2f s%n",
        how,
        countRight(images, labels),
        labels.length,
        seconds);
    return labels;
  }

  private static String accuracy(Dataset images, int[] labels) {
    int right = countRight(images, labels);
    return String.format(
        Locale.ROOT,
        "test accuracy %.4f (%d of %d)",
        (double) right / images.size(),
        right,
        images.size());
  }

  private static int countRight(Dataset images, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += labels[i] == images.label(i) ? 1 : 0;
    }
    return right;
  }
}
