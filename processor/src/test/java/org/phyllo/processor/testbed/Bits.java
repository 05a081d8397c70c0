package org.phyllo.processor.testbed;

import java.util.Map;

/** Compares floats by their bits. */
public final class Bits {
  private Bits() {}

  /** Fails if two runs' results differ in a bit, or if one is not a number. */
  public static void assertEqual(
      String what, Map<String, float[]> actual, Map<String, float[]> expected) {
    if (!actual.keySet().equals(expected.keySet())) {
      throw new AssertionError(what + ": " + actual.keySet() + " and " + expected.keySet());
    }
    actual.forEach((name, values) -> assertEqual(what + ", " + name, values, expected.get(name)));
  }

  /** Fails if two arrays differ in a bit, or if a value is not a number. */
  public static void assertEqual(String what, float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError(
          "%s: %d values, expected %d".formatted(what, actual.length, expected.length));
    }
    for (int i = 0; i < actual.length; i++) {
      boolean same = Float.floatToRawIntBits(actual[i]) == Float.floatToRawIntBits(expected[i]);
      if (!same || Float.isNaN(actual[i])) {
        throw new AssertionError(
            "%s[%d]: %s (%a), expected %s (%a)"
                .formatted(what, i, actual[i], actual[i], expected[i], expected[i]));
      }
    }
  }
}
