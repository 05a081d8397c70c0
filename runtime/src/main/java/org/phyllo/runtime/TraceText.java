package org.phyllo.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.phyllo.runtime.compiled.LayerInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.TensorRole;

/** Writes a trace in the order of its tensors, a heading wherever another layer begins. */
final class TraceText {
  /** A row of so many numbers can be read: ten classes, or eight pixels. */
  private static final int LONGEST_ROW = 10;

  /** More rows are no longer read. */
  private static final int MOST_ROWS = 12;

  /** How many values of a large tensor are shown. */
  private static final int FIRST_VALUES = 4;

  private static final int DECIMALS = 8;

  /** Numbers from here on have no decimals worth printing, or too few digits in eight of them. */
  private static final double LARGE = 1e6;

  private static final double SMALL = 1e-3;

  private final Trace trace;
  private final StringBuilder text = new StringBuilder();

  private TraceText(Trace trace) {
    this.trace = trace;
  }

  static String of(Trace trace) {
    return new TraceText(trace).write();
  }

  static String of(TracedTensor tensor) {
    StringBuilder text = new StringBuilder();
    append(text, tensor, "");
    return text.toString().stripTrailing();
  }

  private String write() {
    text.append(trace.network().name())
        .append(trace.isTraining() ? ", forward and backward in training, " : ", in inference, ")
        .append(trace.samples() == 1 ? "1 sample\n" : trace.samples() + " samples\n");
    String heading = "";
    for (TracedTensor tensor : trace.tensors()) {
      String next = heading(tensor);
      if (!next.equals(heading)) {
        text.append('\n').append(next).append('\n');
        heading = next;
      }
      append(text, tensor, "  ");
      if (tensor.role() == TensorRole.LOSS && trace.samples() > 1) {
        text.append("  mean ").append(number(trace.loss(), DECIMALS)).append('\n');
      }
    }
    return text.toString();
  }

  private String heading(TracedTensor tensor) {
    return switch (tensor.role()) {
      case INPUT -> "forward";
      case TARGET, LOSS -> "loss: " + losses();
      case GRADIENT, PARAMETER_GRADIENT -> "backward, " + layer(tensor.layer());
      case PARAMETER, RUNNING_STATISTIC, NOISE, BATCH_STATISTIC, ACTIVATION, TRAINING_ACTIVATION ->
          "forward, " + layer(tensor.layer());
    };
  }

  private String losses() {
    List<OutputInfo> outputs = trace.network().outputs();
    return outputs.size() == 1
        ? outputs.getFirst().loss().toString()
        : outputs.stream()
            .map(output -> output.loss() + " of " + output.name())
            .collect(Collectors.joining(", "));
  }

  private String layer(String name) {
    return trace.network().layers().stream()
        .filter(layer -> layer.name().equals(name))
        .map(LayerInfo::kind)
        .findFirst()
        .map(kind -> name + ": " + kind)
        .orElse(name);
  }

  /** One sample is shown without the extent 1 in front, a list of single values as a row. */
  private static void append(StringBuilder text, TracedTensor tensor, String indent) {
    int[] shape = tensor.shape();
    if (tensor.role().perSample()) {
      if (shape[0] == 1) {
        shape = Arrays.copyOfRange(shape, 1, shape.length);
      } else if (Arrays.equals(shape, 1, shape.length, new int[] {1}, 0, 1)) {
        shape = new int[] {shape[0]};
      }
    }
    double[] values = tensor.values();
    text.append(indent).append(tensor.name()).append(' ').append(Arrays.toString(shape));
    int columns = shape.length == 0 ? 1 : shape[shape.length - 1];
    int rows = values.length / columns;
    if (columns > LONGEST_ROW || rows > MOST_ROWS) {
      double[] first = Arrays.copyOf(values, Math.min(FIRST_VALUES, values.length));
      text.append(" = ").append(row(first, format(first).unaligned(), 0, first.length));
      text.append("  ...\n").append(indent).append("    ");
      text.append(tensor.distribution()).append('\n');
      return;
    }
    Format format = format(values);
    if (rows == 1) {
      text.append(" = ").append(row(values, format.unaligned(), 0, columns)).append('\n');
      return;
    }
    text.append(" =\n");
    int slice = shape.length < 3 ? rows : shape[shape.length - 2];
    for (int i = 0; i < rows; i++) {
      if (i > 0 && i % slice == 0) {
        text.append('\n');
      }
      text.append(indent).append("    ").append(row(values, format, i * columns, columns));
      text.append('\n');
    }
  }

  /** How the numbers of one tensor are written: with so many decimals, or -1 for powers of ten. */
  private record Format(int decimals, int width) {
    Format unaligned() {
      return new Format(decimals, 0);
    }
  }

  /** As few decimals as eight would show of any of the values. */
  private static Format format(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    int decimals = -1;
    if (largest == 0 || (largest >= SMALL && largest < LARGE)) {
      decimals = 0;
      for (double value : values) {
        decimals = Math.max(decimals, decimals(value));
      }
    }
    int width = 0;
    for (double value : values) {
      width = Math.max(width, number(value, decimals).length());
    }
    return new Format(decimals, width);
  }

  private static int decimals(double value) {
    String text = number(value, DECIMALS);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    int point = text.indexOf('.');
    return point < 0 ? 0 : end - 1 - point;
  }

  private static String row(double[] values, Format format, int from, int count) {
    StringBuilder row = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      String number = number(values[i], format.decimals);
      row.append(i == from ? "" : "  ")
          .append(" ".repeat(Math.max(0, format.width - number.length())));
      row.append(number);
    }
    return row.toString();
  }

  private static String number(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (decimals >= 0) {
      return Texts.fixed(value == 0 ? 0 : value, decimals);
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.4e", value);
  }
}
