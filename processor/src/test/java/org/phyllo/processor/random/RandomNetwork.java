package org.phyllo.processor.random;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.dsl.Network;
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
  private final Loss loss;

  /** What softmax needs; others have as many values as it happens. */
  private final int classes;

  private final NetworkSource source;
  private final RandomLayers layers;
  private final List<DrawnTensor> tensors = new ArrayList<>();
  private final Set<DrawnTensor> unread = new LinkedHashSet<>();

  /** What a layer reads that names nothing. */
  private DrawnTensor last;

  private String lastAnnotation = "";

  private RandomNetwork(long seed) {
    this.draw = new Draw(seed);
    this.last = new DrawnTensor(INPUT, input(), 1);
    this.loss = draw.oneOf(List.of(Loss.values()));
    this.classes = draw.between(2, 10);
    this.source = NetworkSource.declared("Random" + Long.toUnsignedString(seed), annotation());
    boolean isList = last.rank() == 1 && draw.chance(0.5);
    this.layers = new RandomLayers(draw, isList ? Optional.of(last) : Optional.empty());
    if (!isList) {
      tensors.add(last);
    }
  }

  private String annotation() {
    DrawnAnnotation annotation =
        new DrawnAnnotation(Network.class)
            .with("input", braces(last.shape()))
            .with("loss", "Loss." + loss);
    if (loss == Loss.HUBER) {
      annotation.with("huberDelta", draw.oneOf(List.of(0.5, 1.0, 2.0)));
    }
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && draw.chance(0.5)) {
      annotation.with("labelSmoothing", draw.oneOf(List.of(0.0, 0.1, 0.5)));
    }
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY && draw.chance(0.3)) {
      List<Double> weights = new ArrayList<>();
      for (int i = 0; i < classes; i++) {
        weights.add(draw.oneOf(List.of(0.25, 1.0, 3.0)));
      }
      annotation.with("classWeights", braces(weights));
    }
    return annotation.toString();
  }

  private static String braces(List<?> values) {
    return values.stream().map(String::valueOf).collect(joining(", ", "{", "}"));
  }

  /** The network of a seed. */
  static NetworkSource draw(long seed) {
    return new RandomNetwork(seed).build();
  }

  private List<Integer> input() {
    return switch (draw.below(8)) {
      case 0, 1 -> List.of(draw.between(1, 20));
      case 2, 3 -> List.of(draw.between(1, 6), draw.between(1, 12));
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
    last = layer.output(name);
    tensors.add(last);
    unread.add(last);
  }

  /** The names to write: none where the layer before it is read, or perhaps its name. */
  private String[] sources(List<DrawnTensor> from) {
    boolean previous = from.equals(List.of(last));
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
    if (unread.isEmpty() || draw.chance(0.7) || !canBeLast(last)) {
      dense();
    }
  }

  private void dense() {
    Activation drawn = draw.chance(0.5) ? Activation.IDENTITY : layers.activation();
    Activation possible = isPossible(drawn.name()) ? drawn : Activation.IDENTITY;
    int units = loss == Loss.SOFTMAX_CROSS_ENTROPY ? classes : draw.between(1, 10);
    source.dense("scores", units, possible);
  }

  private boolean canBeLast(DrawnTensor tensor) {
    return isPossible(lastAnnotation)
        && (loss != Loss.SOFTMAX_CROSS_ENTROPY || tensor.shape().equals(List.of(classes)));
  }

  /** Not what the loss applies itself, and no steps: all gradients would be zero. */
  private boolean isPossible(String text) {
    return !text.contains(Activation.STEP.name())
        && !(loss == Loss.SOFTMAX_CROSS_ENTROPY && text.contains(Activation.SOFTMAX.name()))
        && !(loss == Loss.SIGMOID_CROSS_ENTROPY && text.contains(Activation.SIGMOID.name()));
  }
}
