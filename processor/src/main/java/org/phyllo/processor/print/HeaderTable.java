package org.phyllo.processor.print;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.phyllo.processor.plan.MemoryPlan;
import org.phyllo.processor.plan.NetworkPlan;
import org.phyllo.processor.resolve.ResolvedLayer;
import org.phyllo.processor.resolve.ResolvedNetwork;
import org.phyllo.processor.resolve.ResolvedOutput;

/** A network at a glance: its layers with shapes, parameters and multiply-adds. */
public final class HeaderTable {
  private static final String[] TITLES = {
    "layer", "kind", "reads", "output", "parameters", "multiply-adds"
  };

  private HeaderTable() {}

  /** The table's lines, without indentation. */
  static List<String> lines(ResolvedNetwork network) {
    List<String[]> rows = new ArrayList<>();
    rows.add(TITLES);
    network
        .inputs()
        .forEach(i -> rows.add(new String[] {i.name(), "", "", i.shape().toString(), "", ""}));
    for (ResolvedLayer layer : network.layers()) {
      rows.add(
          new String[] {
            layer.name(),
            layer.kind(),
            String.join(", ", layer.sources()),
            layer.layer().shape().toString(),
            count(layer.parameterCount()),
            count(layer.layer().multiplyAdds())
          });
    }
    rows.add(
        new String[] {
          "total", "", "", "", count(network.parameterCount()), count(network.multiplyAdds())
        });
    int[] widths = new int[TITLES.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  /** What the option {@code phyllo.summary} prints. */
  public static String summary(NetworkPlan plan) {
    ResolvedNetwork network = plan.network().network();
    MemoryPlan memory = plan.memory();
    return "Network %s, loss %s%n  %s%n  %s a model; %s for %d samples in inference, %s in training"
        .formatted(
            network.name(),
            network.outputs().stream().map(HeaderTable::loss).collect(joining(", ")),
            String.join("\n  ", lines(network)),
            bytes(memory.parameterFloats()),
            bytes(memory.inferenceFloats()),
            memory.block(),
            bytes(memory.trainingFloats()))
        .replace("\r\n", "\n");
  }

  private static String loss(ResolvedOutput output) {
    return output.weight() == 1
        ? output.loss().toString()
        : output.weight() + " * " + output.loss() + " of " + output.name();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      boolean number = i >= 4;
      String pad = " ".repeat(widths[i] - row[i].length());
      line.append(number ? pad + row[i] : row[i] + pad).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(int floats) {
    long bytes = 4L * floats;
    return bytes < 10_000
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%,d KB", Math.ceilDiv(bytes, 1000));
  }
}
