package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.data.image.DigitFrame;
import org.phyllo.data.image.DigitImage;
import org.phyllo.runtime.InvalidFileException;
import org.phyllo.runtime.Model;
import org.phyllo.samples.SampleNetworks.Sample;
import org.phyllo.samples.network.FashionConvnetModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a trained network which digit a picture shows. */
@Command(
    name = "predict",
    header = "Says which digit is on a picture of yours.",
    description = {
      "",
      "Asks a network that 'phyllo digits', 'deep-digits', 'lenet', 'convnet' or "
          + "'deep-convnet' has trained.",
      "",
      "What to learn from it: a network answers with probabilities; and it knows only "
          + "pictures made like those that it was trained on, so yours is first cut out, "
          + "scaled, centered and, if it is dark on light, inverted. --show prints what the "
          + "network gets to see.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  phyllo digits",
      "  phyllo predict out/digits/model.safetensors three.png --show",
      "",
      "What comes out: a bar for each digit, and as the last line:",
      "  predicted 3 with probability 0.9871"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  private static final int BAR = 40;

  /** From no ink to full ink. */
  private static final String INK = " .:-=+*#%@";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model, as 'phyllo digits' saves it: model.safetensors.")
  private Path modelFile;

  @Parameters(
      index = "1",
      paramLabel = "IMAGE",
      description = "A PNG or JPEG of one handwritten digit, of any size, dark on light or not.")
  private Path image;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "The network, where the file doesn't say: for example Mnist50Relu.")
  private @Nullable String network;

  @Option(names = "--show", description = "Print the image that the network gets to see.")
  private boolean show;

  @Override
  public Integer call() throws IOException {
    Model model = SavedModel.load(modelFile, sample());
    DigitFrame frame = frame(model);
    float[] pixels = DigitImage.read(image, frame);
    if (show) {
      print(pixels, frame.width());
    }
    double[] probabilities = softmax(model.predict(pixels));
    int best = model.classify(pixels);
    for (int digit = 0; digit < probabilities.length; digit++) {
      System.out.println(bar(digit, probabilities[digit]));
    }
    System.out.printf(
        Locale.ROOT, "predicted %d with probability %.4f%n", best, probabilities[best]);
    return CommandLine.ExitCode.OK;
  }

  private @Nullable Sample sample() {
    if (network == null) {
      return null;
    }
    return SampleNetworks.named(network)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--network "
                        + network
                        + ", expected one of "
                        + String.join(", ", SampleNetworks.names())));
  }

  private DigitFrame frame(Model model) throws InvalidFileException {
    if (model instanceof FashionConvnetModel) {
      throw new InvalidFileException(
          modelFile,
          "holds the network FashionConvnet, which tells clothing, expected one that reads digits");
    }
    int inputs = model.info().inputSize();
    for (DigitFrame frame : new DigitFrame[] {DigitFrame.UCI, DigitFrame.MNIST}) {
      if (inputs == frame.width() * frame.height()) {
        return frame;
      }
    }
    throw new InvalidFileException(
        modelFile,
        "holds the network %s with %d inputs, expected one that reads images of 8x8 or 28x28"
            .formatted(model.info().name(), inputs));
  }

  private static void print(float[] pixels, int width) {
    for (int row = 0; row < pixels.length; row += width) {
      StringBuilder line = new StringBuilder();
      for (int i = row; i < row + width; i++) {
        // twice, as characters are about twice as high as wide
        line.repeat(INK.charAt(Math.round(pixels[i] * (INK.length() - 1))), 2);
      }
      System.out.println(line.toString().stripTrailing());
    }
  }

  private static double[] softmax(float[] scores) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      greatest = Math.max(greatest, score);
    }
    double sum = 0;
    double[] probabilities = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = Math.exp(scores[i] - greatest);
      sum += probabilities[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  private static String bar(int digit, double probability) {
    String cells = "#".repeat((int) Math.round(probability * BAR));
    return String.format(Locale.ROOT, "%d %6.2f %%  %s", digit, 100 * probability, cells)
        .stripTrailing();
  }
}
