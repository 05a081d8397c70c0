package org.phyllo.processor.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.processor.testbed.NetworkSource;

/**
 * Draws a valid network from a seed: chains, branches, sums and concatenations of tensors that may
 * be read several times, all activations and losses, mostly odd sizes.
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
               + " D_T0 padded value dx b")
              .split(" ", -1));

  private final Draw draw;
  private final NetworkSource source;
  private final Loss loss;

  /** A few sizes that layers share, so that there is something to add. */
  private final List<Integer> sizes;

  private final List<Tensor> tensors = new ArrayList<>();
  private final Set<Tensor> unread = new LinkedHashSet<>();

  private RandomNetwork(long seed) {
    this.draw = new Draw(seed);
    String name = "Random" + Long.toUnsignedString(seed);
    Tensor input = draw.chance(0.25) ? image() : features(draw.between(1, 20));
    this.loss = draw.oneOf(List.of(Loss.values()));
    this.source =
        loss == Loss.HUBER
            ? NetworkSource.huber(name, draw.oneOf(List.of(0.5, 1.0, 2.0)), input.shape())
            : new NetworkSource(name, loss, input.shape());
    this.sizes = IntStream.range(0, 3).mapToObj(_ -> draw.between(1, 20)).toList();
    tensors.add(input);
  }

  /**
   * A tensor that layers can read.
   *
   * @param tail the extents behind the first, as one list
   */
  private record Tensor(String name, int first, List<Integer> tail) {
    int[] shape() {
      return IntStream.concat(IntStream.of(first), tail.stream().mapToInt(Integer::intValue))
          .toArray();
    }

    Tensor with(String otherName, int otherFirst) {
      return new Tensor(otherName, otherFirst, tail);
    }
  }

  /** The network of a seed. */
  static NetworkSource draw(long seed) {
    return new RandomNetwork(seed).build();
  }

  private static Tensor features(int size) {
    return new Tensor(INPUT, size, List.of());
  }

  private Tensor image() {
    return new Tensor(INPUT, draw.between(1, 3), List.of(draw.between(1, 4), draw.between(1, 4)));
  }

  private NetworkSource build() {
    int layers = draw.between(0, 8);
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < layers) {
      names.add(draw.chance(0.5) ? draw.oneOf(AWKWARD) : "t" + names.size());
    }
    names.forEach(this::append);
    finish();
    return source;
  }

  private void append(String name) {
    Tensor from = choose();
    switch (draw.below(20)) {
      case 0, 1, 2 -> {
        source.activate(name, activation(), sources(List.of(from)));
        produce(from.with(name, from.first()), List.of(from));
      }
      case 3, 4, 5, 6, 7 -> {
        List<Tensor> summands = several(from, t -> t.with("", t.first()).equals(nameless(from)));
        source.add(name, activation(), names(summands));
        produce(from.with(name, from.first()), summands);
      }
      case 8, 9, 10 -> {
        List<Tensor> parts = several(from, t -> t.tail().equals(from.tail()));
        int sum = parts.stream().mapToInt(Tensor::first).sum();
        source.concat(name, activation(), names(parts));
        produce(from.with(name, sum), parts);
      }
      default -> dense(name, draw.chance(0.6) ? draw.oneOf(sizes) : draw.between(1, 40), from);
    }
  }

  private static Tensor nameless(Tensor tensor) {
    return tensor.with("", tensor.first());
  }

  private void dense(String name, int units, Tensor from) {
    source.dense(name, units, activation(), draw.chance(0.8), sources(List.of(from)));
    produce(new Tensor(name, units, List.of()), List.of(from));
  }

  /** Brings together what nobody has read, and ends in as many outputs as the loss needs. */
  private void finish() {
    List<Tensor> loose = List.copyOf(unread);
    for (Tensor tensor : loose.size() > 1 ? loose : List.<Tensor>of()) {
      if (!tensor.tail().isEmpty()) {
        dense("flat" + tensor.name(), draw.between(1, 9), tensor);
      }
    }
    List<Tensor> parts = List.copyOf(unread);
    if (parts.size() > 1) {
      int sum = parts.stream().mapToInt(Tensor::first).sum();
      source.concat("loose", activation(), names(parts));
      produce(new Tensor("loose", sum, List.of()), parts);
    }
    int least = loss == Loss.SOFTMAX_CROSS_ENTROPY ? 2 : 1;
    int units = draw.between(least, 10);
    Activation last = draw.chance(0.5) ? Activation.IDENTITY : activation();
    boolean twice =
        (loss == Loss.SOFTMAX_CROSS_ENTROPY && last == Activation.SOFTMAX)
            || (loss == Loss.SIGMOID_CROSS_ENTROPY && last == Activation.SIGMOID);
    source.dense("scores", units, twice || last == Activation.STEP ? Activation.IDENTITY : last);
  }

  /** A tensor, one of the last more likely than others. */
  private Tensor choose() {
    int back = Math.min(draw.below(tensors.size()), draw.below(tensors.size()));
    return tensors.get(tensors.size() - 1 - back);
  }

  /** Two to four tensors that fit, the first among them, some perhaps twice. */
  private List<Tensor> several(Tensor first, java.util.function.Predicate<Tensor> fits) {
    List<Tensor> fitting = tensors.stream().filter(fits).toList();
    List<Tensor> chosen = new ArrayList<>(List.of(first));
    int more = draw.between(1, 3);
    for (int i = 0; i < more; i++) {
      chosen.add(draw.oneOf(fitting));
    }
    return chosen;
  }

  /** Steps have no gradient, and too many of them leave nothing to check. */
  private Activation activation() {
    Activation activation = draw.oneOf(List.of(Activation.values()));
    return activation == Activation.STEP && draw.chance(0.7) ? Activation.RELU : activation;
  }

  /** The names to write: none where the layer before it is read, or perhaps its name. */
  private String[] sources(List<Tensor> from) {
    boolean previous = from.equals(List.of(tensors.getLast()));
    return previous && draw.chance(0.5) ? new String[0] : names(from);
  }

  private static String[] names(List<Tensor> from) {
    return from.stream().map(Tensor::name).toArray(String[]::new);
  }

  private void produce(Tensor tensor, List<Tensor> from) {
    from.forEach(unread::remove);
    tensors.add(tensor);
    unread.add(tensor);
  }
}
