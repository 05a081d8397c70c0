package org.phyllo.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.data.Dataset;
import org.phyllo.runtime.CsvLog;
import org.phyllo.runtime.EpochResult;
import org.phyllo.runtime.Evaluation;
import org.phyllo.runtime.History;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainingListener;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.samples.network.PerceptronModel;
import org.phyllo.samples.network.XorGateModel;
import org.phyllo.samples.network.XorModel;
import org.phyllo.samples.network.XorTrainer;
import org.phyllo.samples.picture.DecisionPicture;
import org.phyllo.samples.picture.LearningCurves;
import org.phyllo.samples.picture.PictureFonts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Logic gates of perceptrons, and XOR learned. */
@Command(
    name = "gates",
    header = "Logic gates made of perceptrons, and XOR learned.",
    description = {
      "",
      "AND, NAND and OR are one perceptron each, with weights chosen by hand. XOR is "
          + "two layers of them; and XOR again, its weights learned from the truth table.",
      "",
      "What to learn from it: a perceptron draws one straight line, so none is XOR; a "
          + "second layer makes it possible, and backpropagation finds the weights by "
          + "itself.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  phyllo gates",
      "",
      "What comes out: the truth tables; in out/gates or --out the learned model, the "
          + "log, the loss as a curve, and what the network answers everywhere between the "
          + "four points. The last line:",
      "  XOR accuracy 1.0000 (4 of 4), trained 38.0 epochs in 0.1 s"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class GatesCommand implements Callable<Integer> {
  private static final float[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final float[][] XOR = {{0}, {1}, {1}, {0}};
  private static final int MOST_EPOCHS = 5000;

  /** With this mean loss each of the four answers has a probability of 90 % or more. */
  private static final double LEARNED = 0.1 / 4;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the weights to begin with. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for model, log and pictures. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("out", "gates");

  @Override
  public Integer call() throws IOException {
    System.out.println("perceptrons: 1 where w1 x + w2 y + b > 0");
    printTable("AND   (w  0.5,  0.5, b -0.7)", perceptron(0.5f, 0.5f, -0.7f));
    printTable("NAND  (w -0.5, -0.5, b  0.7)", perceptron(-0.5f, -0.5f, 0.7f));
    printTable("OR    (w  0.5,  0.5, b -0.2)", perceptron(0.5f, 0.5f, -0.2f));
    printTable("XOR   = AND(NAND, OR)", xorOfPerceptrons());
    return learn();
  }

  private static Model perceptron(float w1, float w2, float bias) {
    PerceptronModel gate = PerceptronModel.create(0);
    gate.setParameter("output.weight", new float[] {w1, w2});
    gate.setParameter("output.bias", new float[] {bias});
    return gate;
  }

  private static Model xorOfPerceptrons() {
    XorGateModel gate = XorGateModel.create(0);
    gate.setParameter("nandOr.weight", new float[] {-0.5f, -0.5f, 0.5f, 0.5f});
    gate.setParameter("nandOr.bias", new float[] {0.7f, -0.2f});
    gate.setParameter("and.weight", new float[] {0.5f, 0.5f});
    gate.setParameter("and.bias", new float[] {-0.7f});
    return gate;
  }

  private static void printTable(String title, Model gate) {
    System.out.println();
    System.out.println(title);
    for (float[] input : INPUTS) {
      System.out.printf(
          Locale.ROOT, "  %.0f %.0f -> %.0f%n", input[0], input[1], gate.predict(input)[0]);
    }
  }

  private Integer learn() throws IOException {
    Files.createDirectories(out);
    PictureFonts.load();
    Dataset table = Dataset.regression("XOR", INPUTS, XOR);
    History history = new History();
    UntilLearned untilLearned = new UntilLearned();
    try (XorTrainer trainer =
            XorTrainer.builder()
                .optimizer(Adam.withLearningRate(0.1))
                .batchSize(INPUTS.length)
                .epochs(MOST_EPOCHS)
                .seed(seed)
                .listener(CsvLog.to(out.resolve("log.csv")))
                .listener(history)
                .listener(untilLearned)
                .build();
        Interruption _ = Interruption.stops(trainer)) {
      untilLearned.trainer = trainer;
      XorModel model = trainer.fit(table);
      printLearned(model);
      save(model, history);
      Evaluation evaluation = Evaluation.of(model, table);
      System.out.printf(
          Locale.ROOT,
          "XOR accuracy %.4f (%d of %d), trained %.1f epochs in %.1f s%n",
          evaluation.accuracy(),
          evaluation.correct(),
          evaluation.size(),
          trainer.report().epochsTrained(),
          trainer.report().seconds());
      boolean learned = evaluation.correct() == evaluation.size();
      return learned ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static void printLearned(XorModel model) {
    System.out.println();
    System.out.println("XOR   learned: 4 hidden units with tanh");
    for (float[] input : INPUTS) {
      System.out.printf(
          Locale.ROOT,
          "  %.0f %.0f -> %d  (probability of 1: %.3f)%n",
          input[0],
          input[1],
          model.classify(input),
          probability(model, input));
    }
    System.out.println();
  }

  private void save(XorModel model, History history) throws IOException {
    model.save(out.resolve("model.safetensors"));
    if (!history.epochs().isEmpty()) {
      LearningCurves.write(out.resolve("curves.png"), "XOR, learned", history, "test set");
    }
    DecisionPicture.write(
        out.resolve("decision.png"),
        "XOR, learned",
        (x, y) -> probability(model, new float[] {x, y}),
        new boolean[] {false, true, true, false});
    System.out.printf("saved in %s: model.safetensors, log.csv, curves.png, decision.png%n", out);
  }

  /** The network's output is a logit. */
  private static double probability(XorModel model, float[] input) {
    return 1 / (1 + Math.exp(-model.predict(input)[0]));
  }

  /** Stops a training when the loss says that the answers are right and sure. */
  private static final class UntilLearned implements TrainingListener {
    private @Nullable Trainer<?> trainer;

    @Override
    public void epochFinished(EpochResult result) {
      if (trainer != null && result.trainLoss() < LEARNED) {
        trainer.requestStop();
      }
    }
  }
}
