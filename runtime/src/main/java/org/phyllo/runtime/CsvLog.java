package org.phyllo.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A listener that writes a line per epoch into a CSV file, each at once, so the file is whole
 * however training ends.
 *
 * <p>Columns: {@code epoch, train_loss, train_accuracy, test_loss, test_accuracy, seconds,
 * batch_loss, learning_rate}, the components of {@link EpochResult}; a number that there is none of
 * is an empty cell. A file left by an earlier log is replaced when training starts; a trainer that
 * goes on with this log adds to it.
 */
public final class CsvLog implements TrainingListener {
  private static final String HEADER =
      "epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,batch_loss,learning_rate\n";

  private final Path file;
  private boolean started;

  private CsvLog(Path file) {
    this.file = file;
  }

  /**
   * A log.
   *
   * @param file the file; its directory must exist when training starts
   * @return the listener
   */
  public static CsvLog to(Path file) {
    return new CsvLog(file);
  }

  /**
   * Writes the header.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  @Override
  public void trainingStarted(TrainingPlan plan) {
    if (!started) {
      write(HEADER, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
      started = true;
    }
  }

  /**
   * Writes the epoch's line.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  @Override
  public void epochFinished(EpochResult result) {
    String line =
        String.join(
            ",",
            String.valueOf(result.epoch()),
            cell(result.trainLoss(), 6),
            cell(result.trainAccuracy(), 6),
            cell(result.testLoss(), 6),
            cell(result.testAccuracy(), 6),
            cell(result.seconds(), 3),
            cell(result.batchLoss(), 6),
            Double.toString(result.learningRate()));
    write(line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String cell(double value, int decimals) {
    return Double.isNaN(value) ? "" : Texts.fixed(value, decimals);
  }

  private void write(String text, StandardOpenOption... options) {
    try {
      Files.writeString(file, text, options);
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "%s: can't write the log: %s".formatted(file, failure.getMessage()), failure);
    }
  }
}
