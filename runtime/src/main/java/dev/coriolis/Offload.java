package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Failures;
import dev.coriolis.frame.WatchedFuture;
import dev.coriolis.frame.WorkThreads;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The result of work that blocks a thread beside the loop.
 *
 * <pre>
 *             run                 work ends
 *   WAITING ------> on a thread ------------> complete
 *      |                 |
 *      | cancel          | cancel: interrupt
 *      v                 v
 *   cancelled       (goes on to its end)
 * </pre>
 *
 * <p><b>Cancellation:</b> work that has not begun never does. Otherwise its thread is interrupted, and
 * this completes when the work has ended, so that nobody closes what it still uses.
 */
final class Offload<T extends @Nullable Object> extends WatchedFuture<T> implements Runnable {
  /** Names the place of the call, if the work is a lambda; the work itself is not kept. */
  private final Class<?> type;

  private final @Nullable Dispatcher dispatcher;
  private final Context context;

  /** Guards the fields below: an interrupt must hit the work, and nothing that its thread does later. */
  private final Object lock = new Object();

  /** What is to be done; null once it has begun, or never will. */
  private @Nullable Callable<? extends T> work;

  /** The thread that is at work. */
  private @Nullable Thread thread;

  private boolean interrupted;

  private Offload(Callable<? extends T> work, Context caller) {
    this.type = work.getClass();
    this.work = work;
    this.dispatcher = caller.dispatcher();
    this.context = caller.on(null);
  }

  static <T extends @Nullable Object> CompletableFuture<T> start(Callable<? extends T> work) {
    Offload<T> offload = new Offload<>(work, Context.captured());
    if (offload.dispatcher == null) {
      WorkThreads.named("coriolis-offload-").newThread(offload).start();
    } else {
      offload.dispatcher.offload(offload);
    }
    return offload;
  }

  /** Does the work, on its thread. */
  @Override
  public void run() {
    Callable<? extends T> begun = begin();
    if (begun == null) {
      return;
    }
    try {
      T value = context.call(begun);
      end();
      comeBack(() -> complete(value));
    } catch (Throwable failure) {
      boolean asked = end();
      comeBack(() -> completeExceptionally(asked ? unlessInterrupt(failure) : failure));
    }
  }

  @Override
  protected Object origin() {
    return "offloaded work (" + type.getName() + ")";
  }

  @Override
  protected Failures failures() {
    return dispatcher == null ? Failures.ofProcess() : dispatcher.failures();
  }

  private @Nullable Callable<? extends T> begin() {
    synchronized (lock) {
      Callable<? extends T> begun = work;
      if (begun != null) {
        work = null;
        thread = Thread.currentThread();
      }
      return begun;
    }
  }

  /** Returns whether the work was interrupted by a cancellation, and takes the interrupt away. */
  private boolean end() {
    synchronized (lock) {
      thread = null;
      if (interrupted) {
        Thread.interrupted();
      }
      return interrupted;
    }
  }

  private void comeBack(Runnable completion) {
    if (dispatcher == null) {
      completion.run();
      return;
    }
    try {
      dispatcher.dispatch(completion);
    } catch (RejectedExecutionException e) {
      // The loop has ended; whoever waits elsewhere gets an answer all the same.
      completion.run();
    }
  }

  private static Throwable unlessInterrupt(Throwable failure) {
    if (!(failure instanceof InterruptedException
        || failure instanceof ClosedByInterruptException)) {
      return failure;
    }
    CancellationException cancellation =
        new CancellationException("the offloaded work was interrupted");
    cancellation.initCause(failure);
    return cancellation;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    requestCancel();
    synchronized (lock) {
      if (thread != null) {
        interrupted = true;
        thread.interrupt();
      }
      if (work == null) {
        return !isDone() || isCancelled();
      }
      work = null;
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
