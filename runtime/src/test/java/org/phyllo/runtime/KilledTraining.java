package org.phyllo.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.DenseModel;
import org.phyllo.runtime.DenseNetwork.DenseTrainer;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.schedule.CosineSchedule;

/** The program that {@link KillTest} runs and kills: trains on from a checkpoint to the end. */
final class KilledTraining {
  static final TestExamples TRAIN = TestExamples.clusters(95, 6, 3, 1);
  static final TestExamples TEST = TestExamples.clusters(30, 6, 3, 2);

  private KilledTraining() {}

  static TrainerBuilder<DenseModel, DenseTrainer> builder() {
    return DenseTrainer.builder(new DenseNetwork(6, 8, 3, Loss.SOFTMAX_CROSS_ENTROPY))
        .engine(Engine.PLAIN)
        .optimizer(Adam.withLearningRate(0.01))
        .schedule(CosineSchedule.toZero().withWarmup(5))
        .earlyStopping(EarlyStopping.onLoss(1000))
        .clipNorm(1)
        .batchSize(10)
        .epochs(100)
        .seed(11);
  }

  /**
   * Arguments: the checkpoint, the file for the parameters, updates between checkpoints,
   * milliseconds to rest per batch. Prints a line when it has saved its first.
   */
  public static void main(String[] args) throws IOException {
    Path checkpoint = Path.of(args[0]);
    int steps = Integer.parseInt(args[2]);
    int rest = Integer.parseInt(args[3]);
    TrainingListener slow =
        new TrainingListener() {
          private int batchesSeen;

          @Override
          public void batchFinished(int epoch, int batch, int batches, double loss) {
            if (++batchesSeen == 2) {
              System.out.println("has saved");
            }
            try {
              Thread.sleep(rest);
            } catch (InterruptedException stop) {
              throw new IllegalStateException(stop);
            }
          }
        };
    DenseTrainer trainer =
        builder().listener(slow).checkpoints(Checkpoints.to(checkpoint).everySteps(steps)).build();
    if (Files.exists(checkpoint)) {
      trainer.resume(checkpoint);
    }
    trainer.fit(TRAIN, TEST).save(Path.of(args[1]));
  }
}
