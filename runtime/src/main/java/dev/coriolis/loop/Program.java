package dev.coriolis.loop;

import dev.coriolis.frame.Failures;
import dev.coriolis.frame.Frames;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One coroutine with a loop of its own, and a thread that waits for its end.
 *
 * <p><b>Threads:</b> confined to the thread that waits.
 */
final class Program<T extends @Nullable Object> {
  private final Callable<? extends CompletionStage<? extends T>> main;

  /** Whether the JVM was asked to end meanwhile. */
  private boolean asked;

  Program(Callable<? extends CompletionStage<? extends T>> main) {
    this.main = main;
  }

  /** Runs the coroutine and returns its value, or throws its failure as it is. */
  T run() {
    EventLoop.requireNoLoop();
    try (EventLoop loop = EventLoop.create("coriolis-main")) {
      return runOn(loop);
    } catch (InterruptedException | ExecutionException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the thread that ran the event loop was interrupted");
    }
  }

  private T runOn(EventLoop loop) throws InterruptedException, ExecutionException {
    CompletableFuture<T> result = loop.launch(main);
    JvmEnd end = JvmEnd.watch(() -> result.cancel(true), loop);
    try {
      Throwable failure =
          result.<@Nullable Throwable>handle((value, thrown) -> thrown).get();
      if (failure != null) {
        throw Frames.<RuntimeException>unchecked(failure);
      }
      return result.join();
    } finally {
      loop.close();
      asked = end.close();
    }
  }

  /** Runs the coroutine, reports its failure, and returns what the exit code of a program is then. */
  int exitCode() {
    try {
      return run() instanceof Integer code ? code : 0;
    } catch (Throwable failure) {
      // The code of a JVM that was asked to end is settled, and so is why the coroutine has ended.
      if (!(asked && failure instanceof CancellationException)) {
        Failures.ofProcess().report("the program", failure);
      }
      return 1;
    }
  }
}
