package org.phyllo.data.image;

/** Scales ink to a frame's box and puts it in the frame's center. */
final class Framing {
  private Framing() {}

  static float[] fit(Ink ink, DigitFrame frame) {
    double scale = (double) frame.box() / Math.max(ink.width(), ink.height());
    int width = Math.clamp(Math.round(ink.width() * scale), 1, frame.box());
    int height = Math.clamp(Math.round(ink.height() * scale), 1, frame.box());
    float[] scaled = averaged(ink, width, height);
    stretch(scaled);
    double centerX = width / 2.0;
    double centerY = height / 2.0;
    if (frame.centering() == DigitFrame.Centering.MASS) {
      double mass = 0;
      double momentX = 0;
      double momentY = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float amount = scaled[y * width + x];
          mass += amount;
          momentX += amount * (x + 0.5);
          momentY += amount * (y + 0.5);
        }
      }
      centerX = momentX / mass;
      centerY = momentY / mass;
    }
    int left = Math.clamp(Math.round(frame.width() / 2.0 - centerX), 0, frame.width() - width);
    int top = Math.clamp(Math.round(frame.height() / 2.0 - centerY), 0, frame.height() - height);
    float[] framed = new float[frame.width() * frame.height()];
    for (int y = 0; y < height; y++) {
      System.arraycopy(scaled, y * width, framed, (top + y) * frame.width() + left, width);
    }
    return framed;
  }

  /** Each new pixel is the mean of the area that it covers: rows first, then columns. */
  private static float[] averaged(Ink ink, int width, int height) {
    float[] wide = new float[width * ink.height()];
    for (int y = 0; y < ink.height(); y++) {
      averageLine(ink.amount(), y * ink.width(), 1, ink.width(), wide, y * width, 1, width);
    }
    float[] scaled = new float[width * height];
    for (int x = 0; x < width; x++) {
      averageLine(wide, x, width, ink.height(), scaled, x, width, height);
    }
    return scaled;
  }

  private static void averageLine(
      float[] from,
      int start,
      int step,
      int length,
      float[] to,
      int at,
      int toStep,
      int newLength) {
    double ratio = (double) length / newLength;
    for (int i = 0; i < newLength; i++) {
      double begin = i * ratio;
      double end = Math.min(length, begin + ratio);
      double sum = 0;
      for (int j = (int) begin; j < length && j < end; j++) {
        double covered = Math.min(j + 1, end) - Math.max(j, begin);
        sum += covered * from[start + j * step];
      }
      to[at + i * toStep] = (float) (sum / ratio);
    }
  }

  /** Thin strokes of a large picture are faint after averaging; MNIST's ink is full. */
  private static void stretch(float[] amount) {
    float most = 0;
    for (float value : amount) {
      most = Math.max(most, value);
    }
    for (int i = 0; i < amount.length; i++) {
      amount[i] /= most;
    }
  }
}
