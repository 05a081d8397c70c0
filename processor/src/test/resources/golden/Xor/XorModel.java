package golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.Engine;
import org.phyllo.runtime.Model;
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
 * The parameters of network Xor, and its predictions. Safe for use by several threads.
 *
 * <pre>
 * layer   kind   reads   output  parameters  multiply-adds
 * input                  [2]
 * hidden  Dense  input   [2]              6              4
 * score   Dense  hidden  [1]              3              2
 * total                                   9              6
 * </pre>
 */
final class XorModel extends Model {
  private static final CompiledNetwork NETWORK = new Network();

  XorModel(float[] parameters, Engine engine) {
    super(NETWORK, parameters, engine);
  }

  /**
   * What the network was compiled to: its description, its kernels, its reference.
   *
   * @return always the same object
   */
  static CompiledNetwork network() {
    return NETWORK;
  }

  /**
   * A new model with parameters as declared.
   *
   * @param seed of the random numbers
   * @return the model
   */
  static XorModel create(long seed) {
    return new XorModel(initialize(NETWORK.info(), seed), Engine.best());
  }

  /**
   * Reads a model that was saved.
   *
   * @param file in safetensors format
   * @return the model
   * @throws IOException if the file can't be read, or isn't a model of this network
   */
  static XorModel load(Path file) throws IOException {
    return new XorModel(read(NETWORK.info(), file), Engine.best());
  }

  private static final class Network implements CompiledNetwork {
    private static final NetworkInfo INFO = new NetworkInfo(
        "Xor",
        List.of(
            new InputInfo("input", new int[] {2}, 0)),
        List.of(
            new OutputInfo("score", new int[] {1}, 140, Loss.SIGMOID_CROSS_ENTROPY, 1.0)),
        List.of(
            new ParameterInfo("hidden.weight", new int[] {2, 2}, 0, Initializer.XAVIER_NORMAL, 0.01, 2, 2),
            new ParameterInfo("hidden.bias", new int[] {2}, 4, Initializer.ZEROS, 0.01, 2, 2),
            new ParameterInfo("score.weight", new int[] {1, 2}, 6, Initializer.XAVIER_NORMAL, 0.01, 2, 1),
            new ParameterInfo("score.bias", new int[] {1}, 8, Initializer.ZEROS, 0.01, 2, 1)),
        List.of(
            new LayerInfo("hidden", "Dense", new int[] {2}, 76, 6L, 4L),
            new LayerInfo("score", "Dense", new int[] {1}, 140, 3L, 2L)),
        List.of(),
        List.of(),
        new Memory(32, 236, 496, 172, 172, 204, 236, 428));

    @Override
    public NetworkInfo info() {
      return INFO;
    }

    @Override
    public Kernels kernels(Engine engine) {
      return switch (engine) {
        case PLAIN -> new XorPlain();
        case VECTOR -> new XorVector();
      };
    }

    @Override
    public Optional<SingleKernels> single(Engine engine) {
      return switch (engine) {
        case PLAIN -> Optional.empty();
        case VECTOR -> Optional.of(new XorSingle());
      };
    }

    @Override
    public Reference reference() {
      return new XorReference();
    }
  }
}
