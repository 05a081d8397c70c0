package org.phyllo.processor.layer;

/**
 * How a window slides along one side of its input.
 *
 * @param size values in the window
 * @param stride from one window to the next
 * @param padding before and behind the input
 * @param dilation from one value of the window to the next
 */
record Window(int size, int stride, int padding, int dilation) {
  /** How much of the padded input the window spans. */
  long span() {
    return (long) dilation * (size - 1) + 1;
  }

  /** The number of windows on an input; less than 1 if not even one fits. */
  long count(int input) {
    return Math.floorDiv(input + 2L * padding - span(), stride) + 1;
  }

  /** At most so many windows would see an input if there were some beyond its edges. */
  long reach(int input) {
    return (input + 2L * padding + span()) / stride + 2;
  }

  /** What the windows leave of the padded input. */
  long remainder(int input) {
    return Math.floorMod(input + 2L * padding - span(), stride);
  }
}
