package org.phyllo.data.image;

/**
 * Thickens strokes that are much thinner than those of a training set: a network that has seen pens
 * of one width is not sure of a hairline.
 */
final class Strokes {
  /**
   * Digits with thinner strokes than this share of the usual are thickened. In MNIST and in UCI's
   * digits less than one in a hundred is that thin.
   */
  private static final double THIN = 0.5;

  /** Pixels of the working size for one of the frame: fine enough for a round pen. */
  private static final int FINENESS = 8;

  private Strokes() {}

  static Ink thickened(Ink ink, DigitFrame frame) {
    int side = FINENESS * frame.box();
    Ink fine = Math.max(ink.width(), ink.height()) > side ? ink.scaledInto(side) : ink;
    double width = width(fine);
    int longer = Math.max(fine.width(), fine.height());
    double room = frame.box() - frame.stroke();
    if (width * frame.box() >= THIN * frame.stroke() * longer || room <= 0) {
      return ink;
    }
    // A pen of radius r makes the digit larger too: (width + 2r) / (longer + 2r) = stroke / box.
    double radius = (frame.stroke() * longer - width * frame.box()) / (2 * room);
    return radius < 0.5 ? ink : widened(fine, (int) Math.round(radius));
  }

  /**
   * The mean width of strokes in pixels: a stroke of length l and width w has the area l w and the
   * boundary 2 l. Counting pixel edges makes boundaries of all directions 4 / pi too long on
   * average.
   */
  static double width(Ink ink) {
    double area = 0;
    int edges = 0;
    for (int y = 0; y <= ink.height(); y++) {
      for (int x = 0; x <= ink.width(); x++) {
        boolean here = isInk(ink, x, y);
        edges += here != isInk(ink, x - 1, y) ? 1 : 0;
        edges += here != isInk(ink, x, y - 1) ? 1 : 0;
      }
    }
    for (float amount : ink.amount()) {
      area += amount;
    }
    return 2 * area / (edges * Math.PI / 4);
  }

  private static boolean isInk(Ink ink, int x, int y) {
    return x >= 0 && y >= 0 && x < ink.width() && y < ink.height() && ink.at(x, y) >= 0.5f;
  }

  /** Draws every pixel anew with a round pen; the result is larger by the radius on every side. */
  private static Ink widened(Ink ink, int radius) {
    int width = ink.width() + 2 * radius;
    int height = ink.height() + 2 * radius;
    float[] amount = new float[width * height];
    for (int dy = -radius; dy <= radius; dy++) {
      int reach = (int) Math.sqrt(radius * radius - dy * dy);
      for (int dx = -reach; dx <= reach; dx++) {
        for (int y = 0; y < ink.height(); y++) {
          int start = (y + radius + dy) * width + radius + dx;
          for (int x = 0; x < ink.width(); x++) {
            amount[start + x] = Math.max(amount[start + x], ink.at(x, y));
          }
        }
      }
    }
    return new Ink(amount, width, height);
  }
}
