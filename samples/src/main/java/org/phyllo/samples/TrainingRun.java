package org.phyllo.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.phyllo.data.Dataset;
import org.phyllo.data.TrainTest;
import org.phyllo.data.augment.Augmentation;
import org.phyllo.data.augment.VariantsPicture;
import org.phyllo.runtime.ConfusionMatrix;
import org.phyllo.runtime.CsvLog;
import org.phyllo.runtime.Evaluation;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.History;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.ProgressBar;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.TrainingReport;
import org.phyllo.runtime.file.AtomicFile;
import org.phyllo.samples.picture.ConfusionPicture;
import org.phyllo.samples.picture.LearningCurves;
import org.phyllo.samples.picture.PictureFonts;

/**
 * A training run with all that belongs to it: progress on the console, Ctrl-C, the files, and a
 * last line for people and scripts.
 *
 * @param name what the data is called in headings
 * @param data what to train and test on
 * @param augmentation how training images differ from epoch to epoch, or null
 * @param out the folder for the files, made if it does not exist
 * @param units draws what the first layer's units learned
 */
record TrainingRun(
    String name,
    TrainTest data,
    @Nullable Augmentation augmentation,
    Path out,
    UnitsDrawing units) {
  private static final String MODEL = "model.safetensors";
  private static final String LOG = "log.csv";
  private static final String CURVES = "curves.png";
  private static final String CONFUSION = "confusion.png";
  private static final String CONFUSION_TEXT = "confusion.txt";
  private static final String UNITS = "units.png";
  private static final String VARIANTS = "variants.png";
  private static final int VARIANTS_SHOWN = 10;
  private static final int MISTAKES_TOLD = 3;

  /** Draws a picture of a network's first layer. */
  interface UnitsDrawing {
    /** Draws the weights of the first layer, {@code [units, inputs]}, into a file. */
    void write(Path file, String title, float[] weights) throws IOException;
  }

  /** As many as there are to test with in the large sets. */
  private static final int EVALUATED = 10_000;

  /** With images as they are. */
  TrainingRun(String name, TrainTest data, Path out, UnitsDrawing units) {
    this(name, data, null, out, units);
  }

  /** Trains, saves and reports. */
  <M extends Model, T extends Trainer<M>> void run(TrainerBuilder<M, T> builder, RunRules rules)
      throws IOException {
    Files.createDirectories(out);
    PictureFonts.load();
    TrainTest parts = rules.holdsOut() ? rules.holdOut(data.train()) : data;
    Examples train = varied(parts.train(), rules.seed());
    History history = new History();
    Learning learning = new Learning(data.train().classNames().size());
    builder
        .evaluateTraining(EVALUATED)
        .listener(new RunHeader(name, data.test().size(), rules))
        .listener(ProgressBar.onConsole())
        .listener(CsvLog.to(out.resolve(LOG)))
        .listener(history)
        .listener(learning);
    try (T trainer = builder.build();
        Interruption _ = Interruption.stops(trainer)) {
      M model = trainer.fit(train, parts.test());
      Evaluation test = Evaluation.of(model, data.test());
      save(model, history, test.confusion(), rules);
      tell(trainer.report(), test, learning.warning());
    }
  }

  private Examples varied(Dataset images, long seed) throws IOException {
    if (augmentation == null) {
      return images;
    }
    Examples varied = images.augmented(augmentation, seed);
    int shown = Math.min(VARIANTS_SHOWN, images.size());
    VariantsPicture.write(out.resolve(VARIANTS), varied, shown, VARIANTS_SHOWN);
    return varied;
  }

  private void save(Model model, History history, ConfusionMatrix confusion, RunRules rules)
      throws IOException {
    String title = model.info().name() + " on " + name;
    model.save(out.resolve(MODEL));
    if (!history.epochs().isEmpty()) {
      String tested = rules.holdsOut() ? "held out" : "test set";
      LearningCurves.write(out.resolve(CURVES), title, history, tested);
    }
    ConfusionPicture.write(
        out.resolve(CONFUSION), title + ": test set", data.test().classNames(), confusion);
    byte[] table = (confusion + legend()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(out.resolve(CONFUSION_TEXT), to -> to.write(table));
    String weights = model.info().parameters().getFirst().name();
    units.write(out.resolve(UNITS), title, model.parameter(weights));
  }

  /** The classes' names, where they are not the numbers that the table has for them. */
  private String legend() {
    StringBuilder legend = new StringBuilder();
    List<String> names = data.test().classNames();
    for (int label = 0; label < names.size(); label++) {
      if (!names.get(label).equals(String.valueOf(label))) {
        legend.append(label).append(": ").append(names.get(label)).append('\n');
      }
    }
    return legend.isEmpty() ? "" : "\n" + legend;
  }

  private void tell(TrainingReport report, Evaluation test, String warning) {
    System.out.println(mistakes(test.confusion()));
    System.out.printf(
        "saved in %s: %s, %s, %s, %s, %s, %s%s%n",
        out,
        MODEL,
        LOG,
        CURVES,
        CONFUSION,
        CONFUSION_TEXT,
        UNITS,
        augmentation == null ? "" : ", " + VARIANTS);
    if (report.stopped()) {
      System.out.println("stopped before the end: the files hold what was learned so far");
    }
    if (report.bestEpoch() > 0) {
      System.out.println("the weights are those of the best epoch, " + report.bestEpoch());
    }
    if (!warning.isEmpty()) {
      System.out.println(warning);
    }
    System.out.printf(
        Locale.ROOT,
        "test accuracy %.4f (%d of %d), trained %.1f epochs in %.1f s%n",
        test.accuracy(),
        test.correct(),
        test.size(),
        report.epochsTrained(),
        report.seconds());
    System.out.flush();
  }

  private record Mistake(int actual, int predicted, int count) {}

  /** The most frequent mistakes as a sentence. */
  private String mistakes(ConfusionMatrix confusion) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int actual = 0; actual < confusion.classes(); actual++) {
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        if (actual != predicted && confusion.count(actual, predicted) > 0) {
          mistakes.add(new Mistake(actual, predicted, confusion.count(actual, predicted)));
        }
      }
    }
    if (mistakes.isEmpty()) {
      return "no mistakes on the test set";
    }
    mistakes.sort(Comparator.comparingInt(Mistake::count).reversed());
    List<String> names = data.test().classNames();
    return mistakes.stream()
        .limit(MISTAKES_TOLD)
        .map(
            mistake ->
                "%s taken for %s (%dx)"
                    .formatted(
                        names.get(mistake.actual), names.get(mistake.predicted), mistake.count))
        .collect(Collectors.joining(", ", "most frequent mistakes: ", ""));
  }
}
