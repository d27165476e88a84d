package dev.coriolis.sync;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.DispatcherThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A loop whose time stands still until a test moves it. The test runs on the loop's thread. */
final class ManualLoop implements Dispatcher {
  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Due> timers =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private long now;
  private long order;
  private boolean running;

  /** A task that waits for its time. */
  private record Due(long at, long order, Runnable task) {}

  /** The thread on which the test is run. */
  private static final class LoopThread extends Thread implements DispatcherThread {
    private Context context;

    LoopThread(ManualLoop loop, Runnable body) {
      super(body, "manual-loop");
      this.context = Context.of(loop);
    }

    @Override
    public Context context() {
      return context;
    }

    @Override
    public void context(Context next) {
      context = next;
    }
  }

  /** A test that is given its loop. */
  interface Test {
    void run(ManualLoop loop) throws Exception;
  }

  /** Runs a test on a loop's thread, and throws what it throws. */
  static void run(Test test) throws Exception {
    ManualLoop loop = new ManualLoop();
    CompletableFuture<Void> result = new CompletableFuture<>();
    new LoopThread(loop, () -> {
          try {
            test.run(loop);
            result.complete(null);
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        })
        .start();
    result.get(30, TimeUnit.SECONDS);
  }

  /** Moves time on, and runs what is due on the way. */
  void advance(Duration duration) {
    long end = now + duration.toNanos();
    while (!timers.isEmpty() && timers.peek().at <= end) {
      Due due = timers.remove();
      now = due.at;
      dispatch(due.task);
    }
    now = end;
  }

  /** Returns how many timers wait. */
  int timers() {
    return timers.size();
  }

  @Override
  public void dispatch(Runnable resumption) {
    ready.add(resumption);
    if (running) {
      return;
    }
    running = true;
    try {
      while (!ready.isEmpty()) {
        ready.remove().run();
      }
    } finally {
      running = false;
    }
  }

  @Override
  public <T> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    throw new UnsupportedOperationException("called by no test");
  }

  @Override
  public void defer(Runnable task) {
    dispatch(task);
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public boolean isOverdue() {
    return false;
  }

  @Override
  public void offload(Runnable work) {
    dispatch(work);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Due due = new Due(now + delay.toNanos(), order++, task);
    timers.add(due);
    return () -> timers.remove(due);
  }
}
