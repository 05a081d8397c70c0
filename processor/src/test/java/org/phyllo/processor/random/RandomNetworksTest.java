package org.phyllo.processor.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Bits;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.EngineBits;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.GradientCheck;
import org.phyllo.runtime.GradientReport;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;

/**
 * Random networks compile without a warning, their gradients are right, plain and vector code
 * compute the same bits, and train to the same bits with any optimizer and any number of threads.
 *
 * <p>{@code -Dphyllo.random.count=N} checks more of them, {@code -Dphyllo.random.seed=S} starts at
 * another seed: with a count of 1 it replays the network of that seed.
 */
class RandomNetworksTest {
  static final int DEFAULT_COUNT = 32;

  /** From here on so many networks leave nothing out, as {@link DrawnSetTest} wants it. */
  static final long DEFAULT_SEED = 4;

  /** Networks compiled in one run of javac. */
  private static final int TOGETHER = 15;

  private static long started;
  private static int passed;

  private final Map<Long, GeneratedNetwork> compiled = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> networks() {
    boolean replay = System.getProperty("phyllo.random.seed") != null;
    long first = Long.getLong("phyllo.random.seed", DEFAULT_SEED);
    int count = Integer.getInteger("phyllo.random.count", replay ? 1 : DEFAULT_COUNT);
    System.out.printf(
        "random networks: seeds %d to %d; replay one with -Dphyllo.random.seed=SEED%n",
        first, first + count - 1);
    started = System.nanoTime();
    return LongStream.range(first, first + count)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed, () -> check(seed, Math.min(first + count, seed + TOGETHER))));
  }

  @AfterAll
  static void printTime() {
    System.out.printf(
        "random networks: %d passed in %.1f s%n", passed, (System.nanoTime() - started) * 1e-9);
  }

  private void check(long seed, long end) {
    NetworkSource source = RandomNetwork.draw(seed);
    RandomTraining training = RandomTraining.draw(seed);
    try {
      GeneratedNetwork network = compiled.get(seed);
      if (network == null) {
        compile(seed, end);
        network = compiled.get(seed);
      }
      checkBits(network, seed);
      checkTraining(network, training, seed);
      checkGradients(network, seed);
      passed++;
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "-Dphyllo.random.seed=%d\n%s\n%s\n%s"
              .formatted(seed, failure.getMessage(), training, source.text()),
          failure);
    } finally {
      compiled.remove(seed);
    }
  }

  /** Compiles a number of networks together, or if they give trouble only the first. */
  private void compile(long seed, long end) {
    List<NetworkSource> sources = new ArrayList<>();
    for (long next = seed; next < end; next++) {
      sources.add(RandomNetwork.draw(next));
    }
    List<GeneratedNetwork> networks;
    try {
      networks = GeneratedNetwork.of(sources);
    } catch (AssertionError trouble) {
      networks = List.of(GeneratedNetwork.of(sources.get(0)));
    }
    for (int i = 0; i < networks.size(); i++) {
      compiled.put(seed + i, networks.get(i));
    }
  }

  private static void checkBits(GeneratedNetwork network, long seed) {
    Draw draw = new Draw(~seed);
    float[] parameters = Batch.parameters(network.info(), draw);
    for (int samples :
        List.of(draw.between(1, 16), draw.between(17, RandomTraining.LARGEST_BATCH))) {
      Batch batch = Batch.draw(network.info(), draw, samples);
      EngineBits.check(network.network(), parameters, batch);
    }
  }

  private static void checkGradients(GeneratedNetwork network, long seed) {
    Draw draw = new Draw(seed + 1);
    int most = draw.chance(0.2) ? RandomTraining.LARGEST_BATCH : 6;
    GradientReport report =
        GradientCheck.run(network.network(), draw.bits(), draw.between(1, most));
    if (!report.passed()) {
      throw new AssertionError(report);
    }
  }

  /** From the declared initialization on, as users train. */
  private static void checkTraining(GeneratedNetwork network, RandomTraining training, long seed) {
    Map<String, float[]> expected = Map.of();
    for (Engine engine : Engine.values()) {
      for (int threads = 1; threads <= 2; threads++) {
        Map<String, float[]> trained = train(network, training, seed, engine, threads);
        expected = expected.isEmpty() ? trained : expected;
        Bits.assertEqual(
            "trained by %s on %d threads".formatted(engine, threads), trained, expected);
      }
    }
  }

  private static Map<String, float[]> train(
      GeneratedNetwork network, RandomTraining training, long seed, Engine engine, int threads) {
    Draw draw = new Draw(seed ^ 0x5DEECE66DL);
    Map<String, float[]> results = new LinkedHashMap<>();
    try (Trainer<?> trainer =
        network
            .builder()
            .optimizer(training.optimizer())
            .batchSize(RandomTraining.LARGEST_BATCH)
            .seed(seed)
            .engine(engine)
            .threads(threads)
            .build()) {
      for (int samples : training.batches()) {
        Batch batch = Batch.draw(network.info(), draw, samples);
        float loss = (float) trainer.step(batch, batch.order(), 0, samples);
        results.put("loss of step " + results.size(), new float[] {loss});
      }
      Model model = trainer.model();
      network.info().parameters().forEach(p -> results.put(p.name(), model.parameter(p.name())));
      network.info().statistics().forEach(s -> results.put(s.name(), model.statistic(s.name())));
    }
    return results;
  }
}
