package org.phyllo.processor.testbed;

import java.util.Arrays;
import java.util.Map;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.Memory;

/**
 * Plain and vector code compute the same bits: in training, of whole blocks and of parts of them,
 * in inference, one by one and in groups.
 */
public final class EngineBits {
  private EngineBits() {}

  /** Fails if they don't, or if a value is not a number. */
  public static void check(CompiledNetwork network, float[] parameters, Batch batch) {
    Map<String, float[]> plain =
        KernelRun.training(network, Engine.PLAIN, parameters, batch).results();
    Map<String, float[]> vector =
        KernelRun.training(network, Engine.VECTOR, parameters, batch).results();
    String what = network.info().name() + " with " + batch.samples() + " samples";
    Bits.assertEqual(what, vector, plain);
    if (Math.min(batch.samples(), network.info().memory().blockSamples()) > Memory.SAMPLE_GROUP) {
      for (Engine engine : Engine.values()) {
        KernelRun parts =
            KernelRun.training(network, engine, parameters, batch, Memory.SAMPLE_GROUP);
        Bits.assertEqual(what + ", parts of blocks by " + engine, parts.results(), plain);
      }
    }
    boolean trainsAsItPredicts =
        network.info().noise().isEmpty() && network.info().statistics().isEmpty();
    float[] expected =
        trainsAsItPredicts
            ? plain.get("output")
            : KernelRun.inference(network, Engine.PLAIN, parameters, batch);
    for (Engine engine : Engine.values()) {
      float[] outputs = KernelRun.inference(network, engine, parameters, batch);
      Bits.assertEqual(what + ", inference by " + engine, outputs, expected);
      KernelRun.single(network, engine, parameters, batch)
          .ifPresent(o -> Bits.assertEqual(what + ", one by one by " + engine, o, expected));
      KernelRun.groups(network, engine, parameters, batch)
          .ifPresent(
              o ->
                  Bits.assertEqual(
                      what + ", in groups by " + engine, o, Arrays.copyOf(expected, o.length)));
    }
  }
}
