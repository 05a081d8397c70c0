package org.phyllo.runtime;

import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * A network written by hand: inputs, a hidden layer of tanh or ReLU, outputs; softmax cross entropy
 * or mean squared error. What the runtime's tests train, as nothing is generated here.
 */
record DenseNetwork(
    String name, int inputs, int hidden, int outputs, Loss loss, boolean relu, Fault fault)
    implements CompiledNetwork {
  /** Samples in a block. */
  static final int S = 16;

  /** What a network can have wrong on purpose. */
  enum Fault {
    NONE,
    /** The reference's gradient of hidden.bias is 1 % too large. */
    REFERENCE_GRADIENT,
    /** The kernels' gradient of output.weight is 1 % too large. */
    KERNEL_GRADIENT,
    /** The kernels' forward pass throws. */
    EXCEPTION
  }

  DenseNetwork(int inputs, int hidden, int outputs, Loss loss) {
    this("Dense", inputs, hidden, outputs, loss, false, Fault.NONE);
  }

  DenseNetwork withRelu() {
    return new DenseNetwork(name, inputs, hidden, outputs, loss, true, fault);
  }

  DenseNetwork with(Fault fault) {
    return new DenseNetwork(name, inputs, hidden, outputs, loss, relu, fault);
  }

  int hiddenWeight() {
    return 0;
  }

  int hiddenBias() {
    return hidden * inputs;
  }

  int outputWeight() {
    return hiddenBias() + hidden;
  }

  int outputBias() {
    return outputWeight() + outputs * hidden;
  }

  /** Offsets in a block: rows, hidden, output; then target, share, loss, gradients. */
  int hiddenAt() {
    return S * inputs;
  }

  int outputAt() {
    return hiddenAt() + S * hidden;
  }

  int targetAt() {
    return outputAt() + S * outputs;
  }

  int shareAt() {
    return targetAt() + S * (loss == Loss.SOFTMAX_CROSS_ENTROPY ? 1 : outputs);
  }

  int lossAt() {
    return shareAt() + S;
  }

  int dOutputAt() {
    return lossAt() + S;
  }

  int dHiddenAt() {
    return dOutputAt() + S * outputs;
  }

  int dInputAt() {
    return dHiddenAt() + S * hidden;
  }

  @Override
  public NetworkInfo info() {
    Memory memory =
        new Memory(
            S, targetAt(), dInputAt() + S * inputs, 0, targetAt(), shareAt(), lossAt(), dInputAt());
    Initializer weights = relu ? Initializer.HE_NORMAL : Initializer.XAVIER_NORMAL;
    return new NetworkInfo(
        name,
        List.of(new InputInfo("input", new int[] {inputs}, 0)),
        List.of(new OutputInfo("output", new int[] {outputs}, outputAt(), loss, 1)),
        List.of(
            new ParameterInfo(
                "hidden.weight", new int[] {hidden, inputs}, 0, weights, 0, inputs, hidden),
            bias("hidden.bias", hidden, hiddenBias(), inputs),
            new ParameterInfo(
                "output.weight",
                new int[] {outputs, hidden},
                outputWeight(),
                weights,
                0,
                hidden,
                outputs),
            bias("output.bias", outputs, outputBias(), hidden)),
        List.of(
            layer("hidden", hidden, hiddenAt(), inputs),
            layer("output", outputs, outputAt(), hidden)),
        List.of(),
        List.of(),
        memory);
  }

  private static ParameterInfo bias(String name, int size, int offset, int fanIn) {
    return new ParameterInfo(name, new int[] {size}, offset, Initializer.ZEROS, 0, fanIn, size);
  }

  private static LayerInfo layer(String name, int units, int offset, int inputs) {
    long weights = (long) units * inputs;
    return new LayerInfo(name, "Dense", new int[] {units}, offset, weights + units, weights);
  }

  @Override
  public Kernels kernels(Engine engine) {
    return new DenseKernels(this);
  }

  @Override
  public Optional<SingleKernels> single(Engine engine) {
    return Optional.empty();
  }

  @Override
  public Reference reference() {
    return new DenseReference(this);
  }

  /** The model that the compiler would generate. */
  static final class DenseModel extends Model {
    DenseModel(CompiledNetwork network, float[] parameters, Engine engine) {
      super(network, parameters, engine);
    }

    DenseModel(CompiledNetwork network, long seed) {
      super(network, initialize(network.info(), seed), Engine.PLAIN);
    }
  }

  /** The trainer that the compiler would generate. */
  static final class DenseTrainer extends Trainer<DenseModel> {
    private DenseTrainer(TrainerBuilder<DenseModel, DenseTrainer> builder) {
      super(builder);
    }

    static TrainerBuilder<DenseModel, DenseTrainer> builder(CompiledNetwork network) {
      return builder(
          network,
          (parameters, engine) -> new DenseModel(network, parameters, engine),
          DenseTrainer::new);
    }
  }
}
