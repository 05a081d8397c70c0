package org.phyllo.runtime;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A listener that shows on the console how training goes: a line per epoch with loss, accuracy and,
 * where a schedule changed it, learning rate; and, on a terminal, a bar that moves while the epoch
 * runs.
 */
public final class ProgressBar implements TrainingListener {
  private static final int BAR_CELLS = 30;

  /** Often enough to look smooth, seldom enough to cost nothing. */
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;

  private @Nullable TrainingPlan plan;
  private long lastDrawn;
  private int drawn;
  private double lossSum;
  private int batchesSeen;

  ProgressBar(PrintStream out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /**
   * Progress on {@link System#out}: with a bar if it is a terminal, else just a line per epoch, so
   * that logs stay readable.
   *
   * @return the listener
   */
  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25, where there is no terminal
  public static ProgressBar onConsole() {
    Console console = System.console();
    return new ProgressBar(System.out, console != null && console.isTerminal(), System::nanoTime);
  }

  @Override
  public void trainingStarted(TrainingPlan plan) {
    this.plan = plan;
    lossSum = 0;
    batchesSeen = 0;
    lastDrawn = nanoTime.getAsLong();
  }

  @Override
  public void batchFinished(int epoch, int batch, int batches, double loss) {
    if (!terminal) {
      return;
    }
    if (batch == 1) {
      lossSum = 0;
      batchesSeen = 0; // fewer than batches where training was resumed within the epoch
    }
    lossSum += loss;
    batchesSeen++;
    long now = nanoTime.getAsLong();
    if (now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      int cells = (int) ((long) batch * BAR_CELLS / batches);
      String bar = "=".repeat(cells) + " ".repeat(BAR_CELLS - cells);
      draw(
          "%s  [%s] %d/%d  loss %s"
              .formatted(name(epoch), bar, batch, batches, Texts.fixed(lossSum / batchesSeen, 4)));
    }
  }

  @Override
  public void epochFinished(EpochResult result) {
    StringBuilder line = new StringBuilder(name(result.epoch()));
    append(line, "loss", result.trainLoss());
    append(line, "accuracy", result.trainAccuracy());
    append(line, "test loss", result.testLoss());
    append(line, "test accuracy", result.testAccuracy());
    if (plan != null && result.learningRate() != plan.optimizer().learningRate()) {
      line.append(String.format(Locale.ROOT, "  learning rate %.2e", result.learningRate()));
    }
    line.append("  ").append(Texts.fixed(result.seconds(), 2)).append(" s");
    draw("");
    out.println(line);
    out.flush();
    lastDrawn = nanoTime.getAsLong();
  }

  @Override
  public void trainingFailed(RuntimeException cause) {
    draw("");
  }

  private String name(int epoch) {
    String last = plan == null ? "?" : String.valueOf(plan.lastEpoch());
    String number = String.valueOf(epoch);
    return "epoch "
        + " ".repeat(Math.max(0, last.length() - number.length()))
        + number
        + "/"
        + last;
  }

  private static void append(StringBuilder line, String what, double value) {
    if (!Double.isNaN(value)) {
      line.append("  ").append(what).append(' ').append(Texts.fixed(value, 4));
    }
  }

  /** Replaces the bar's line on the terminal; an empty text leaves the cursor at its start. */
  private void draw(String text) {
    if (drawn == 0 && text.isEmpty()) {
      return;
    }
    String blank = " ".repeat(Math.max(0, drawn - text.length()));
    out.print("\r" + text + blank + (text.isEmpty() ? "\r" : ""));
    out.flush();
    drawn = text.length();
  }
}
