package org.phyllo.samples.picture;

import java.awt.Color;

/**
 * Colors for values around zero: blue below, white at it, red above. The eleven colors are
 * ColorBrewer's RdBu (Cynthia Brewer, Apache License 2.0), told apart by color-blind readers too.
 */
final class DivergingColors {
  private static final int[] STOPS = {
    0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d,
    0xb2182b, 0x67001f
  };

  private DivergingColors() {}

  /** The color of a value between -1 and 1; those beyond get the outermost color. */
  static Color of(double value) {
    double place = (Math.clamp(value, -1, 1) + 1) / 2 * (STOPS.length - 1);
    int below = (int) Math.min(place, STOPS.length - 2);
    return between(STOPS[below], STOPS[below + 1], place - below);
  }

  /** A mixture of two colors: the first at 0, the second at 1. */
  static Color between(int first, int second, double share) {
    return new Color(
        mix(first >> 16 & 0xff, second >> 16 & 0xff, share),
        mix(first >> 8 & 0xff, second >> 8 & 0xff, share),
        mix(first & 0xff, second & 0xff, share));
  }

  private static int mix(int first, int second, double share) {
    return (int) Math.round(first + (second - first) * share);
  }
}
