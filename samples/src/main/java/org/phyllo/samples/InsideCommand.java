package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.phyllo.data.TrainTest;
import org.phyllo.data.UciDigits;
import org.phyllo.runtime.Evaluation;
import org.phyllo.runtime.Inspection;
import org.phyllo.runtime.InspectionReport;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trace;
import org.phyllo.runtime.TracedTensor;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.TrainingDivergedException;
import org.phyllo.runtime.TrainingListener;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.samples.network.DeepReluModel;
import org.phyllo.samples.network.DeepReluTrainer;
import org.phyllo.samples.network.DeepSigmoidModel;
import org.phyllo.samples.network.DeepSigmoidTrainer;
import org.phyllo.samples.network.DeepTanhModel;
import org.phyllo.samples.network.DeepTanhTrainer;
import org.phyllo.samples.picture.LayersPicture;
import org.phyllo.samples.picture.LayersPicture.Cell;
import org.phyllo.samples.picture.LayersPicture.Row;
import org.phyllo.samples.picture.PictureFonts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how activations and gradients are distributed in a deep network's layers. */
@Command(
    name = "inside",
    header = "Looks into a deep network's layers while it learns, or doesn't.",
    description = {
      "",
      "Five hidden layers of 100 on the digits of 8x8 pixels, trained by SGD from four "
          + "kinds of first weights: normal with deviation 1, with 0.01, with Xavier's "
          + "1 / sqrt(n) and with He's sqrt(2 / n), n inputs to a unit.",
      "",
      "What to learn from it: why first weights decide whether a deep network learns. "
          + "Too large, and sigmoid and tanh sit at their ends, where they are flat, or "
          + "values grow from layer to layer; too small, and all units give the same. "
          + "Gradients shrink (vanish) or grow (explode) on the way back to the first "
          + "layer. He's weights keep both in size with ReLU, Xavier's with tanh; sigmoid, "
          + "whose slope is at most 1/4, lets gradients vanish with either.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo inside",
      "  phyllo inside --activation tanh --epochs 30",
      "  phyllo inside --activation sigmoid --every 100",
      "",
      "What comes out: for each kind of weights a table by layer at the first and at "
          + "the last update, or at more of them; in out/inside or --out:",
      "  activations.png  histograms of each layer's values, before training",
      "  gradients.png    the same of their gradients, by powers of ten",
      "The last line:",
      "  test accuracy 0.9136 from He's, sqrt(2 / n), the best of 4"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class InsideCommand implements Callable<Integer> {
  private static final int SAMPLES = 100;
  private static final int BATCH = 100;
  private static final int HIDDEN_LAYERS = 5;

  /** The hidden layers' activations that there are networks for. */
  enum DeepActivation {
    SIGMOID("sigmoid", 0, 1),
    TANH("tanh", -1, 1),
    RELU("ReLU", 0, 0);

    private final String title;

    /** The ends of the activations' axes; equal where only powers of ten can show them. */
    private final double from;

    private final double to;

    DeepActivation(String title, double from, double to) {
      this.title = title;
      this.from = from;
      this.to = to;
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Of the hidden units: sigmoid, tanh or relu. Default: relu.")
  private DeepActivation activation = DeepActivation.RELU;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often each training sample is seen. Default: ${DEFAULT-VALUE}.")
  private int epochs = 20;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "How far weights follow their gradients. Default: ${DEFAULT-VALUE}.")
  private double learningRate = 0.05;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "A table at every so many updates. Default: at the first and the last.")
  private int every;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the weights to begin with. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the pictures. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("out", "inside");

  private final Map<FirstWeights, Trace> traces = new EnumMap<>(FirstWeights.class);
  private double bestAccuracy = -1;
  private FirstWeights best = FirstWeights.ONE;

  @Override
  public Integer call() throws IOException {
    require("--epochs", epochs, epochs >= 1, "at least 1");
    require("--every", every, every >= 0, "at least 0");
    boolean rate = learningRate > 0 && Double.isFinite(learningRate);
    require("--learning-rate", learningRate, rate, "a finite number greater than 0");
    Files.createDirectories(out);
    PictureFonts.load();
    TrainTest digits = UciDigits.dataset();
    switch (activation) {
      case SIGMOID -> compare(DeepSigmoidTrainer::builder, DeepSigmoidModel::create, digits);
      case TANH -> compare(DeepTanhTrainer::builder, DeepTanhModel::create, digits);
      case RELU -> compare(DeepReluTrainer::builder, DeepReluModel::create, digits);
    }
    draw();
    System.out.printf("saved in %s: activations.png, gradients.png%n", out);
    System.out.printf(
        Locale.ROOT,
        "test accuracy %.4f from %s, the best of %d%n",
        bestAccuracy,
        best.title,
        FirstWeights.values().length);
    return CommandLine.ExitCode.OK;
  }

  private void require(String option, Number value, boolean right, String expected) {
    if (!right) {
      throw new ParameterException(
          spec.commandLine(), "%s %s, expected %s".formatted(option, value, expected));
    }
  }

  private <M extends Model, T extends Trainer<M>> void compare(
      Supplier<TrainerBuilder<M, T>> builders, LongFunction<M> models, TrainTest digits) {
    int[] first = new int[SAMPLES];
    Arrays.setAll(first, i -> i);
    for (FirstWeights weights : FirstWeights.values()) {
      M model = models.apply(seed);
      weights.draw(model, seed);
      traces.put(weights, Trace.training(model, digits.train(), first));
      System.out.println("first weights: " + weights.title);
      System.out.println();
      train(weights, builders.get().startFrom(model), digits);
    }
  }

  private <M extends Model, T extends Trainer<M>> void train(
      FirstWeights weights, TrainerBuilder<M, T> builder, TrainTest digits) {
    Reports reports = new Reports();
    Inspection inspection = every == 0 ? Inspection.eachEpoch() : Inspection.everySteps(every);
    builder
        .optimizer(Sgd.withLearningRate(learningRate))
        .batchSize(BATCH)
        .epochs(epochs)
        .seed(seed)
        .inspection(inspection.onSamples(SAMPLES))
        .listener(reports);
    try (T trainer = builder.build();
        Interruption _ = Interruption.stops(trainer)) {
      M model = trainer.fit(digits.train());
      reports.print(every > 0);
      Evaluation test = Evaluation.of(model, digits.test());
      System.out.printf(
          Locale.ROOT, "test accuracy %.4f from %s%n%n", test.accuracy(), weights.title);
      if (test.accuracy() > bestAccuracy) {
        bestAccuracy = test.accuracy();
        best = weights;
      }
    } catch (TrainingDivergedException e) {
      reports.print(every > 0);
      System.out.println(e.getMessage());
      System.out.println();
    }
  }

  /** Keeps what the inspections found. */
  private static final class Reports implements TrainingListener {
    private final List<InspectionReport> all = new ArrayList<>();

    @Override
    public void networkInspected(InspectionReport report) {
      all.add(report);
    }

    void print(boolean every) {
      for (int i = 0; i < all.size(); i++) {
        if (every || i == 0 || i == all.size() - 1) {
          System.out.println(all.get(i));
        }
      }
    }
  }

  private void draw() throws IOException {
    String network =
        "five hidden layers of 100 with %s, first weights of four kinds"
            .formatted(activation.title);
    String magnitudes = activation.from < activation.to ? "" : "; above 0, in powers of ten";
    LayersPicture.writeActivations(
        out.resolve("activations.png"),
        "Activations of " + network,
        "what the units give for " + SAMPLES + " digits, before training" + magnitudes,
        rows(Trace::output),
        activation.from,
        activation.to);
    LayersPicture.writeGradients(
        out.resolve("gradients.png"),
        "Gradients of " + network,
        "of the mean loss of these digits with respect to what the units give; magnitudes, in"
            + " powers of ten",
        rows(Trace::outputGradient));
  }

  private List<Row> rows(BiFunction<Trace, String, TracedTensor> tensors) {
    List<Row> rows = new ArrayList<>();
    traces.forEach(
        (weights, trace) -> {
          List<Cell> cells = new ArrayList<>();
          for (int layer = 1; layer <= HIDDEN_LAYERS; layer++) {
            String name = "hidden" + layer;
            cells.add(new Cell(name, tensors.apply(trace, name).values()));
          }
          rows.add(new Row(weights.title, cells));
        });
    return rows;
  }
}
