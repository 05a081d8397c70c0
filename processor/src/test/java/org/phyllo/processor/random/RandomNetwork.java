package org.phyllo.processor.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.NetworkSource;

/**
 * Draws a valid network from a seed: layers of all kinds in chains and branches, on tensors that
 * may be read several times, all activations and losses, mostly odd sizes.
 */
final class RandomNetwork {
  private static final String INPUT = "input";

  /** Names that generated code uses itself, or derives from others' names. */
  private static final List<String> AWKWARD =
      List.of(
          ("p w g s n k u i x y z e t d at end rest row task step lane lanes name total sum max"
               + " size score label weight bias share loss target output samples sigma dot exp log"
               + " tanh erf load broadcast species addLanes forward backward gradient parameter"
               + " inputGradient backwardInput inputRows inputColumns backwardLoss resize info"
               + " network reference kernels parameters dInput dOutput t0Sum dT0 t0Weight t1Sum T0"
               + " T1 BLOCK LANES SPECIES INPUT NETWORK INFO sum0 sum1 sum00 sum_ z0 z00 T0_WEIGHT"
               + " D_T0 padded value dx b c f a group t0Padded t0Border mean variance noise"
               + " deviation running_mean t0Mean t1Noise")
              .split(" ", -1));

  private final Draw draw;
  private final NetworkSource source;
  private final Loss loss;
  private final RandomLayers layers;
  private final List<DrawnTensor> tensors = new ArrayList<>();
  private final Set<DrawnTensor> unread = new LinkedHashSet<>();
  private String lastAnnotation = "";

  private RandomNetwork(long seed) {
    this.draw = new Draw(seed);
    String name = "Random" + Long.toUnsignedString(seed);
    DrawnTensor input = new DrawnTensor(INPUT, input(), 1);
    int[] shape = input.shape().stream().mapToInt(Integer::intValue).toArray();
    this.loss = draw.oneOf(List.of(Loss.values()));
    this.source =
        loss == Loss.HUBER
            ? NetworkSource.huber(name, draw.oneOf(List.of(0.5, 1.0, 2.0)), shape)
            : new NetworkSource(name, loss, shape);
    this.layers = new RandomLayers(draw);
    tensors.add(input);
  }

  /** The network of a seed. */
  static NetworkSource draw(long seed) {
    return new RandomNetwork(seed).build();
  }

  private List<Integer> input() {
    return switch (draw.below(6)) {
      case 0 -> List.of(draw.between(1, 20));
      case 1, 2 -> List.of(draw.between(1, 6), draw.between(1, 12));
      default -> List.of(draw.between(1, 4), draw.between(1, 8), draw.between(1, 8));
    };
  }

  private NetworkSource build() {
    int count = draw.chance(0.05) ? 0 : draw.between(1, 9);
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < count) {
      names.add(draw.chance(0.5) ? draw.oneOf(AWKWARD) : "t" + names.size());
    }
    for (String name : names) {
      append(name, layers.next(tensors));
    }
    finish();
    return source;
  }

  private void append(String name, DrawnLayer layer) {
    source.annotated(name, layer.annotation(), sources(layer.from()));
    lastAnnotation = layer.annotation();
    layer.from().forEach(unread::remove);
    DrawnTensor tensor = layer.output(name);
    tensors.add(tensor);
    unread.add(tensor);
  }

  /** The names to write: none where the layer before it is read, or perhaps its name. */
  private String[] sources(List<DrawnTensor> from) {
    boolean previous = from.equals(List.of(tensors.getLast()));
    return previous && draw.chance(0.5)
        ? new String[0]
        : from.stream().map(DrawnTensor::name).toArray(String[]::new);
  }

  /** Brings together what nobody has read, and ends in as many outputs as the loss needs. */
  private void finish() {
    List<DrawnTensor> loose = List.copyOf(unread);
    for (DrawnTensor tensor : loose.size() > 1 ? loose : List.<DrawnTensor>of()) {
      if (tensor.rank() > 1) {
        append("flat" + tensor.name(), layers.dense(tensor, draw.between(1, 9)));
      }
    }
    List<DrawnTensor> parts = List.copyOf(unread);
    if (parts.size() > 1) {
      append("loose", layers.joined(parts));
    }
    if (unread.isEmpty() || draw.chance(0.7) || !canBeLast(tensors.getLast())) {
      dense();
    }
  }

  private void dense() {
    int least = loss == Loss.SOFTMAX_CROSS_ENTROPY ? 2 : 1;
    Activation last = draw.chance(0.5) ? Activation.IDENTITY : layers.activation();
    boolean possible = isPossible(last.name());
    source.dense("scores", draw.between(least, 10), possible ? last : Activation.IDENTITY);
  }

  private boolean canBeLast(DrawnTensor tensor) {
    return isPossible(lastAnnotation)
        && (loss != Loss.SOFTMAX_CROSS_ENTROPY || (tensor.rank() == 1 && tensor.size() > 1));
  }

  /** Not what the loss applies itself, and no steps: all gradients would be zero. */
  private boolean isPossible(String text) {
    return !text.contains(Activation.STEP.name())
        && !(loss == Loss.SOFTMAX_CROSS_ENTROPY && text.contains(Activation.SOFTMAX.name()))
        && !(loss == Loss.SIGMOID_CROSS_ENTROPY && text.contains(Activation.SIGMOID.name()));
  }
}
