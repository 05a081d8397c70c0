package org.phyllo.samples;

import java.util.concurrent.CountDownLatch;
import org.phyllo.runtime.Trainer;

/**
 * While it is open, Ctrl-C makes a trainer stop after the batch at hand, and the JVM wait until
 * what was learned so far is saved: until this is closed.
 */
final class Interruption implements AutoCloseable {
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Trainer<?> trainer) {
    this.hook =
        new Thread(
            () -> {
              System.err.println();
              System.err.println("stopping after this batch, to save what was learned so far");
              trainer.requestStop();
              awaitSaved();
            },
            "phyllo-interruption");
  }

  static Interruption stops(Trainer<?> trainer) {
    Interruption interruption = new Interruption(trainer);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void awaitSaved() {
    try {
      saved.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // and let the JVM end
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return; // by Ctrl-C: the hook runs already, and ends now
    }
  }
}
