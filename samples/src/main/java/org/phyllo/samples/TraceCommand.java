package org.phyllo.samples;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.Model;
import org.phyllo.runtime.Trace;
import org.phyllo.runtime.compiled.CompiledNetwork;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.samples.SampleNetworks.Sample;
import org.phyllo.samples.bench.RandomExamples;
import org.phyllo.samples.network.HandCalculationModel;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints every number of a forward and a backward pass. */
@Command(
    name = "trace",
    header = "Every number of one forward and one backward pass.",
    description = {
      "",
      "Without a network the one that \"Deep Learning from Scratch\" computes by hand "
          + "in chapter 3: 2-3-2-2 with sigmoid, for the input 1.0, 0.5. The book stops "
          + "at the output; here the loss for a target of 0, 1 follows, and all the way "
          + "back.",
      "",
      "What to learn from it: follow it with pencil and paper, or in a debugger: the "
          + "names are those in the network's reference, such as "
          + "HandCalculationReference. Each gradient dX has the shape of X; each layer "
          + "needs the gradient of its output and gives that of its input.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phyllo trace",
      "  phyllo trace Xor --samples 2",
      "  phyllo trace LeNet5 --seed 7",
      "",
      "What comes out: the tensors in order: forward, loss, backward; of large ones "
          + "the first values and their distribution. The last line:",
      "  loss 0.09631289, 5 layers, 26 tensors"
    },
    optionListHeading = "Options:%n",
    abbreviateSynopsis = true,
    sortOptions = false)
final class TraceCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 100;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NETWORK",
      arity = "0..1",
      description =
          "A network by its name, with first weights as it declares them, on random numbers. A "
              + "wrong name lists them.")
  private @Nullable String network;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides weights, inputs and targets of a network. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "The size of a network's batch, 1 to 100. Default: ${DEFAULT-VALUE}.")
  private int samples = 1;

  @Override
  public Integer call() {
    Trace trace = network == null ? byHand() : ofNetwork(network);
    System.out.println(trace);
    System.out.printf(
        Locale.ROOT,
        "loss %.8f, %d layers, %d tensors%n",
        trace.loss(),
        trace.network().layers().size(),
        trace.tensors().size());
    return CommandLine.ExitCode.OK;
  }

  /** The book's numbers; its weights are {@code [inputs][units]}, these are transposed. */
  static Trace byHand() {
    Reference reference = HandCalculationModel.network().reference();
    set(reference, "a1.weight", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    set(reference, "a1.bias", 0.1, 0.2, 0.3);
    set(reference, "a2.weight", 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    set(reference, "a2.bias", 0.1, 0.2);
    set(reference, "y.weight", 0.1, 0.2, 0.3, 0.4);
    set(reference, "y.bias", 0.1, 0.2);
    return Trace.training(reference, new double[] {1.0, 0.5}, new double[] {0, 1});
  }

  private static void set(Reference reference, String parameter, double... values) {
    System.arraycopy(values, 0, reference.parameter(parameter), 0, values.length);
  }

  /** A network with the parameters that it declares. */
  private static final class Untrained extends Model {
    Untrained(CompiledNetwork network, long seed) {
      super(network, initialize(network.info(), seed));
    }
  }

  private Trace ofNetwork(String name) {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new ParameterException(
          spec.commandLine(), "--samples " + samples + ", expected 1 to " + MOST_SAMPLES);
    }
    CompiledNetwork compiled =
        SampleNetworks.named(name)
            .map(Sample::network)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no network '%s', expected one of %s"
                            .formatted(name, String.join(", ", SampleNetworks.names()))));
    int[] numbers = new int[samples];
    for (int i = 0; i < samples; i++) {
      numbers[i] = i;
    }
    RandomExamples random = new RandomExamples(compiled.info(), samples, seed);
    return Trace.training(new Untrained(compiled, seed), random, numbers);
  }
}
