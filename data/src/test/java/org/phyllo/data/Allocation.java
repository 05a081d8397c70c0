package org.phyllo.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.function.Executable;

/** Measures how much a call allocates. */
public final class Allocation {
  /** More than the JVM takes to compile what is called. */
  private static final int ROUNDS = 200;

  private Allocation() {}

  /** Fails if the call allocates more; what it throws is passed on. */
  public static void atMost(long bytes, Executable call) throws Throwable {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      call.execute();
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("allocated bytes").isLessThanOrEqualTo(bytes);
    }
  }

  /** Fails if the call goes on allocating more, however often it is made. */
  public static void settlesAt(long bytes, Executable call) throws Throwable {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && allocated > bytes; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      call.execute();
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(allocated).as("allocated bytes").isLessThanOrEqualTo(bytes);
  }
}
