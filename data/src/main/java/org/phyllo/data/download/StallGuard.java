package org.phyllo.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Closes a stream from outside when a read of it takes too long. The HTTP client's own timeout ends
 * with the answer's headers; a read of the body may wait forever.
 */
final class StallGuard implements AutoCloseable {
  private final InputStream body;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long reads;
  private boolean reading;
  private boolean closed;
  private boolean stalled;

  StallGuard(InputStream body, Duration patience) {
    this.body = body;
    this.patience = patience;
    Thread.ofVirtual().name("download stall guard").start(this::watch);
  }

  int read(byte[] into) throws IOException {
    mark(true);
    try {
      return body.read(into);
    } catch (IOException e) {
      if (isStalled()) {
        throw new IOException("sent nothing for " + patience.toMillis() / 1000.0 + " s", e);
      }
      throw e;
    } finally {
      mark(false);
    }
  }

  private void mark(boolean inRead) {
    lock.lock();
    try {
      reading = inRead;
      reads++;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean isStalled() {
    lock.lock();
    try {
      return stalled;
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    lock.lock();
    try {
      while (!closed && !stalled) {
        long before = reads;
        boolean signaled = changed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        stalled = !signaled && reading && reads == before;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody else knows this thread; it just ends
    } finally {
      lock.unlock();
    }
    if (isStalled()) {
      closeBody();
    }
  }

  private void closeBody() {
    try {
      body.close();
    } catch (IOException e) {
      // The waiting read reports the failure; there is no one else to tell.
      assert stalled;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
