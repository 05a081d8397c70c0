package org.phyllo.samples.bench;

import java.util.Arrays;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.TrainerBuilder;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Sgd;
import org.phyllo.samples.network.DeepMnistModel;
import org.phyllo.samples.network.DeepMnistTrainer;
import org.phyllo.samples.network.IrisModel;
import org.phyllo.samples.network.IrisTrainer;
import org.phyllo.samples.network.LeNet5Model;
import org.phyllo.samples.network.LeNet5Trainer;
import org.phyllo.samples.network.Mnist50ReluModel;
import org.phyllo.samples.network.Mnist50ReluTrainer;
import org.phyllo.samples.network.TinyRegressionModel;
import org.phyllo.samples.network.TinyRegressionTrainer;
import org.phyllo.samples.network.WideMnistModel;
import org.phyllo.samples.network.WideMnistTrainer;

/**
 * A training step that is measured: a network, an optimizer, a batch size. The settings are those
 * of the script that measures PyTorch.
 */
public enum Workload {
  /** 4-16-3 with tanh, batch 32, SGD: a step is little more than its overhead. */
  IRIS(32, 8192) {
    @Override
    CompiledNetwork network() {
      return IrisModel.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return IrisTrainer.builder().optimizer(Sgd.withLearningRate(0.1));
    }
  },

  /** 784-50-10 with ReLU, batch 100, SGD: the book's network. */
  TWO(100, 8192) {
    @Override
    CompiledNetwork network() {
      return Mnist50ReluModel.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return Mnist50ReluTrainer.builder().optimizer(Sgd.withLearningRate(0.1));
    }
  },

  /** 784-512-512-10 with ReLU, batch 128, Adam: large matrices, and much memory for Adam. */
  MLP(128, 8192) {
    @Override
    CompiledNetwork network() {
      return WideMnistModel.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return WideMnistTrainer.builder().optimizer(Adam.withLearningRate(1e-3));
    }
  },

  /** LeNet-5 on 28x28 pixels, batch 128, Adam: small convolutions, much data for few weights. */
  LENET(128, 8192) {
    @Override
    CompiledNetwork network() {
      return LeNet5Model.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return LeNet5Trainer.builder().optimizer(Adam.withLearningRate(1e-3));
    }
  },

  /** 4-32-16-4 with tanh, the full batch of 10,000, Adam: narrow layers, many samples. */
  TINY(10_000, 10_000) {
    @Override
    CompiledNetwork network() {
      return TinyRegressionModel.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return TinyRegressionTrainer.builder().optimizer(Adam.withLearningRate(1e-3));
    }
  },

  /** Six convolutions of 3x3 and dropout, batch 100, Adam: nearly all of it multiply-adds. */
  DEEP(100, 8192) {
    @Override
    CompiledNetwork network() {
      return DeepMnistModel.network();
    }

    @Override
    TrainerBuilder<?, ?> builder() {
      return DeepMnistTrainer.builder().optimizer(Adam.withLearningRate(1e-3));
    }
  };

  private final int batch;
  private final int samples;

  Workload(int batch, int samples) {
    this.batch = batch;
    this.samples = samples;
  }

  abstract CompiledNetwork network();

  /** A trainer's settings, with the optimizer. */
  abstract TrainerBuilder<?, ?> builder();

  /**
   * The number of samples in a step.
   *
   * @return the batch size
   */
  public int batch() {
    return batch;
  }

  NetworkInfo info() {
    return network().info();
  }

  int samples() {
    return samples;
  }

  /** A trainer for the workload, with a seed for its first weights. */
  Trainer<?> trainer(Settings settings) {
    return builder()
        .batchSize(batch)
        .seed(settings.seed())
        .threads(settings.threads())
        .engine(settings.engine())
        .build();
  }

  /** The network in double, with a model's parameters. */
  Reference reference(Model model) {
    Reference reference = network().reference();
    for (ParameterInfo tensor : info().parameters()) {
      float[] values = model.parameter(tensor.name());
      double[] copy = reference.parameter(tensor.name());
      Arrays.setAll(copy, i -> values[i]);
    }
    return reference;
  }

  /**
   * Floating-point operations of a step's matrix products, a multiply-add counted as two: forward,
   * the weights' gradients and, but for the first layer, the inputs' gradients.
   *
   * @return the number of operations in a step
   */
  public double operations() {
    LayerInfo first = info().layers().getFirst();
    return 2.0 * batch * (3 * info().multiplyAdds() - first.multiplyAdds());
  }
}
