package dev.coriolis.loop;

import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Launch;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * other, never one inside another. A task that throws is reported, and the loop goes on. Nothing that
 * blocks belongs on a loop: all its coroutines wait meanwhile.
 *
 * <p><b>Threads:</b> any thread may call any method. The loop's own thread starts with the first task
 * and keeps the process alive until the loop is closed.
 *
 * <p><b>Lifetime:</b> whoever made the loop closes it.
 */
public final class EventLoop implements AutoCloseable {
  /** Of two times that are further apart, no difference could be told. */
  private static final long LONGEST_DELAY_NANOS = Long.MAX_VALUE / 2;

  private final LoopOptions options;
  private final NettyLoop netty;
  private final LoopDispatcher dispatcher;
  private final Launches launches = new Launches();
  private final Failures failures = new Failures();
  private final Closing closing;
  private final OffloadPool offloads;

  /** Null until the first task. */
  private volatile @Nullable LoopThread thread;

  EventLoop(LoopOptions options, OffloadPool offloads) {
    this.options = options;
    this.offloads = offloads;
    failures.handler(options.uncaughtHandler());
    failures.grace(options.uncaughtGrace());
    netty = new NettyLoop(this::newThread, options.name(), failures);
    dispatcher = new LoopDispatcher(this, netty.turns());
    closing = new Closing(options, netty, launches);
  }

  private LoopThread newThread(Runnable body) {
    LoopThread created = new LoopThread(this, body);
    thread = created;
    return created;
  }

  /** Returns a new loop with the name {@code coriolis-loop}. */
  public static EventLoop create() {
    return create(LoopOptions.builder().build());
  }

  /** Returns a new loop; its thread has this name. */
  public static EventLoop create(String name) {
    return create(LoopOptions.builder().name(name).build());
  }

  /** Returns a new loop with these options. */
  public static EventLoop create(LoopOptions options) {
    return new EventLoop(options, new OffloadPool(options, 1));
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
   * <p>A failure is thrown as it is, checked or not, without a wrapper.
   *
   * <p><b>Cancellation:</b> an interrupt cancels the coroutine, and so does a JVM that is asked to end, by
   * Ctrl-C for example: it waits until the {@code finally} blocks have run and this has returned, at
   * most 25 seconds. The exit code is then that of the signal, 130 for SIGINT and 143 for SIGTERM. A
   * second signal ends the JVM at once.
   *
   * @throws IllegalStateException if the calling thread is that of a loop, which must not block
   * @throws CancellationException if the coroutine was cancelled, or the calling thread is interrupted;
   *     it stays so
   */
  public static <T extends @Nullable Object> T run(
      Callable<? extends CompletionStage<? extends T>> main) {
    return new Program<T>(main).run();
  }

  /**
   * Runs a coroutine as the whole program, as {@link #run} does, and ends the JVM; it does not return.
   *
   * <pre>{@code
   * public static void main(String[] arguments) {
   *   EventLoop.runAndExit(() -> copy(arguments));
   * }
   * }</pre>
   *
   * <p>The exit code is the value of the coroutine if that is an {@link Integer}, and 0 if it is
   * something else. A failure is reported, as one that nobody looks at, and the exit code is 1.
   *
   * @throws IllegalStateException if the calling thread is that of a loop, which must not block
   */
  public static void runAndExit(Callable<? extends CompletionStage<?>> main) {
    requireNoLoop();
    System.exit(new Program<@Nullable Object>(main).exitCode());
  }

  static void requireNoLoop() {
    if (Thread.currentThread() instanceof LoopThread own) {
      throw new IllegalStateException("EventLoop.run would block the event loop "
          + own.loop().name() + "; call the coroutine, or launch it");
    }
  }

  /** Returns the name of the loop, and of its thread. */
  public String name() {
    return options.name();
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
    closing.requireOpen();
    netty.turns().defer(task);
  }

  /**
   * Runs a task once {@code delay} has passed, by the monotonic clock; one that is not positive is no
   * delay.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  public Timer schedule(Duration delay, Runnable task) {
    closing.requireOpen();
    long nanos = Math.max(0, Math.min(TimeUnit.NANOSECONDS.convert(delay), LONGEST_DELAY_NANOS));
    return LoopTimer.start(netty, nanos, task);
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
    Launch<T> launch = new Launch<>(coroutine, dispatcher, launches::remove);
    launches.add(launch);
    try {
      start(launch);
    } catch (RejectedExecutionException e) {
      launches.remove(launch);
      throw e;
    }
    return launch;
  }

  /** Starts a coroutine: as a call where a turn is running, otherwise as a turn. */
  private void start(Runnable coroutine) {
    closing.requireOpen();
    if (inLoop() && netty.turns().isRunning()) {
      coroutine.run();
    } else {
      netty.turns().dispatch(coroutine);
    }
  }

  Failures failures() {
    return failures;
  }

  /** Runs work that blocks beside the loop. */
  void offload(Runnable work) {
    closing.requireOpen();
    offloads.run(work);
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
   * Ends the loop: refuses what others bring, runs what it has, cancels the coroutines that were
   * launched and waits for their end, which may await. Then closes the sockets, drops the timers,
   * interrupts offloaded work and waits for that too. At last it reports the failures that nobody has
   * looked at.
   *
   * <p>What has not ended after the grace period of the {@linkplain LoopOptions options} is cut, and
   * reported.
   *
   * <p>Returns when all threads have ended, or when the caller is interrupted. The loop's own thread
   * does not wait for itself: there, the loop ends after the turn. A second call only waits.
   */
  @Override
  public void close() {
    closing.begin();
    if (inLoop()) {
      return;
    }
    long start = System.nanoTime();
    try {
      closing.join(() -> Objects.requireNonNull(thread));
      Duration rest = options.closeGrace().minusNanos(System.nanoTime() - start);
      offloads.join(rest.isNegative() ? Duration.ZERO : rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins to end the loop, and does not wait for it. */
  void beginClose() {
    closing.begin();
  }

  /** Returns what measures the turns of this loop, for its thread. */
  RowWatch watch(Thread own) {
    return new RowWatch(netty.turns(), own, options.blockedAfter());
  }

  /** Returns the thread of the loop, if there was something to do for it. */
  Optional<Thread> thread() {
    return Optional.ofNullable(thread);
  }

  LoopDispatcher dispatcher() {
    return dispatcher;
  }

  /** Leaves no waiter without an answer. Called by the thread as it ends. */
  void ended() {
    launches.abandon();
    offloads.release();
    failures.flush();
  }
}
