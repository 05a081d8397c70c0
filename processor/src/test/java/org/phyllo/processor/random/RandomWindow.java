package org.phyllo.processor.random;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.testbed.Draw;

/**
 * Draws how a window slides over an image or a sequence: one number for both sides, or two.
 *
 * <p>The window fits, be it barely: kernels that are larger than their input shrink to its size.
 */
final class RandomWindow {
  private final Draw draw;
  private final List<Integer> input;
  private final boolean oneForAll;
  private final List<Integer> kernel = new ArrayList<>();
  private final List<Integer> stride = new ArrayList<>();
  private final List<Integer> padding = new ArrayList<>();
  private final List<Integer> dilation = new ArrayList<>();

  private RandomWindow(Draw draw, List<Integer> input) {
    this.draw = draw;
    this.input = input;
    this.oneForAll = input.size() == 1 || draw.chance(0.5);
  }

  /** The window of a convolution: padding is free, dilation possible. */
  static RandomWindow convolution(Draw draw, List<Integer> input) {
    RandomWindow window = new RandomWindow(draw, input);
    boolean dilated = draw.chance(0.4);
    boolean padded = draw.chance(0.5);
    boolean strided = draw.chance(0.4);
    for (int side : window.sides()) {
      int pad = padded ? draw.between(0, 2) : 0;
      int room = side + 2 * pad;
      int size = Math.min(room, draw.oneOf(List.of(1, 2, 2, 3, 3, 5)));
      int most = size == 1 ? 3 : (room - 1) / (size - 1);
      window.add(size, pad, strided ? draw.between(1, 3) : 1);
      window.dilation.add(dilated ? draw.between(1, Math.min(3, most)) : 1);
    }
    return window;
  }

  /** The window of a pooling layer: padding is at most half of it. */
  static RandomWindow pooling(Draw draw, List<Integer> input) {
    RandomWindow window = new RandomWindow(draw, input);
    boolean padded = draw.chance(0.5);
    boolean strided = draw.chance(0.5);
    for (int side : window.sides()) {
      int size = draw.between(1, Math.min(side, 4));
      window.add(size, padded ? size / 2 : 0, strided ? draw.between(1, 3) : size);
      window.dilation.add(1);
    }
    return window;
  }

  private void add(int size, int pad, int step) {
    kernel.add(size);
    padding.add(pad);
    stride.add(step);
  }

  /** The sides to draw for: the smallest alone, if one number must do for both. */
  private List<Integer> sides() {
    return oneForAll ? List.of(input.stream().min(Integer::compare).orElseThrow()) : input;
  }

  String kernel() {
    return text(kernel);
  }

  /** Adds an attribute where it is drawn, or sometimes though it is what it would be anyway. */
  void addStride(DrawnAnnotation annotation, boolean asTheKernel) {
    boolean isDefault = asTheKernel ? stride.equals(kernel) : isAll(stride, 1);
    add(annotation, "stride", stride, isDefault);
  }

  void addPadding(DrawnAnnotation annotation) {
    add(annotation, "padding", padding, isAll(padding, 0));
  }

  void addDilation(DrawnAnnotation annotation) {
    add(annotation, "dilation", dilation, isAll(dilation, 1));
  }

  private void add(
      DrawnAnnotation annotation, String attribute, List<Integer> values, boolean isDefault) {
    if (!isDefault || draw.chance(0.1)) {
      annotation.with(attribute, text(values));
    }
  }

  private static boolean isAll(List<Integer> values, int value) {
    return values.stream().allMatch(v -> v == value);
  }

  private static String text(List<Integer> values) {
    return values.size() == 1
        ? values.get(0).toString()
        : values.toString().replace('[', '{').replace(']', '}');
  }

  /** Channels of what the windows leave. */
  List<Integer> output(int channels) {
    List<Integer> shape = new ArrayList<>(List.of(channels));
    for (int side = 0; side < input.size(); side++) {
      int at = Math.min(side, kernel.size() - 1);
      int span = dilation.get(at) * (kernel.get(at) - 1) + 1;
      shape.add((input.get(side) + 2 * padding.get(at) - span) / stride.get(at) + 1);
    }
    return shape;
  }
}
