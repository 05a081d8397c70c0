package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskRunsOnceInEveryPhase(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int phase = 0; phase < 3_000; phase++) {
        int tasks = phase % 23;
        AtomicIntegerArray runs = new AtomicIntegerArray(23);
        workers.run((task, _) -> runs.incrementAndGet(task), tasks);
        for (int task = 0; task < runs.length(); task++) {
          assertThat(runs.get(task)).isEqualTo(task < tasks ? 1 : 0);
        }
      }
    }
  }

  /** The first task of each range waits for the other's: no thread can be far enough for both. */
  @Test
  void threadsBeginWithTasksOfTheirOwn() {
    try (Workers workers = new Workers(2)) {
      for (int phase = 0; phase < 1_000; phase++) {
        CountDownLatch bothHere = new CountDownLatch(2);
        AtomicIntegerArray threads = new AtomicIntegerArray(5);
        workers.run(
            (task, thread) -> {
              threads.set(task, thread);
              if (task == 0 || task == 3) {
                bothHere.countDown();
                await(bothHere);
              }
            },
            5);
        assertThat(threads.get(0)).isEqualTo(0);
        assertThat(threads.get(3)).isEqualTo(1);
      }
    }
  }

  /** Plain writes of one phase are seen by other threads in the next: each adds up all cells. */
  @Test
  void phasesSeeWhatPhasesBeforeThemWrote() {
    int cells = 7;
    long[] before = new long[cells];
    long[] after = new long[cells];
    before[0] = 1;
    try (Workers workers = new Workers(4)) {
      for (int phase = 0; phase < 20_000; phase++) {
        workers.run(
            (cell, _) -> {
              long sum = 0;
              for (long value : before) {
                sum += value;
              }
              after[cell] = sum % 1_000_003 + cell;
            },
            cells);
        System.arraycopy(after, 0, before, 0, cells);
      }
    }
    long[] expected = new long[cells];
    expected[0] = 1;
    for (int phase = 0; phase < 20_000; phase++) {
      long sum = 0;
      for (long value : expected) {
        sum += value;
      }
      for (int cell = 0; cell < cells; cell++) {
        expected[cell] = sum % 1_000_003 + cell;
      }
    }
    assertThat(before).containsExactly(expected);
  }

  @Test
  void threadsThatHaveParkedWakeUp() {
    try (Workers workers = new Workers(3)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      for (int phase = 0; phase < 5; phase++) {
        LockSupport.parkNanos(20_000_000); // far longer than they spin
        CountDownLatch allHere = new CountDownLatch(3);
        workers.run(
            (task, _) -> {
              threads.add(Thread.currentThread());
              allHere.countDown();
              await(allHere);
            },
            3);
      }
      assertThat(threads).hasSize(3).contains(Thread.currentThread());
      assertThat(threads.stream().filter(thread -> !thread.equals(Thread.currentThread())))
          .allMatch(Thread::isDaemon)
          .allMatch(thread -> thread.getName().startsWith("phyllo-worker-"));
    }
  }

  /** HotSpot compiles meanwhile. */
  @Test
  void oneThreadRestsInTheFirstPhases() {
    int processors = Math.max(2, Runtime.getRuntime().availableProcessors());
    try (Workers workers = Workers.warmingUp(processors)) {
      Set<Integer> first = ConcurrentHashMap.newKeySet();
      for (int phase = 0; phase < 10; phase++) {
        workers.run((_, thread) -> first.add(thread), 64);
      }
      assertThat(first).doesNotContain(processors - 1);
      for (int phase = 10; phase < Workers.FIRST_PHASES; phase++) {
        workers.run((_, _) -> {}, 2);
      }
      CountDownLatch allHere = new CountDownLatch(processors);
      workers.run(
          (_, _) -> {
            allHere.countDown();
            await(allHere);
          },
          processors);
      assertThat(allHere.getCount()).isZero();
    }
  }

  /** The caller, too, parks while a task takes long. */
  @Test
  void callerWaitsForSlowTasks() {
    AtomicInteger done = new AtomicInteger();
    try (Workers workers = new Workers(2)) {
      for (int phase = 0; phase < 5; phase++) {
        Thread caller = Thread.currentThread();
        CountDownLatch bothHere = new CountDownLatch(2);
        workers.run(
            (task, _) -> {
              bothHere.countDown();
              await(bothHere);
              if (!Thread.currentThread().equals(caller)) {
                LockSupport.parkNanos(30_000_000);
              }
              done.incrementAndGet();
            },
            2);
        assertThat(done.get()).isEqualTo(2 * phase + 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void exceptionsReachTheCallerAndTheNextPhaseRuns(int threads) {
    try (Workers workers = new Workers(threads)) {
      for (int failing = 0; failing < 10; failing++) {
        int bad = failing;
        assertThatThrownBy(
                () ->
                    workers.run(
                        (task, _) -> {
                          if (task == bad) {
                            throw new IllegalStateException("task " + task);
                          }
                        },
                        10))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("task " + bad);
        assertThatThrownBy(
                () ->
                    workers.run(
                        (task, _) -> {
                          throw new StackOverflowError("made up");
                        },
                        10))
            .isInstanceOf(StackOverflowError.class);
        AtomicInteger runs = new AtomicInteger();
        workers.run((_, _) -> runs.incrementAndGet(), 10);
        assertThat(runs).hasValue(10);
      }
    }
  }

  @Test
  void interruptsAreKeptForLater() {
    try (Workers workers = new Workers(2)) {
      Thread caller = Thread.currentThread();
      CountDownLatch bothHere = new CountDownLatch(2);
      caller.interrupt();
      AtomicInteger runs = new AtomicInteger();
      workers.run(
          (task, _) -> {
            if (!Thread.currentThread().equals(caller)) {
              bothHere.countDown();
              LockSupport.parkNanos(10_000_000);
            } else {
              bothHere.countDown();
              while (bothHere.getCount() != 0) {
                Thread.onSpinWait();
              }
            }
            runs.incrementAndGet();
          },
          2);
      assertThat(runs).hasValue(2);
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closeEndsTheThreads() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers workers = new Workers(3);
    CountDownLatch allHere = new CountDownLatch(3);
    workers.run(
        (task, _) -> {
          threads.add(Thread.currentThread());
          allHere.countDown();
          await(allHere);
        },
        3);
    workers.close();
    workers.close();
    threads.remove(Thread.currentThread());
    assertThat(threads).hasSize(2).noneMatch(Thread::isAlive);
  }

  @Test
  void threadsAreDecidedByWork() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(Workers.suitable(0, 10)).isEqualTo(1);
    assertThat(Workers.suitable(112 * 32, 10)).as("iris: 4-16-3, batch 32").isEqualTo(1);
    assertThat(Workers.suitable(39_700 * 100, 10))
        .as("784-50-10, batch 100")
        .isEqualTo(Math.min(7, processors));
    assertThat(Workers.suitable(1L << 60, 1)).as("one task").isEqualTo(1);
    assertThat(Workers.suitable(1L << 60, 1 << 20)).isEqualTo(processors);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
