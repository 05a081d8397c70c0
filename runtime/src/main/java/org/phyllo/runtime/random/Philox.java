package org.phyllo.runtime.random;

/**
 * A sequence of random numbers from the counter-based generator Philox4x32-10: a fixed function of
 * a 64-bit key and a 128-bit counter, four 32-bit words at a time. Salmon, Moraes, Dror and Shaw,
 * "Parallel Random Numbers: As Easy as 1, 2, 3", 2011.
 *
 * <p>The key is the seed. The counter's words are, from low to high: the index of the block within
 * the sequence, the sample, the step, and the purpose (high 8 bits) with the layer (low 24 bits).
 * So any sequence can be drawn without drawing those before it, and every machine, thread and order
 * of drawing gives the same numbers: only integer arithmetic, {@link StrictMath} and correctly
 * rounded operations are involved.
 *
 * <p>A sequence has 2<sup>32</sup> blocks of four words. Instances are not thread-safe.
 */
public final class Philox {
  /** The round multipliers and key increments of the paper, table 2. */
  private static final long MULTIPLIER_0 = 0xD2511F53L;

  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int KEY_INCREMENT_0 = 0x9E3779B9;
  private static final int KEY_INCREMENT_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final int MAX_LAYER = (1 << 24) - 1;
  private static final long UNSIGNED = 0xFFFFFFFFL;

  private final long seed;
  private final int layer;
  private final int[] block = new int[4];
  private int step;
  private int sample;
  private int index;
  private int used = block.length;
  private double spareNormal = Double.NaN;

  /**
   * Starts a sequence.
   *
   * @param seed the key
   * @param purpose what the numbers are for
   * @param layer which layer or tensor they are for, 0 to 2<sup>24</sup> - 1
   * @param step which step or epoch they are for
   * @param sample which sample they are for
   * @throws IllegalArgumentException if the layer is out of range
   */
  public Philox(long seed, Purpose purpose, int layer, int step, int sample) {
    if (layer < 0 || layer > MAX_LAYER) {
      throw new IllegalArgumentException(
          "Philox: layer is " + layer + ", expected 0 to " + MAX_LAYER);
    }
    this.seed = seed;
    this.layer = purpose.code() << 24 | layer;
    this.step = step;
    this.sample = sample;
  }

  /**
   * Starts the sequence of a purpose that has no layers, steps or samples.
   *
   * @param seed the key
   * @param purpose what the numbers are for
   */
  public Philox(long seed, Purpose purpose) {
    this(seed, purpose, 0, 0, 0);
  }

  /**
   * Starts the sequence of another step and sample, with the same seed, purpose and layer: what
   * follows is as from a new instance. Allocates nothing.
   *
   * @param step which step or epoch the numbers are for
   * @param sample which sample they are for
   */
  public void restart(int step, int sample) {
    this.step = step;
    this.sample = sample;
    index = 0;
    used = block.length;
    spareNormal = Double.NaN;
  }

  /**
   * The generator's function: replaces a counter by its four random words.
   *
   * @param key the key, low word first
   * @param counter four words, low word first; overwritten with the result
   */
  static void generate(long key, int[] counter) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = counter[0];
    int c1 = counter[1];
    int c2 = counter[2];
    int c3 = counter[3];
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & UNSIGNED);
      long product1 = MULTIPLIER_1 * (c2 & UNSIGNED);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += KEY_INCREMENT_0;
      k1 += KEY_INCREMENT_1;
    }
    counter[0] = c0;
    counter[1] = c1;
    counter[2] = c2;
    counter[3] = c3;
  }

  /**
   * The next 32 random bits.
   *
   * @return any int, all equally likely
   */
  public int nextInt() {
    if (used == block.length) {
      block[0] = index++;
      block[1] = sample;
      block[2] = step;
      block[3] = layer;
      generate(seed, block);
      used = 0;
    }
    return block[used++];
  }

  /**
   * The next integer below a bound, all equally likely. Lemire, "Fast Random Integer Generation in
   * an Interval", 2019.
   *
   * @param bound the bound, at least 1
   * @return 0 to {@code bound - 1}
   * @throws IllegalArgumentException if the bound is less than 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("Philox: bound is " + bound + ", expected at least 1");
    }
    long product = (nextInt() & UNSIGNED) * bound;
    if ((product & UNSIGNED) < bound) {
      // 2^32 mod bound low halves belong to values that would come up once too often
      long surplus = Integer.toUnsignedLong(Integer.remainderUnsigned(-bound, bound));
      while ((product & UNSIGNED) < surplus) {
        product = (nextInt() & UNSIGNED) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * The next uniform number with all 53 bits of a double.
   *
   * @return 0 (inclusive) to 1 (exclusive)
   */
  public double nextDouble() {
    long high = nextInt() & UNSIGNED;
    long low = nextInt() & UNSIGNED;
    return ((high << 21) ^ (low >>> 11)) * 0x1p-53;
  }

  /**
   * The next number of the standard normal distribution: mean 0, standard deviation 1. Box and
   * Muller, "A Note on the Generation of Random Normal Deviates", 1958.
   *
   * @return a finite number, at most about 8.6 in magnitude
   */
  public double nextNormal() {
    if (!Double.isNaN(spareNormal)) {
      double normal = spareNormal;
      spareNormal = Double.NaN;
      return normal;
    }
    double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble())); // never the log of 0
    double angle = 2 * Math.PI * nextDouble();
    spareNormal = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /**
   * Brings an array into random order, all orders equally likely (Fisher and Yates).
   *
   * @param values the values, reordered in place
   */
  public void shuffle(int[] values) {
    for (int last = values.length - 1; last > 0; last--) {
      int other = nextInt(last + 1);
      int value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }

  /**
   * The numbers 0 to {@code size - 1} in random order.
   *
   * @param size how many, at least 0
   * @return a new array
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  /**
   * The next numbers as floats uniform in [0, 1): the highest 24 bits of each {@link #nextInt()}.
   * Allocates nothing.
   *
   * @param into takes the numbers
   * @param at where the first goes
   * @param stride from one to the next
   * @param count how many
   */
  public void fill(float[] into, int at, int stride, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i * stride] = (nextInt() >>> 8) * 0x1p-24f;
    }
  }
}
