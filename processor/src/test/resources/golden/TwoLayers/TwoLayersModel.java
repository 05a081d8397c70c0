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
 * The parameters of network TwoLayers, and its predictions. Safe for use by several threads.
 *
 * <pre>
 * layer   kind   reads   output  parameters  multiply-adds
 * input                  [784]
 * hidden  Dense  input   [50]        39,250         39,200
 * scores  Dense  hidden  [10]           510            500
 * total                              39,760         39,700
 * </pre>
 */
public final class TwoLayersModel extends Model {
  private static final CompiledNetwork NETWORK = new Network();

  TwoLayersModel(float[] parameters, Engine engine) {
    super(NETWORK, parameters, engine);
  }

  /**
   * What the network was compiled to: its description, its kernels, its reference.
   *
   * @return always the same object
   */
  public static CompiledNetwork network() {
    return NETWORK;
  }

  /**
   * A new model with parameters as declared.
   *
   * @param seed of the random numbers
   * @return the model
   */
  public static TwoLayersModel create(long seed) {
    return new TwoLayersModel(initialize(NETWORK.info(), seed), Engine.best());
  }

  /**
   * Reads a model that was saved.
   *
   * @param file in safetensors format
   * @return the model
   * @throws IOException if the file can't be read, or isn't a model of this network
   */
  public static TwoLayersModel load(Path file) throws IOException {
    return new TwoLayersModel(read(NETWORK.info(), file), Engine.best());
  }

  private static final class Network implements CompiledNetwork {
    private static final NetworkInfo INFO = new NetworkInfo(
        "TwoLayers",
        List.of(
            new InputInfo("input", new int[] {784}, 0)),
        List.of(
            new OutputInfo("scores", new int[] {10}, 26700, Loss.SOFTMAX_CROSS_ENTROPY, 1.0)),
        List.of(
            new ParameterInfo("hidden.weight", new int[] {50, 784}, 0, Initializer.HE_NORMAL, 0.01, 784, 50),
            new ParameterInfo("hidden.bias", new int[] {50}, 39200, Initializer.ZEROS, 0.01, 784, 50),
            new ParameterInfo("scores.weight", new int[] {10, 50}, 39250, Initializer.XAVIER_NORMAL, 0.01, 50, 10),
            new ParameterInfo("scores.bias", new int[] {10}, 39750, Initializer.ZEROS, 0.01, 50, 10)),
        List.of(
            new LayerInfo("hidden", "Dense", new int[] {50}, 25100, 39250L, 39200L),
            new LayerInfo("scores", "Dense", new int[] {10}, 26700, 510L, 500L)),
        List.of(),
        List.of(),
        new Memory(32, 52108, 54192, 27020, 27020, 27052, 27084, 29100));

    @Override
    public NetworkInfo info() {
      return INFO;
    }

    @Override
    public Kernels kernels(Engine engine) {
      return switch (engine) {
        case PLAIN -> new TwoLayersPlain();
        case VECTOR -> new TwoLayersVector();
      };
    }

    @Override
    public Optional<SingleKernels> single(Engine engine) {
      return switch (engine) {
        case PLAIN -> Optional.empty();
        case VECTOR -> Optional.of(new TwoLayersSingle());
      };
    }

    @Override
    public Reference reference() {
      return new TwoLayersReference();
    }
  }
}
