package org.phyllo.runtime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Arrays for threads that come and go: each borrows one, uses it alone and gives it back. Not a
 * {@link ThreadLocal}, as with virtual threads that would be one array per call. Lock-free; once as
 * many arrays exist as threads run at once, nothing is allocated.
 */
final class WorkspacePool {
  private final int floats;

  /** The number of places less one; the number is a power of two, to wrap around by masking. */
  private final int mask;

  private final AtomicReferenceArray<float @Nullable []> free;

  WorkspacePool(int floats) {
    this.floats = floats;
    // threads that run at the same moment, and some that were preempted with an array in hand
    int places = 4 * Runtime.getRuntime().availableProcessors();
    this.free = new AtomicReferenceArray<>(2 * Integer.highestOneBit(places - 1));
    this.mask = free.length() - 1;
  }

  float[] borrow() {
    int start = start();
    for (int i = 0; i < free.length(); i++) {
      int slot = (start + i) & mask;
      if (free.getPlain(slot) != null) {
        float[] workspace = free.getAndSet(slot, null);
        if (workspace != null) {
          return workspace;
        }
      }
    }
    return LineArrays.allocate(floats);
  }

  /** Takes an array back; with no place free, it is left to the garbage collector. */
  void giveBack(float[] workspace) {
    int start = start();
    for (int i = 0; i < free.length(); i++) {
      int slot = (start + i) & mask;
      if (free.getPlain(slot) == null && free.compareAndSet(slot, null, workspace)) {
        return;
      }
    }
  }

  /** Where this thread begins to look, so that threads rarely meet. */
  private int start() {
    return (int) Thread.currentThread().threadId();
  }
}
