package org.phyllo.samples.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.phyllo.runtime.History;

/**
 * How a training run went: two charts side by side, the loss and the accuracy by epoch, each on the
 * training and on the test set. Where the curves part, the network begins to learn by heart.
 */
public final class LearningCurves {
  private static final int CHART_WIDTH = 560;
  private static final int CHART_HEIGHT = 400;
  private static final int TITLE_HEIGHT = 52;
  private static final int MARGIN = 12;

  /** More would run into each other. */
  private static final int MOST_MARKERS = 60;

  /** Axes begin at a multiple of it, so that a curve's height can be read. */
  private static final double ACCURACY_STEP = 0.05;

  private static final Color TRAINING = new Color(0x21, 0x66, 0xac);
  private static final Color TEST = new Color(0xd6, 0x60, 0x4d);
  private static final Color GRID = new Color(0xe4, 0xe4, 0xe4);

  private LearningCurves() {}

  /**
   * Writes the picture.
   *
   * @param file the PNG file
   * @param title the heading
   * @param history the run's epochs, at least one; numbers of a test set if there is one
   * @param tested what the test set is called
   * @throws IOException if writing fails
   */
  public static void write(Path file, String title, History history, String tested)
      throws IOException {
    Png.write(
        file,
        2 * CHART_WIDTH + 3 * MARGIN,
        TITLE_HEIGHT + CHART_HEIGHT + MARGIN,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, 24, 34);
          place(graphics, lossChart(history, tested), MARGIN);
          place(graphics, accuracyChart(history, tested), 2 * MARGIN + CHART_WIDTH);
        });
  }

  private static void place(Graphics2D graphics, XYChart chart, int x) {
    Graphics2D part = (Graphics2D) graphics.create();
    part.translate(x, TITLE_HEIGHT);
    chart.paint(part, CHART_WIDTH, CHART_HEIGHT);
    part.dispose();
  }

  private static XYChart lossChart(History history, String tested) {
    XYChart chart = chart("loss", history.trainLoss(), history.testLoss(), tested);
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("0.####");
    return chart;
  }

  private static XYChart accuracyChart(History history, String tested) {
    double[] training = history.trainAccuracy();
    double[] test = history.testAccuracy();
    XYChart chart = chart("accuracy", training, test, tested);
    chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
    double least = 1;
    for (double[] values : new double[][] {training, test}) {
      for (double value : values) {
        least = Double.isNaN(value) ? least : Math.min(least, value);
      }
    }
    double below = Math.max(0, Math.ceil(least / ACCURACY_STEP - 1) * ACCURACY_STEP);
    chart.getStyler().setYAxisMin(below).setYAxisMax(1.0).setYAxisDecimalPattern("0.# %");
    return chart;
  }

  private static XYChart chart(String quantity, double[] training, double[] test, String tested) {
    XYChart chart = new XYChart(CHART_WIDTH, CHART_HEIGHT);
    chart.setXAxisTitle("epoch");
    chart.setYAxisTitle(quantity);
    style(chart.getStyler());
    int epochs = training.length;
    chart.getStyler().setXAxisMin(epochs == 1 ? 0.0 : 1.0).setXAxisMax(Math.max(epochs, 2.0));
    addSeries(chart, "training set", training, TRAINING);
    if (!Double.isNaN(test[0])) {
      addSeries(chart, tested, test, TEST);
    }
    return chart;
  }

  private static void addSeries(XYChart chart, String name, double[] values, Color color) {
    double[] epochs = new double[values.length];
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] = i + 1;
    }
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setLineColor(color).setLineStyle(new BasicStroke(2));
    boolean countable = values.length <= MOST_MARKERS;
    series.setMarker(countable ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE).setMarkerColor(color);
  }

  private static void style(XYStyler styler) {
    styler.setBaseFont(PictureFonts.regular(12));
    styler.setAxisTitleFont(PictureFonts.bold(13));
    styler.setAxisTickLabelsFont(PictureFonts.regular(12));
    styler.setLegendFont(PictureFonts.regular(12));
    styler.setChartTitleVisible(false);
    styler.setLegendBorderColor(GRID);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(Text.INK);
    styler.setAxisTickLabelsColor(Text.INK);
    styler.setPlotBorderColor(GRID);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setMarkerSize(5);
    styler.setXAxisDecimalPattern("0");
    styler.setLocale(Locale.ROOT);
    styler.setAntiAlias(true);
    styler.setTextAntiAlias(true);
  }
}
