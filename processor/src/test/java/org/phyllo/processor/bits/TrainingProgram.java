package org.phyllo.processor.bits;

import java.util.List;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.NetworkSource;

/** A program that a user might write: it trains networks and prints what became of them. */
final class TrainingProgram {
  private TrainingProgram() {}

  static List<NetworkSource> networks() {
    return List.of(digits(), images());
  }

  /** Gradients of all forms, functions of all kinds. */
  private static NetworkSource digits() {
    return new NetworkSource("Digits", Loss.SOFTMAX_CROSS_ENTROPY, 1, 8, 8)
        .dense("a", 65, Activation.TANH)
        .dense("b", 129, Activation.GELU)
        .dense("c", 33, Activation.SIGMOID)
        .dense("d", 33, Activation.SOFTPLUS, "b")
        .add("sum", Activation.ELU, "c", "d")
        .concat("joined", Activation.SILU, "sum", "a")
        .dense("y", 10);
  }

  /** What sees images, what keeps statistics of batches, what draws random numbers. */
  private static NetworkSource images() {
    return new NetworkSource("Images", Loss.SOFTMAX_CROSS_ENTROPY, 1, 8, 8)
        .annotated("c", "@Conv2d(filters = 6, kernel = 3, padding = 1, bias = false)")
        .annotated("n", "@BatchNorm(activation = Activation.RELU)")
        .annotated("p", "@MaxPool(value = 3, stride = 2, padding = 1)")
        .annotated(
            "d",
            "@Conv2d(filters = 6, kernel = {2, 3}, stride = {1, 2}, padding = {0, 1}, groups = 3)")
        .annotated("q", "@AvgPool(value = 2, stride = 1, activation = Activation.TANH)")
        .annotated("e", "@Conv2d(filters = 9, kernel = 3, dilation = 2, padding = 2)", "n")
        .annotated("m", "@GlobalAvgPool(activation = Activation.GELU)")
        .annotated("f", "@Flatten", "q")
        .concat("both", Activation.IDENTITY, "f", "m")
        .annotated("l", "@LayerNorm(activation = Activation.SILU)")
        .annotated("r", "@Dropout(0.3)")
        .dense("h", 21)
        .annotated("b", "@BatchNorm(activation = Activation.ELU)")
        .annotated("s", "@Dropout(value = 0.2, inverted = false)")
        .dense("y", 10);
  }

  /**
   * Its arguments are the engine and numbers of threads. It prints the lanes of a vector, and for
   * each number of threads and each network a hash of all parameters, and the loss.
   */
  static String main() {
    return """
    package %s;

    import java.util.Locale;
    import org.phyllo.runtime.*;
    import org.phyllo.runtime.compiled.ParameterInfo;
    import org.phyllo.runtime.compiled.StatisticInfo;
    import org.phyllo.runtime.optimizer.Adam;

    /** Trains on two hundred patterns. */
    public final class TrainPatterns {
      private TrainPatterns() {}

      /**
       * Trains, and prints what became of it.
       *
       * @param args engine and threads
       */
      public static void main(String[] args) {
        Engine engine = args[0].equals("best") ? Engine.best() : Engine.valueOf(args[0]);
        System.out.println(engine == Engine.VECTOR ? Lanes.count() : 1);
        for (int i = 1; i < args.length; i++) {
          int threads = Integer.parseInt(args[i]);
          System.out.printf(
              Locale.ROOT,
              "%%s %%s%%n",
              train(DigitsTrainer.builder(), engine, threads),
              train(ImagesTrainer.builder(), engine, threads));
        }
      }

      /** With a batch size that divides nothing, in three blocks. */
      private static <M extends Model> String train(
          TrainerBuilder<M, ?> builder, Engine engine, int threads) {
        M model =
            builder
                .optimizer(Adam.withLearningRate(0.003))
                .batchSize(73)
                .epochs(4)
                .seed(11)
                .threads(threads)
                .engine(engine)
                .build()
                .fit(new Patterns());
        long hash = 0;
        for (ParameterInfo tensor : model.info().parameters()) {
          hash = hash(hash, model.parameter(tensor.name()));
        }
        for (StatisticInfo statistic : model.info().statistics()) {
          hash = hash(hash, model.statistic(statistic.name()));
        }
        float[] input = new float[64];
        for (int i = 0; i < 3; i++) {
          new Patterns().readInput(i, input, 0);
          hash = hash(hash, model.predict(input));
        }
        double loss = Evaluation.of(model, new Patterns()).loss();
        return String.format(Locale.ROOT, "%%016x %%s", hash, Double.toHexString(loss));
      }

      private static long hash(long start, float[] values) {
        long hash = start;
        for (float value : values) {
          hash = 31 * hash + Float.floatToRawIntBits(value);
        }
        return hash;
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
