package org.phyllo.processor.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Bits;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.KernelRun;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.GradientCheck;
import org.phyllo.runtime.GradientReport;
import org.phyllo.runtime.compiled.CompiledNetwork;

/**
 * Random networks compile without a warning, their gradients are right, and plain and vector code
 * compute the same bits.
 *
 * <p>{@code -Dphyllo.random.count=N} checks more of them, {@code -Dphyllo.random.seed=S} starts at
 * another seed: with a count of 1 it replays the network of that seed.
 */
class RandomNetworksTest {
  private static final int DEFAULT_COUNT = 36;
  private static final long DEFAULT_SEED = 1;

  /** Networks compiled in one run of javac. */
  private static final int TOGETHER = 12;

  private final Map<Long, GeneratedNetwork> compiled = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> networks() {
    boolean replay = System.getProperty("phyllo.random.seed") != null;
    long first = Long.getLong("phyllo.random.seed", DEFAULT_SEED);
    int count = Integer.getInteger("phyllo.random.count", replay ? 1 : DEFAULT_COUNT);
    System.out.printf(
        "random networks: seeds %d to %d; replay one with -Dphyllo.random.seed=SEED%n",
        first, first + count - 1);
    return LongStream.range(first, first + count)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed, () -> check(seed, Math.min(first + count, seed + TOGETHER))));
  }

  private void check(long seed, long end) {
    NetworkSource source = RandomNetwork.draw(seed);
    try {
      GeneratedNetwork network = compiled.get(seed);
      if (network == null) {
        compile(seed, end);
        network = compiled.get(seed);
      }
      checkBits(network.network(), seed);
      GradientReport report = GradientCheck.run(network.network(), seed, 1 + (int) (seed % 6));
      if (!report.passed()) {
        throw new AssertionError(report);
      }
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          "-Dphyllo.random.seed=%d\n%s\n%s".formatted(seed, failure.getMessage(), source.text()),
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

  private static void checkBits(CompiledNetwork network, long seed) {
    Draw draw = new Draw(~seed);
    float[] parameters = Batch.parameters(network.info(), draw);
    for (int samples : List.of(draw.between(1, 16), draw.between(17, 80))) {
      Batch batch = Batch.draw(network.info(), draw, samples);
      Map<String, float[]> plain =
          KernelRun.training(network, Engine.PLAIN, parameters, batch).results();
      Map<String, float[]> vector =
          KernelRun.training(network, Engine.VECTOR, parameters, batch).results();
      Bits.assertEqual(samples + " samples", vector, plain);
      for (Engine engine : Engine.values()) {
        float[] outputs = KernelRun.inference(network, engine, parameters, batch);
        Bits.assertEqual("inference by " + engine, outputs, plain.get("output"));
      }
    }
  }
}
