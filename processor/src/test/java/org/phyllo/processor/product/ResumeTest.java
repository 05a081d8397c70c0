package org.phyllo.processor.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Batch;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.GeneratedNetwork;
import org.phyllo.processor.testbed.NetworkSource;
import org.phyllo.runtime.Checkpoints;
import org.phyllo.runtime.EarlyStopping;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.TrainingListener;

/**
 * A training of layers that keep statistics and draw random numbers, interrupted at any batch, ends
 * in the bytes of one that was not. Layers are called what a checkpoint calls things, to be mean.
 */
class ResumeTest {
  private static final int BATCHES = 3 * 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void statisticsAndRandomNumbersGoOn(int accumulate) throws IOException {
    GeneratedNetwork network =
        GeneratedNetwork.of(
            new NetworkSource("Resumed" + accumulate, Loss.SOFTMAX_CROSS_ENTROPY, 6)
                .dense("best", 7)
                .annotated("optimizer", "@BatchNorm(activation = Activation.TANH)")
                .annotated("noise", "@Dropout(0.4)")
                .dense("history", 3));
    Draw draw = new Draw(7);
    Batch train = Batch.draw(network.info(), draw, 75);
    Batch test = Batch.draw(network.info(), draw, 20);
    byte[] expected = saved(builder(network, accumulate).build().fit(train, test));
    Path file = folder.resolve("run.checkpoint");
    for (int crash = 2; crash <= BATCHES; crash++) {
      Checkpoints checkpoints = Checkpoints.to(file).everySteps(1);
      Trainer<?> first =
          builder(network, accumulate).checkpoints(checkpoints).listener(crashAt(crash)).build();
      assertThatThrownBy(() -> first.fit(train, test)).hasMessage("crash");
      Trainer<?> second = builder(network, accumulate).build();
      if (Files.exists(file)) {
        second.resume(file);
      }
      assertThat(saved(second.fit(train, test))).as("crash at %d", crash).isEqualTo(expected);
      Files.deleteIfExists(file);
    }
  }

  private static TrainerBuilder<?, ?> builder(GeneratedNetwork network, int accumulate) {
    return network
        .builder()
        .batchSize(20)
        .accumulate(accumulate)
        .epochs(3)
        .seed(5)
        .earlyStopping(EarlyStopping.onLoss(100));
  }

  /** Throws at the n-th batch, before its checkpoint is written. */
  private static TrainingListener crashAt(int n) {
    return new TrainingListener() {
      private int seen;

      @Override
      public void batchFinished(int epoch, int batch, int batches, double loss) {
        if (++seen == n) {
          throw new IllegalStateException("crash");
        }
      }
    };
  }

  private byte[] saved(Model model) throws IOException {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    return Files.readAllBytes(file);
  }
}
