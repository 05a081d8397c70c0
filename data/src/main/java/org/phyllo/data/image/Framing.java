package org.phyllo.data.image;

/** Scales ink to a frame's box and puts it in the frame's center. */
final class Framing {
  private Framing() {}

  static float[] fit(Ink ink, DigitFrame frame) {
    Ink scaled = Strokes.thickened(ink, frame).scaledInto(frame.box());
    int width = scaled.width();
    int height = scaled.height();
    double centerX = width / 2.0;
    double centerY = height / 2.0;
    if (frame.centering() == DigitFrame.Centering.MASS) {
      double mass = 0;
      double momentX = 0;
      double momentY = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float amount = scaled.at(x, y);
          mass += amount;
          momentX += amount * x;
          momentY += amount * y;
        }
      }
      // As in MNIST, the pixel with index 14 of 28, not its edge, takes the center.
      centerX = momentX / mass;
      centerY = momentY / mass;
    }
    int left = offset(frame.width(), width, centerX);
    int top = offset(frame.height(), height, centerY);
    float[] framed = new float[frame.width() * frame.height()];
    for (int y = 0; y < height; y++) {
      System.arraycopy(scaled.amount(), y * width, framed, (top + y) * frame.width() + left, width);
    }
    return framed;
  }

  private static int offset(int frame, int length, double center) {
    return Math.clamp(Math.round(frame / 2.0 - center), 0, frame - length);
  }
}
