package org.phyllo.data.augment;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Deformers for threads that come and go: each borrows one, uses it alone and gives it back. Once
 * as many exist as threads read at once, nothing is allocated. Not a {@link ThreadLocal}, as with
 * virtual threads that would be one for every thread.
 */
final class DeformerPool {
  private final Augmentation augmentation;
  private final ImageLayout layout;
  private final long seed;
  private final AtomicReferenceArray<@Nullable Deformer> free;

  DeformerPool(Augmentation augmentation, ImageLayout layout, long seed) {
    this.augmentation = augmentation;
    this.layout = layout;
    this.seed = seed;
    // threads that run at the same moment, and some that were preempted with one in hand
    this.free = new AtomicReferenceArray<>(4 * Runtime.getRuntime().availableProcessors());
  }

  Deformer borrow() {
    int start = start();
    for (int i = 0; i < free.length(); i++) {
      int slot = (start + i) % free.length();
      if (free.getPlain(slot) != null) {
        Deformer deformer = free.getAndSet(slot, null);
        if (deformer != null) {
          return deformer;
        }
      }
    }
    return new Deformer(augmentation, layout, seed);
  }

  /** Takes one back; with no place free, it is left to the garbage collector. */
  void giveBack(Deformer deformer) {
    int start = start();
    for (int i = 0; i < free.length(); i++) {
      int slot = (start + i) % free.length();
      if (free.getPlain(slot) == null && free.compareAndSet(slot, null, deformer)) {
        return;
      }
    }
  }

  /** Where this thread begins to look, so that threads rarely meet. */
  private int start() {
    return (int) (Thread.currentThread().threadId() % free.length());
  }
}
