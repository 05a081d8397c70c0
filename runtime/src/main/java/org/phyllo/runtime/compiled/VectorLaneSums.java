package org.phyllo.runtime.compiled;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneSums} in vectors: as many sums at once as a vector has lanes. No vector is handed from
 * method to method: where HotSpot doesn't inline the call, that vector is an object.
 */
final class VectorLaneSums {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final VectorMask<Float> ODD = lanesWith(1);
  private static final VectorMask<Float> SECOND_TWO = lanesWith(2);
  private static final VectorMask<Float> SECOND_FOUR = lanesWith(4);
  private static final VectorMask<Float> SECOND_EIGHT = lanesWith(8);

  private static final VectorShuffle<Float> SWAPPED = swapped(1);
  private static final VectorShuffle<Float> TWOS_SWAPPED = swapped(2);
  private static final VectorShuffle<Float> FOURS_SWAPPED = swapped(4);
  private static final VectorShuffle<Float> EIGHTS_SWAPPED = swapped(8);

  private VectorLaneSums() {}

  static void addUp(float[] lanes, int sums) {
    addFours(lanes, sums);
    switch (SPECIES.length()) {
      case 16 -> addUp16(lanes, sums);
      case 8 -> addUp8(lanes, sums);
      default -> addUp4(lanes, sums);
    }
  }

  /**
   * Leaves the tree of the lanes from {@code 4 * q} on of sum {@code 4 * i + s} as value {@code 16
   * * i + 4 * q + s}.
   */
  private static void addFours(float[] lanes, int sums) {
    for (int i = 0; i < sums; i += 4) {
      for (int q = 0; q < 16; q += SPECIES.length()) {
        int at = 16 * i + q;
        FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, at);
        FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, at + 16);
        FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, at + 32);
        FloatVector v3 = FloatVector.fromArray(SPECIES, lanes, at + 48);
        // Each lane and the one two away, of sum 0 and of sum 2; then of sums 1 and 3.
        FloatVector even =
            v0.blend(v2, SECOND_TWO).add(v2.blend(v0, SECOND_TWO).rearrange(TWOS_SWAPPED));
        FloatVector odd =
            v1.blend(v3, SECOND_TWO).add(v3.blend(v1, SECOND_TWO).rearrange(TWOS_SWAPPED));
        even.blend(odd, ODD)
            .add(odd.blend(even, ODD).rearrange(SWAPPED))
            .intoArray(lanes, 4 * i + q);
      }
    }
  }

  private static void addUp16(float[] lanes, int sums) {
    for (int i = 0; i < sums; i += 16) {
      int at = 4 * i;
      FloatVector a = FloatVector.fromArray(SPECIES, lanes, at);
      FloatVector b = FloatVector.fromArray(SPECIES, lanes, at + 16);
      FloatVector c = FloatVector.fromArray(SPECIES, lanes, at + 32);
      FloatVector d = FloatVector.fromArray(SPECIES, lanes, at + 48);
      // The first fours of a and b, and behind them the third ones; the second and fourth ones.
      FloatVector ab = a.blend(b.rearrange(FOURS_SWAPPED), SECOND_FOUR);
      FloatVector ab2 = a.rearrange(FOURS_SWAPPED).blend(b, SECOND_FOUR);
      FloatVector cd = c.blend(d.rearrange(FOURS_SWAPPED), SECOND_FOUR);
      FloatVector cd2 = c.rearrange(FOURS_SWAPPED).blend(d, SECOND_FOUR);
      FloatVector.zero(SPECIES)
          .add(ab.blend(cd.rearrange(EIGHTS_SWAPPED), SECOND_EIGHT))
          .add(ab2.blend(cd2.rearrange(EIGHTS_SWAPPED), SECOND_EIGHT))
          .add(ab.rearrange(EIGHTS_SWAPPED).blend(cd, SECOND_EIGHT))
          .add(ab2.rearrange(EIGHTS_SWAPPED).blend(cd2, SECOND_EIGHT))
          .intoArray(lanes, i);
    }
  }

  private static void addUp8(float[] lanes, int sums) {
    for (int i = 0; i < sums; i += 8) {
      int at = 4 * i;
      FloatVector a = FloatVector.fromArray(SPECIES, lanes, at);
      FloatVector a2 = FloatVector.fromArray(SPECIES, lanes, at + 8);
      FloatVector b = FloatVector.fromArray(SPECIES, lanes, at + 16);
      FloatVector b2 = FloatVector.fromArray(SPECIES, lanes, at + 24);
      FloatVector.zero(SPECIES)
          .add(a.blend(b.rearrange(FOURS_SWAPPED), SECOND_FOUR))
          .add(a.rearrange(FOURS_SWAPPED).blend(b, SECOND_FOUR))
          .add(a2.blend(b2.rearrange(FOURS_SWAPPED), SECOND_FOUR))
          .add(a2.rearrange(FOURS_SWAPPED).blend(b2, SECOND_FOUR))
          .intoArray(lanes, i);
    }
  }

  private static void addUp4(float[] lanes, int sums) {
    for (int i = 0; i < sums; i += 4) {
      int at = 4 * i;
      FloatVector.zero(SPECIES)
          .add(FloatVector.fromArray(SPECIES, lanes, at))
          .add(FloatVector.fromArray(SPECIES, lanes, at + 4))
          .add(FloatVector.fromArray(SPECIES, lanes, at + 8))
          .add(FloatVector.fromArray(SPECIES, lanes, at + 12))
          .intoArray(lanes, i);
    }
  }

  private static VectorMask<Float> lanesWith(int bit) {
    boolean[] set = new boolean[SPECIES.length()];
    for (int i = 0; i < set.length; i++) {
      set[i] = (i & bit) != 0;
    }
    return VectorMask.fromArray(SPECIES, set, 0);
  }

  private static VectorShuffle<Float> swapped(int distance) {
    return VectorShuffle.fromOp(SPECIES, i -> (i ^ distance) % SPECIES.length());
  }

  /** As generated kernels choose it: of 4 to 16 lanes. */
  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    if (lanes < 4) {
      return FloatVector.SPECIES_128;
    }
    return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }
}
