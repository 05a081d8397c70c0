package org.phyllo.processor.bits;

import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.NetworkSource;

/** A program that a user might write: it trains a network and prints what became of it. */
final class TrainingProgram {
  private TrainingProgram() {}

  /** Gradients of all forms, functions of all kinds, a batch size that divides nothing. */
  static NetworkSource network() {
    return new NetworkSource("Digits", Loss.SOFTMAX_CROSS_ENTROPY, 1, 8, 8)
        .dense("a", 65, Activation.TANH)
        .dense("b", 129, Activation.GELU)
        .dense("c", 33, Activation.SIGMOID)
        .dense("d", 33, Activation.SOFTPLUS, "b")
        .add("sum", Activation.ELU, "c", "d")
        .concat("joined", Activation.SILU, "sum", "a")
        .dense("y", 10);
  }

  /**
   * Its arguments are the engine and the number of threads. It prints the lanes of a vector, a hash
   * of all parameters, and the loss.
   */
  static String main() {
    return """
    package %s;

    import java.util.Locale;
    import org.phyllo.runtime.*;
    import org.phyllo.runtime.compiled.ParameterInfo;
    import org.phyllo.runtime.optimizer.Adam;

    /** Trains on two hundred patterns. */
    public final class TrainDigits {
      private TrainDigits() {}

      /**
       * Trains, and prints what became of it.
       *
       * @param args engine and threads
       */
      public static void main(String[] args) {
        Engine engine = args[0].equals("best") ? Engine.best() : Engine.valueOf(args[0]);
        DigitsModel model =
            DigitsTrainer.builder()
                .optimizer(Adam.withLearningRate(0.003))
                .batchSize(37)
                .epochs(4)
                .seed(11)
                .threads(Integer.parseInt(args[1]))
                .engine(engine)
                .build()
                .fit(new Patterns());
        long hash = 0;
        for (ParameterInfo tensor : model.info().parameters()) {
          for (float value : model.parameter(tensor.name())) {
            hash = 31 * hash + Float.floatToRawIntBits(value);
          }
        }
        int lanes = model.engine() == Engine.VECTOR ? Lanes.count() : 1;
        Evaluation evaluation = Evaluation.of(model, new Patterns());
        System.out.printf(
            Locale.ROOT, "%%d %%016x %%s%%n", lanes, hash, Double.toHexString(evaluation.loss()));
      }

      /** Loaded only where there are vectors. */
      private static final class Lanes {
        static int count() {
          return jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length();
        }
      }

      private static final class Patterns implements Examples {
        @Override
        public int size() {
          return 200;
        }

        @Override
        public int[] inputShape() {
          return new int[] {1, 8, 8};
        }

        @Override
        public int classes() {
          return 10;
        }

        @Override
        public int targetSize() {
          return 1;
        }

        @Override
        public void readInput(int index, float[] into, int at) {
          int state = index * 0x9E3779B9;
          for (int i = 0; i < 64; i++) {
            state = state * 1664525 + 1013904223;
            float noise = (state >>> 8) * 0x1p-24f;
            into[at + i] = (i * (index %% 10 + 1) %% 11 < 5 ? 1 : 0) + noise;
          }
        }

        @Override
        public void readTarget(int index, float[] into, int at) {
          into[at] = index %% 10;
        }
      }
    }
    """
        .formatted(NetworkSource.PACKAGE);
  }
}
