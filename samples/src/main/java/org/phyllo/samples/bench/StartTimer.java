package org.phyllo.samples.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.Engine;
import org.phyllo.samples.network.LeNet5Model;

/** Times JVMs from their start to the first prediction of a saved LeNet-5. */
public final class StartTimer {
  private static final double NANOS_PER_MICRO = 1e3;

  private final List<String> command = new ArrayList<>();
  private final String expected;

  /**
   * Saves the model.
   *
   * @param file where to
   * @param settings the engine, and the seed of the model's weights
   * @param options for the JVMs, besides what the engine needs
   * @throws IOException if it can't be saved
   */
  public StartTimer(Path file, Settings settings, List<String> options) throws IOException {
    LeNet5Model model = LeNet5Model.create(settings.seed());
    model.save(file);
    this.expected = FirstPrediction.scores(model);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (settings.engine() == Engine.VECTOR) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(FirstPrediction.class.getName(), file.toString()));
  }

  /**
   * Starts JVMs one after the other.
   *
   * @param runs how many, at least 1
   * @return their times, in microseconds
   * @throws IOException if none can be started, or one predicts something else
   */
  public Timing measure(int runs) throws IOException {
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = once();
    }
    return Timing.of(times, 0);
  }

  private double once() throws IOException {
    Path messages = Files.createTempFile("phyllo-start", ".txt");
    try {
      long start = System.nanoTime();
      Process process = new ProcessBuilder(command).redirectError(messages.toFile()).start();
      try (BufferedReader output = process.inputReader()) {
        String line = output.readLine();
        long end = System.nanoTime();
        if (!expected.equals(line)) {
          throw new IOException(
              "the JVM printed %s, expected %s; its messages:%n%s"
                  .formatted(line, expected, Files.readString(messages)));
        }
        process.onExit().join();
        return (end - start) / NANOS_PER_MICRO;
      }
    } finally {
      Files.delete(messages);
    }
  }
}
