package org.phyllo.runtime;

import java.util.List;
import java.util.Locale;

/**
 * What an {@link Inspection} found: how activations and gradients are distributed, layer by layer.
 * Gradients that become smaller from layer to layer towards the input vanish; if they become
 * larger, they explode.
 *
 * @param epoch the epoch, counted from 1
 * @param batch the batch in the epoch, counted from 1
 * @param update the update that its gradients went into, counted from 1 over the whole training
 * @param samples the number of samples that were looked at
 * @param loss their mean loss, before the update
 * @param layers the layers in order
 */
public record InspectionReport(
    int epoch, int batch, int update, int samples, double loss, List<LayerStatistics> layers) {

  private static final String HEADING =
      """
                          activation                                     gradient    weight: update /
      layer                   mean deviation   zeros       min       max deviation  gradient   weight
      """;

  /** Copies the list. */
  public InspectionReport {
    layers = List.copyOf(layers);
  }

  /**
   * A layer by its name.
   *
   * @param name the layer's name
   * @return what was found in it
   * @throws IllegalArgumentException if there is none of that name
   */
  public LayerStatistics layer(String name) {
    for (LayerStatistics layer : layers) {
      if (layer.name().equals(name)) {
        return layer;
      }
    }
    throw new IllegalArgumentException(
        "no layer '%s', expected one of %s"
            .formatted(name, layers.stream().map(LayerStatistics::name).toList()));
  }

  /**
   * Returns a table, a line for each layer: mean, standard deviation, zeros and extremes of its
   * activations, the standard deviation of their gradient; and of its first parameter tensor, its
   * weights, the gradient's norm and the update beside the values.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "epoch %d, update %d, %d samples, loss %.4f\n",
            epoch,
            update,
            samples,
            loss));
    text.append(HEADING);
    for (LayerStatistics layer : layers) {
      Distribution activations = layer.activations();
      boolean trained = !layer.parameters().isEmpty();
      text.append(
          line(
              layer.name(),
              number(activations.mean()),
              number(activations.deviation()),
              String.format(Locale.ROOT, "%.1f %%", 100 * activations.zeros()),
              number(activations.min()),
              number(activations.max()),
              power(layer.gradients().deviation()),
              trained ? power(layer.parameters().getFirst().gradientNorm()) : "",
              trained ? power(layer.parameters().getFirst().updateRatio()) : ""));
    }
    return text.toString();
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-18s %9s %9s %7s %9s %9s  %9s  %8s %8s", cells)
            .stripTrailing()
        + "\n";
  }

  /** Four decimals where they say something and fit into the column. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1e5 || (size < 1e-3 && size > 0)) {
      return power(value);
    }
    return String.format(Locale.ROOT, size < 1e3 ? "%.4f" : "%.1f", value);
  }

  private static String power(double value) {
    return String.format(Locale.ROOT, "%.1e", value);
  }
}
