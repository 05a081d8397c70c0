package org.phyllo.processor.random;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Activation;
import org.phyllo.dsl.Add;
import org.phyllo.dsl.AvgPool;
import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Concat;
import org.phyllo.dsl.Conv1d;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Embedding;
import org.phyllo.dsl.Flatten;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.dsl.Initializer;
import org.phyllo.dsl.LayerNorm;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Multiply;
import org.phyllo.processor.testbed.Draw;

/** Draws layers of every kind, on tensors that they can read. */
final class RandomLayers {
  /** Values of a drawn tensor: enough for every rest of lanes, few enough to check them all. */
  private static final int LARGEST = 260;

  /** Of higher powers, and of their exponentials, a float keeps too few digits to compare. */
  private static final int HIGHEST = 4;

  private final Draw draw;

  /** A few sizes that layers share, so that there is something to add. */
  private final List<Integer> sizes;

  /** How to draw the kinds, each as often as it is to be drawn: some suit few tensors only. */
  private final List<Kind> kinds = new ArrayList<>();

  /**
   * For one network.
   *
   * @param list an input of whole numbers, which only lookups read
   */
  RandomLayers(Draw draw, Optional<DrawnTensor> list) {
    this.draw = draw;
    this.sizes = IntStream.range(0, 3).mapToObj(_ -> draw.between(1, 20)).toList();
    often(2, on(_ -> true, this::dense));
    often(5, on(t -> t.rank() == 3, t -> convolution(Conv2d.class, t)));
    often(5, on(t -> t.rank() == 2, t -> convolution(Conv1d.class, t)));
    often(2, on(t -> t.rank() > 1, t -> pool(MaxPool.class, t)));
    often(2, on(t -> t.rank() > 1, t -> pool(AvgPool.class, t)));
    often(1, on(t -> t.rank() > 1, this::means));
    often(1, on(_ -> true, this::flatten));
    often(1, on(_ -> true, this::batchNorm));
    often(1, on(_ -> true, this::layerNorm));
    often(1, on(_ -> true, this::dropout));
    often(1, on(_ -> true, this::activate));
    often(1, several(this::sum));
    often(1, several(this::product));
    often(1, several(this::concat));
    often(3, _ -> list.map(this::embedding));
  }

  private void often(int times, Kind kind) {
    kinds.addAll(Collections.nCopies(times, kind));
  }

  /** How a layer of one kind is drawn, if any of these tensors suits it. */
  private interface Kind {
    Optional<DrawnLayer> draw(List<DrawnTensor> tensors);
  }

  /** A layer that reads one tensor. */
  private interface Single {
    DrawnLayer draw(DrawnTensor from);
  }

  private Kind on(Predicate<DrawnTensor> suits, Single layer) {
    return tensors -> {
      List<DrawnTensor> suiting = tensors.stream().filter(suits).toList();
      return suiting.isEmpty() ? Optional.empty() : Optional.of(layer.draw(choose(suiting)));
    };
  }

  /** A layer that reads several tensors. */
  private interface Several {
    DrawnLayer draw(DrawnTensor first, List<DrawnTensor> tensors);
  }

  private Kind several(Several layer) {
    return tensors ->
        tensors.isEmpty() ? Optional.empty() : Optional.of(layer.draw(choose(tensors), tensors));
  }

  /** A layer of any kind on some of these tensors. */
  DrawnLayer next(List<DrawnTensor> tensors) {
    while (true) {
      Optional<DrawnLayer> layer =
          draw.oneOf(kinds)
              .draw(tensors)
              .filter(l -> l.output("").size() <= LARGEST && l.degree() <= HIGHEST);
      if (layer.isPresent()) {
        return layer.get();
      }
    }
  }

  /** A tensor, one of the last more likely than others. */
  private DrawnTensor choose(List<DrawnTensor> tensors) {
    int back = Math.min(draw.below(tensors.size()), draw.below(tensors.size()));
    return tensors.get(tensors.size() - 1 - back);
  }

  /** Steps have no gradient, and too many of them leave nothing to check. */
  Activation activation() {
    Activation activation = draw.oneOf(List.of(Activation.values()));
    return activation == Activation.STEP && draw.chance(0.7) ? Activation.RELU : activation;
  }

  private DrawnAnnotation activated(DrawnAnnotation annotation) {
    return draw.chance(0.7) ? annotation.with("activation", activation()) : annotation;
  }

  private DrawnLayer dense(DrawnTensor from) {
    return dense(from, draw.chance(0.6) ? draw.oneOf(sizes) : draw.between(1, 40));
  }

  DrawnLayer dense(DrawnTensor from, int units) {
    DrawnAnnotation annotation = new DrawnAnnotation(Dense.class).with("units", units);
    initialized(activated(annotation));
    return new DrawnLayer(annotation.toString(), List.of(from), List.of(units));
  }

  private void initialized(DrawnAnnotation annotation) {
    if (draw.chance(0.2)) {
      annotation.with("bias", false);
    }
    if (draw.chance(0.5)) {
      Initializer init =
          draw.chance(0.4) ? Initializer.NORMAL : draw.oneOf(List.of(Initializer.values()));
      annotation.with("init", init);
      if (init == Initializer.NORMAL && draw.chance(0.9)) {
        annotation.with("deviation", 0.2);
      }
    }
  }

  private DrawnLayer convolution(Class<? extends Annotation> kind, DrawnTensor from) {
    RandomWindow window = RandomWindow.convolution(draw, from.tail());
    int groups = draw.oneOf(divisors(from.first()));
    boolean depthwise = groups == from.first();
    int filters = groups * draw.between(1, groups > 2 && !depthwise ? 2 : 5);
    DrawnAnnotation annotation =
        new DrawnAnnotation(kind).with("filters", filters).with("kernel", window.kernel());
    window.addStride(annotation, false);
    window.addPadding(annotation);
    window.addDilation(annotation);
    if (groups > 1) {
      annotation.with("groups", groups);
    }
    initialized(activated(annotation));
    return new DrawnLayer(annotation.toString(), List.of(from), window.output(filters));
  }

  private static List<Integer> divisors(int channels) {
    return IntStream.rangeClosed(1, channels).filter(g -> channels % g == 0).boxed().toList();
  }

  private DrawnLayer pool(Class<? extends Annotation> kind, DrawnTensor from) {
    RandomWindow window = RandomWindow.pooling(draw, from.tail());
    DrawnAnnotation annotation = new DrawnAnnotation(kind).with("value", window.kernel());
    window.addStride(annotation, true);
    window.addPadding(annotation);
    return new DrawnLayer(
        activated(annotation).toString(), List.of(from), window.output(from.first()));
  }

  private DrawnLayer means(DrawnTensor from) {
    String annotation = activated(new DrawnAnnotation(GlobalAvgPool.class)).toString();
    return new DrawnLayer(annotation, List.of(from), List.of(from.first()));
  }

  private DrawnLayer flatten(DrawnTensor from) {
    String annotation = activated(new DrawnAnnotation(Flatten.class)).toString();
    return new DrawnLayer(annotation, List.of(from), List.of(from.size()));
  }

  private DrawnLayer batchNorm(DrawnTensor from) {
    DrawnAnnotation annotation = activated(epsilon(new DrawnAnnotation(BatchNorm.class)));
    if (draw.chance(0.5)) {
      annotation.with("momentum", draw.oneOf(List.of(0.01, 0.3, 1.0)));
    }
    return same(annotation, from);
  }

  private DrawnLayer layerNorm(DrawnTensor from) {
    return same(activated(epsilon(new DrawnAnnotation(LayerNorm.class))), from);
  }

  private DrawnAnnotation epsilon(DrawnAnnotation annotation) {
    return draw.chance(0.5)
        ? annotation.with("epsilon", draw.oneOf(List.of(1e-3, 0.1)))
        : annotation;
  }

  private DrawnLayer dropout(DrawnTensor from) {
    DrawnAnnotation annotation =
        new DrawnAnnotation(Dropout.class).with("value", draw.oneOf(List.of(0.0, 0.1, 0.25, 0.5)));
    if (draw.chance(0.5)) {
      annotation.with("inverted", draw.chance(0.2));
    }
    return same(annotation, from);
  }

  private DrawnLayer embedding(DrawnTensor list) {
    int size = draw.between(1, 9);
    DrawnAnnotation annotation =
        new DrawnAnnotation(Embedding.class)
            .with("vocabulary", draw.between(1, 12))
            .with("size", size);
    if (draw.chance(0.5)) {
      annotation.with("deviation", 0.3);
    }
    return new DrawnLayer(annotation.toString(), List.of(list), List.of(size, list.size()));
  }

  private DrawnLayer activate(DrawnTensor from) {
    return same(new DrawnAnnotation(Activate.class).with("value", activation()), from);
  }

  private static DrawnLayer same(DrawnAnnotation annotation, DrawnTensor from) {
    return new DrawnLayer(annotation.toString(), List.of(from), from.shape());
  }

  private DrawnLayer sum(DrawnTensor first, List<DrawnTensor> tensors) {
    List<DrawnTensor> from = sameShapes(first, tensors);
    String annotation = activated(new DrawnAnnotation(Add.class)).toString();
    return new DrawnLayer(annotation, from, from.get(0).shape());
  }

  private DrawnLayer product(DrawnTensor first, List<DrawnTensor> tensors) {
    List<DrawnTensor> from = sameShapes(first, tensors);
    String annotation = activated(new DrawnAnnotation(Multiply.class)).toString();
    int degree = from.stream().mapToInt(DrawnTensor::degree).sum();
    return new DrawnLayer(annotation, from, from.get(0).shape(), degree);
  }

  private List<DrawnTensor> sameShapes(DrawnTensor first, List<DrawnTensor> tensors) {
    return several(first, tensors, t -> t.shape().equals(first.shape()));
  }

  private DrawnLayer concat(DrawnTensor first, List<DrawnTensor> tensors) {
    return joined(several(first, tensors, t -> t.tail().equals(first.tail())));
  }

  DrawnLayer joined(List<DrawnTensor> parts) {
    int sum = parts.stream().mapToInt(DrawnTensor::first).sum();
    String annotation = activated(new DrawnAnnotation(Concat.class)).toString();
    return new DrawnLayer(annotation, parts, parts.get(0).withFirst(sum));
  }

  /** Two to four tensors that fit, the first among them, some perhaps twice. */
  private List<DrawnTensor> several(
      DrawnTensor first, List<DrawnTensor> tensors, Predicate<DrawnTensor> fits) {
    List<DrawnTensor> fitting = tensors.stream().filter(fits).toList();
    List<DrawnTensor> chosen = new ArrayList<>(List.of(first));
    int more = draw.between(1, 3);
    for (int i = 0; i < more; i++) {
      chosen.add(draw.oneOf(fitting));
    }
    return chosen;
  }
}
