package org.phyllo.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that run one phase of numbered tasks after the other, the caller's among them. Each
 * begins with a range of neighboring tasks, the same one whenever the phase comes again: what it
 * wrote there is still in its cache. Then it takes what others have left. So which thread runs
 * which task is left to chance in the end; phases are made so that it doesn't matter.
 *
 * <p>Between phases threads spin for a moment before they park: a phase starts within a microsecond
 * while a training loop is running, and idle threads cost nothing. Running a phase allocates
 * nothing. One thread at a time may call {@link #run} and {@link #close}.
 */
final class Workers implements AutoCloseable {
  /** About 20 to 100 microseconds, the time that parking and waking a thread would take. */
  private static final int SPINS = 2_000;

  /**
   * Multiply-adds of the forward pass that make a thread worth its while: some 50 microseconds of
   * work with both passes, against the few that the three phases of a step cost each thread.
   */
  private static final long WORK_PER_THREAD = 500_000;

  /**
   * Phases and nanoseconds in which one thread stays out of the way, where there are as many as
   * processors: HotSpot is compiling the kernels then, on a processor of its own if it has one, and
   * until it has done so they run at a hundredth of their speed.
   */
  static final int FIRST_PHASES = 150;

  private static final long FIRST_NANOS = 4_000_000_000L;

  /** What the tasks of a phase do. */
  interface Phase {
    /**
     * Runs one task.
     *
     * @param thread the number of the thread that runs it, below {@link #threads()}; 0 is the
     *     caller of {@link #run}
     */
    void run(int task, int thread);
  }

  /** A ticket lies two cache lines from the next: processors fetch pairs of them. */
  private static final int STRIDE = 16;

  /**
   * For each thread's range, {@link #STRIDE} apart: the number of the phase (high half) and of the
   * range's tasks that nobody has taken yet (low half). A task is taken by changing it, so a thread
   * that comes late can take none of a phase that has ended.
   */
  private final AtomicLongArray tickets;

  private final AtomicInteger tasksLeft = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Worker[] workers;
  private final int spins;

  private long phases;

  // Written before the tickets of a phase, read by those who hold a task of it.
  private @Nullable Phase phase;
  private int tasks;
  private int ranges;
  private Thread caller = Thread.currentThread();

  /** Phases before all threads take part. */
  private int phasesLeft;

  private final long started = System.nanoTime();

  /** Workers that take tasks. */
  private volatile int active;

  private volatile boolean callerParked;
  private volatile boolean closed;

  /**
   * Starts the threads.
   *
   * @param threads how many run tasks, the caller included: one less is started
   */
  Workers(int threads) {
    this(threads, 0);
  }

  private Workers(int threads, int firstPhases) {
    this.workers = new Worker[threads - 1];
    this.tickets = new AtomicLongArray(threads * STRIDE);
    int processors = Runtime.getRuntime().availableProcessors();
    this.phasesLeft = threads >= processors ? firstPhases : 0;
    this.active = threads - 1;
    // With more threads than processors, one that spins keeps another from working.
    this.spins = threads <= processors ? SPINS : 0;
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
    }
    for (Worker worker : workers) {
      worker.thread.start();
    }
  }

  /** Threads of which one rests at first, if there are as many as processors. */
  static Workers warmingUp(int threads) {
    return new Workers(threads, FIRST_PHASES);
  }

  /**
   * How many threads are worth their while for a training step.
   *
   * @param multiplyAdds the multiply-adds of its forward pass
   * @param tasks the number of tasks in its largest phase
   */
  static int suitable(long multiplyAdds, int tasks) {
    long byWork = multiplyAdds / WORK_PER_THREAD;
    int processors = Runtime.getRuntime().availableProcessors();
    return (int) Math.max(1, Math.min(byWork, Math.min(processors, tasks)));
  }

  /** The number of threads that run tasks, the caller included. */
  int threads() {
    return workers.length + 1;
  }

  /**
   * Runs the tasks 0 to {@code tasks - 1} of a phase and returns when all have ended. What a task
   * throws is thrown here, after the others have ended; of several, one.
   */
  void run(Phase phase, int tasks) {
    if (workers.length == 0 || tasks <= 1) {
      for (int task = 0; task < tasks; task++) {
        phase.run(task, 0);
      }
      return;
    }
    leaveRoom();
    this.phase = phase;
    this.tasks = tasks;
    this.ranges = active + 1;
    this.caller = Thread.currentThread();
    tasksLeft.set(tasks);
    phases++;
    for (int i = 0; i < ranges; i++) {
      tickets.set(i * STRIDE, (phases << Integer.SIZE) + rangeEnd(i) - rangeEnd(i - 1));
    }
    for (int i = 0; i < active; i++) {
      workers[i].wake();
    }
    takeTasks(0);
    awaitTasks();
    Throwable thrown = failure.getAndSet(null);
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw new IllegalStateException("a task failed", thrown);
    }
  }

  /** Lets the last worker rest in the first phases. */
  private void leaveRoom() {
    boolean first = phasesLeft > 0 && System.nanoTime() - started < FIRST_NANOS;
    phasesLeft = first ? phasesLeft - 1 : 0;
    active = first ? workers.length - 1 : workers.length;
  }

  /** Where a thread's tasks end; those of the first ranges, which begin first, may be one more. */
  private int rangeEnd(int range) {
    return (int) Math.ceilDiv((range + 1L) * tasks, ranges);
  }

  private void takeTasks(int thread) {
    if (thread > active) {
      return;
    }
    takeTasks(thread, thread);
    for (int range = 0; range <= workers.length; range++) {
      takeTasks(range, thread);
    }
  }

  /** Runs what is left of a range. */
  private void takeTasks(int range, int thread) {
    int at = range * STRIDE;
    while (true) {
      long current = tickets.get(at);
      int left = (int) current;
      if (left == 0) {
        return;
      }
      if (tickets.compareAndSet(at, current, current - 1)) {
        runTask(rangeEnd(range) - left, thread);
      }
    }
  }

  private void runTask(int task, int thread) {
    Phase current = phase;
    try {
      if (current != null) {
        current.run(task, thread);
      }
    } catch (Throwable thrown) { // checked ones too, which phases in other languages may throw
      failure.compareAndSet(null, thrown);
    } finally {
      if (tasksLeft.decrementAndGet() == 0 && callerParked) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void awaitTasks() {
    for (int spin = 0; spin < spins; spin++) {
      if (tasksLeft.get() == 0) {
        return;
      }
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    callerParked = true;
    while (tasksLeft.get() != 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted(); // else park would return at once, forever
    }
    callerParked = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads and waits until they have ended. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker.thread);
    }
    boolean interrupted = false;
    for (Worker worker : workers) {
      while (worker.thread.isAlive()) {
        try {
          worker.thread.join();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker {
    final Thread thread;
    private final int number;
    private volatile boolean parked;

    Worker(int number) {
      this.number = number;
      thread = Thread.ofPlatform().daemon().name("phyllo-worker-" + number).unstarted(this::work);
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(thread);
      }
    }

    private void work() {
      long seen = 0;
      while (true) {
        seen = awaitPhase(seen);
        if (closed) {
          return;
        }
        takeTasks(number);
      }
    }

    /** Waits until the phase is another one, and returns its number. */
    private long awaitPhase(long seen) {
      int ticket = number * STRIDE;
      for (int spin = 0; spin < spins && !closed; spin++) {
        long now = tickets.get(ticket) >>> Integer.SIZE;
        if (now != seen) {
          return now;
        }
        Thread.onSpinWait();
      }
      parked = true;
      while (tickets.get(ticket) >>> Integer.SIZE == seen && !closed) {
        LockSupport.park(Workers.this);
      }
      parked = false;
      return tickets.get(ticket) >>> Integer.SIZE;
    }
  }
}
