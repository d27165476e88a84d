package dev.coriolis.loop;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread that runs tasks, timers, sockets and the coroutines that were started on it.
 *
 * <pre>{@code
 * String page = EventLoop.run(() -> {
 *   var client = HttpClient.create();
 *   return client.fetch("https://example.org").thenApply(HttpResponse::text);
 * });
 * }</pre>
 *
 * <p>Each task, each timer and each step of a coroutine is a <i>turn</i>; turns run one after the
 * other, never one inside another. A task that throws is logged, and the loop goes on. Nothing that
 * blocks belongs on a loop: all its coroutines wait meanwhile.
 *
 * <p><b>Threads:</b> any thread may call any method. The loop's own thread starts with the first task
 * and keeps the process alive until the loop is closed.
 *
 * <p><b>Lifetime:</b> whoever made the loop closes it.
 */
public final class EventLoop implements AutoCloseable {
  private final String name;
  private final NettyLoop netty;
  private final Turns turns;

  /** What was launched and has no result yet. */
  private final Set<Launch<?>> launches = ConcurrentHashMap.newKeySet();

  /** Null until the first task. */
  private volatile @Nullable LoopThread thread;

  private EventLoop(String name) {
    this.name = name;
    this.netty = new NettyLoop(this::newThread);
    this.turns = new Turns(netty, netty::inEventLoop, name);
  }

  private LoopThread newThread(Runnable body) {
    LoopThread created = new LoopThread(this, body);
    thread = created;
    return created;
  }

  /** Returns a new loop with the name {@code coriolis-loop}. */
  public static EventLoop create() {
    return create("coriolis-loop");
  }

  /** Returns a new loop; its thread has this name. */
  public static EventLoop create(String name) {
    return new EventLoop(name);
  }

  /**
   * Returns the loop of the calling thread.
   *
   * @throws IllegalStateException if the thread belongs to no loop
   */
  public static EventLoop current() {
    if (Thread.currentThread() instanceof LoopThread own) {
      return own.loop();
    }
    throw new IllegalStateException("the thread " + Thread.currentThread().getName()
        + " belongs to no event loop; use EventLoop.run, or launch on a loop");
  }

  /**
   * Runs a coroutine on a new loop, waits for its result, and closes the loop.
   *
   * <p>A failure is thrown as it is, checked or not, without a wrapper. An interrupt cancels the
   * coroutine.
   *
   * @throws IllegalStateException if the calling thread is that of a loop, which must not block
   * @throws CancellationException if the calling thread is interrupted; it stays so
   */
  public static <T extends @Nullable Object> T run(
      Callable<? extends CompletionStage<? extends T>> main) {
    if (Thread.currentThread() instanceof LoopThread own) {
      throw new IllegalStateException("EventLoop.run would block the event loop "
          + own.loop().name() + "; call the coroutine, or launch it");
    }
    try (EventLoop loop = create("coriolis-main")) {
      CompletableFuture<T> result = loop.launch(main);
      Throwable failure =
          result.<@Nullable Throwable>handle((value, thrown) -> thrown).get();
      if (failure != null) {
        throw EventLoop.<RuntimeException>unchecked(failure);
      }
      return result.join();
    } catch (InterruptedException | ExecutionException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the thread that ran the event loop was interrupted");
    }
  }

  @SuppressWarnings("unchecked") // the type is erased: what is thrown is what was given
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Returns the name of the loop, and of its thread. */
  public String name() {
    return name;
  }

  /** Returns whether the calling thread is that of this loop. */
  public boolean inLoop() {
    return netty.inEventLoop();
  }

  /**
   * Runs a task in a later turn.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public void execute(Runnable task) {
    turns.execute(task);
  }

  /**
   * Runs a task once {@code delay} has passed, by the monotonic clock; one that is not positive is no
   * delay.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public Timer schedule(Duration delay, Runnable task) {
    return turns.schedule(delay, task);
  }

  /**
   * Starts a coroutine on this loop and returns its result. Called in a turn of this loop, it starts
   * at once, as by a plain call; otherwise in a turn of its own.
   *
   * <p>Whatever the coroutine throws fails the returned future.
   *
   * <p><b>Cancellation:</b> cancelling the future cancels the coroutine, and so does the end of the
   * loop.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    Launch<T> launch = new Launch<>(coroutine, turns, launches);
    launches.add(launch);
    try {
      turns.start(launch);
    } catch (RejectedExecutionException e) {
      launches.remove(launch);
      throw e;
    }
    return launch;
  }

  /**
   * Returns what the loop is made of, for code that has to reach it: the {@code
   * io.netty.channel.EventLoop}.
   *
   * @throws IllegalArgumentException if the loop is made of nothing of that type
   */
  public <T> T unwrap(Class<T> type) {
    if (!type.isInstance(netty)) {
      throw new IllegalArgumentException("an event loop has no " + type.getName());
    }
    return type.cast(netty);
  }

  /**
   * Ends the loop: refuses new tasks, runs those it has, cancels the coroutines that were launched,
   * closes the sockets, drops the timers.
   *
   * <p>Returns when the thread has ended, or when the caller is interrupted. The loop's own thread
   * does not wait for itself: there, the loop ends after the turn. A second call only waits.
   */
  @Override
  public void close() {
    if (turns.close()) {
      netty.execute(this::cancelLaunches);
    }
    if (inLoop()) {
      return;
    }
    try {
      netty.terminationFuture().await();
      LoopThread ending = thread;
      if (ending != null) {
        ending.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancelLaunches() {
    turns.dispatch(() -> launches.forEach(launch -> launch.cancel(true)));
    netty.closeSockets();
    // No quiet period: whatever is still queued, the executor runs it before it ends.
    netty.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  Turns turns() {
    return turns;
  }

  /** Leaves no waiter without an answer. Called by the thread as it ends. */
  void ended() {
    launches.forEach(Launch::abandon);
    launches.clear();
  }
}
