package dev.coriolis.loop;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Several event loops that share the work: one for each core, unless told otherwise.
 *
 * <pre>{@code
 * try (EventLoops loops = EventLoops.create()) {
 *   List<CompletableFuture<Page>> pages =
 *       urls.stream().map(url -> loops.launch(() -> crawl(url))).toList();
 *   show(pages.get(0).join());
 * }
 * }</pre>
 *
 * <p>A coroutine stays on the loop on which it was started, whoever completes what it awaits. So two
 * coroutines of one loop share state without a lock, and two of different loops do not. Their offloaded
 * work shares one limit.
 *
 * <p><b>Threads:</b> any.
 *
 * <p><b>Lifetime:</b> whoever made the group closes it, and it closes its loops.
 */
public final class EventLoops implements AutoCloseable {
  private final List<EventLoop> loops;
  private final AtomicInteger turn = new AtomicInteger();

  private EventLoops(List<EventLoop> loops) {
    this.loops = loops;
  }

  /** Returns a new group with one loop for each processor that the JVM may use. */
  public static EventLoops create() {
    return create(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns a new group.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public static EventLoops create(int count) {
    return create(count, LoopOptions.builder().build());
  }

  /**
   * Returns a new group; its loops have the name of the options and a number, from 1.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public static EventLoops create(int count, LoopOptions options) {
    if (count <= 0) {
      throw new IllegalArgumentException("count must be positive, was " + count);
    }
    OffloadPool offloads = new OffloadPool(options, count);
    return new EventLoops(IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> options.toBuilder().name(options.name() + "-" + number).build())
        .map(named -> new EventLoop(named, offloads))
        .toList());
  }

  /** Returns the loops; always the same ones. */
  public List<EventLoop> loops() {
    return loops;
  }

  /** Returns a loop, each in its turn. */
  public EventLoop next() {
    return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }

  /**
   * Starts a coroutine on the {@link #next} loop, as {@link EventLoop#launch} does.
   *
   * @throws RejectedExecutionException if the group is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    return next().launch(coroutine);
  }

  /**
   * Ends all loops, as {@link EventLoop#close} does, side by side. A thread of one of them does not
   * wait for the others.
   */
  @Override
  public void close() {
    loops.forEach(EventLoop::beginClose);
    if (loops.stream().noneMatch(EventLoop::inLoop)) {
      loops.forEach(EventLoop::close);
    }
  }
}
