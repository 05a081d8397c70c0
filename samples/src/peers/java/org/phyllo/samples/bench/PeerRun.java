package org.phyllo.samples.bench;

import java.util.Locale;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * One measurement, in a JVM of its own: the libraries' thread pools and allocators would disturb
 * each other, and HotSpot's profiles, too.
 */
final class PeerRun {
  /** As in StepTimer and CallTimer. */
  private static final double STEP_PORTION_SECONDS = 0.05;

  private static final double CALL_PORTION_SECONDS = 1e-3;
  private static final int LEAST_CALLS = 20;

  private PeerRun() {}

  /**
   * Measures, and prints a line of JSON.
   *
   * @param args library, workload, {@code train} or {@code infer}, batch, threads, seconds
   */
  public static void main(String[] args) {
    Library library = Library.valueOf(args[0]);
    Workload workload = Workload.valueOf(args[1]);
    boolean training = args[2].equals("train");
    int batch = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    double seconds = Double.parseDouble(args[5]);
    Timing timing =
        library == Library.PHYLLO
            ? ours(workload, training, batch, threads, seconds)
            : theirs(library, workload, training, batch, threads, seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"kind\": \"%s\", \"workload\": \"%s\", \"engine\": \"%s\", \"mode\": \"jvm\","
            + " \"threads\": %d, \"batch\": %d, \"best_us\": %.3f, \"median_us\": %.3f}%n",
        args[2],
        workload.name().toLowerCase(Locale.ROOT),
        library.name().toLowerCase(Locale.ROOT),
        threads,
        batch,
        timing.best(),
        timing.median());
    // libraries' threads may not be daemons
    System.exit(0);
  }

  private static Timing ours(
      Workload workload, boolean training, int batch, int threads, double seconds) {
    Settings settings = new Settings(Engine.best(), threads, 0);
    if (!training) {
      return new CallTimer(workload, settings, batch).measure(seconds);
    }
    try (StepTimer timer = new StepTimer(workload, settings)) {
      return timer.measure(seconds);
    }
  }

  private static Timing theirs(
      Library library,
      Workload workload,
      boolean training,
      int batch,
      int threads,
      double seconds) {
    PeerTask task = training ? PeerTask.training(workload) : PeerTask.prediction(workload, batch);
    try (Peer peer = peer(library, task, threads)) {
      check(peer, task);
      if (!training) {
        Timing timing =
            new Stopwatch(peer::predict, CALL_PORTION_SECONDS, LEAST_CALLS).measure(seconds);
        task.check(peer.outputs(), peer.outputsAreProbabilities());
        return timing;
      }
      if (task.stepsAreComparable()) {
        peer.step(task.firstBatch());
        task.step();
        check(peer, task);
      }
      Philox random = new Philox(0, Purpose.SHUFFLING);
      int[] order = task.firstBatch();
      Runnable step =
          () -> {
            for (int i = 0; order.length < task.samples() && i < order.length; i++) {
              order[i] = random.nextInt(task.samples());
            }
            peer.step(order);
          };
      return new Stopwatch(step, STEP_PORTION_SECONDS, 1).measure(seconds);
    }
  }

  private static Peer peer(Library library, PeerTask task, int threads) {
    return switch (library) {
      case DJL -> new DjlPeer(task);
      case DL4J -> new Dl4jPeer(task);
      case ONNX -> new OnnxPeer(task, threads);
      case PHYLLO -> throw new IllegalArgumentException("Phyllo is no peer of its own");
    };
  }

  private static void check(Peer peer, PeerTask task) {
    peer.predict();
    task.check(peer.outputs(), peer.outputsAreProbabilities());
  }
}
