package dev.coriolis.frame;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The static calls that the weaver puts into a coroutine. */
public final class Frames {
  /** What {@link #poll} returns if the coroutine cannot go on at once. */
  public static final Object PENDING = new Object();

  private Frames() {}

  /**
   * Returns the stage as a future, to ask whether it is done.
   *
   * @throws NullPointerException if {@code stage} is null
   */
  public static CompletableFuture<?> future(CompletionStage<?> stage) {
    try {
      // The exact class, and not an interface, is what the most frequent stages are told by: one
      // comparison, whatever else this code has seen.
      if (stage.getClass() == CompletableFuture.class) {
        return (CompletableFuture<?>) stage;
      }
      return stage instanceof LinkedFuture<?> own ? own : stage.toCompletableFuture();
    } catch (UnsupportedOperationException e) {
      return observe(stage);
    } catch (NullPointerException e) {
      // To ask before would be half of the work again.
      throw stage == null ? new NullPointerException("await was given null instead of a stage") : e;
    }
  }

  /**
   * Returns whether the coroutine may go on at once: what it awaits is done, and its turn has not used
   * up its time.
   */
  public static boolean isReady(CompletableFuture<?> future) {
    return future.isDone() && !Fairness.isOverdue();
  }

  /**
   * Returns the value of a future, or throws its failure as it is; or returns {@link #PENDING} if it is
   * not done, or the turn has used up its time.
   */
  public static @Nullable Object poll(CompletableFuture<?> future) {
    if (Fairness.isOverdue()) {
      return PENDING;
    }
    try {
      if (future.getClass() == CompletableFuture.class) {
        return valueNow(future);
      }
      return future instanceof LinkedFuture<?> own ? valueNow(own) : valueNow(future);
    } catch (CompletionException | CancellationException e) {
      return result(future);
    }
  }

  @SuppressWarnings("unchecked") // the marker stands for no value
  private static @Nullable Object valueNow(CompletableFuture<?> future) {
    return ((CompletableFuture<@Nullable Object>) future).getNow(PENDING);
  }

  @SuppressWarnings("unchecked") // the marker stands for no value
  private static @Nullable Object valueNow(LinkedFuture<?> own) {
    return ((LinkedFuture<@Nullable Object>) own).valueOr(PENDING);
  }

  /** Tells the waiter that the future is complete, as soon as it is: at once, if it is already. */
  public static void tell(CompletableFuture<?> future, Waiter waiter) {
    if (future instanceof LinkedFuture<?> own) {
      if (!own.addWaiter(waiter)) {
        waiter.wake();
      }
    } else {
      future.whenComplete((value, failure) -> waiter.wake());
    }
  }

  /** Runs the step by which {@code other} is completed, as soon as the future is; otherwise like the other one. */
  public static void tell(CompletableFuture<?> future, LinkedFuture<?> other, Runnable step) {
    tell(future, new Relay(other, step));
  }

  /** The part that one future has in the completion of another. */
  private record Relay(LinkedFuture<?> completes, Runnable step) implements Waiter {
    @Override
    public void wake() {
      step.run();
    }
  }

  /** A stage may refuse to become a future, but not a callback. */
  private static CompletableFuture<?> observe(CompletionStage<?> stage) {
    LinkedFuture<Object> future = new LinkedFuture<>();
    stage.whenComplete((value, failure) -> {
      if (failure == null) {
        future.complete(value);
      } else {
        future.completeExceptionally(failure);
      }
    });
    return future;
  }

  /**
   * Returns a stage of a value, for the body to return that. Called by the body.
   *
   * @param frame completed with the value, without another stage, if it is not null
   */
  public static <T extends @Nullable Object> CompletableFuture<T> completed(
      T value, @Nullable Frame<T> frame) {
    return frame == null ? CompletableFuture.completedFuture(value) : frame.settled(value);
  }

  /** Returns what a coroutine returned as a future; null becomes one that has failed. */
  static CompletableFuture<?> returned(@Nullable CompletionStage<?> stage) {
    return stage == null ? CompletableFuture.failedFuture(returnedNull()) : future(stage);
  }

  /** Returns the stage of a coroutine that is not named; otherwise like the other one. */
  public static <T> CompletionStage<T> started(@Nullable CompletionStage<T> stage) {
    return started(stage, "a coroutine");
  }

  /** Returns the stage that a coroutine returned before it was ever suspended; as for a future. */
  public static <T> CompletionStage<T> started(
      @Nullable CompletionStage<T> stage, String coroutine) {
    return stage == null || stage instanceof CompletableFuture<T>
        ? started((CompletableFuture<T>) stage, coroutine)
        : stage;
  }

  /**
   * Returns the future that a coroutine returned before it was ever suspended. Null is a failure; and one
   * that has failed is replaced by one whose failure is reported if nobody looks at it.
   *
   * @param coroutine class and method
   */
  public static <T> CompletableFuture<T> started(
      @Nullable CompletableFuture<T> future, String coroutine) {
    // Small, as it is compiled into each call: what most coroutines return, and the rest elsewhere.
    return future instanceof LinkedFuture
            || (future != null
                && future.getClass() == CompletableFuture.class
                && !future.isCompletedExceptionally())
        ? future
        : watched(future, coroutine);
  }

  private static <T> CompletableFuture<T> watched(
      @Nullable CompletableFuture<T> future, String coroutine) {
    if (future == null) {
      return failed(returnedNull(), coroutine);
    }
    // That of the JDK's minimal stages answers no questions.
    CompletableFuture<T> open =
        future.getClass() == CompletableFuture.class ? future : future.toCompletableFuture();
    return open.isCompletedExceptionally() ? failed(failure(open), coroutine) : future;
  }

  private static NullPointerException returnedNull() {
    return new NullPointerException(
        "a coroutine returned null instead of a stage; where there is no value, return done()");
  }

  /**
   * Returns the stage of a coroutine whose body threw before it was ever suspended.
   *
   * @param coroutine class and method
   */
  public static <T> CompletableFuture<T> failed(Throwable failure, String coroutine) {
    return new FailedFuture<>(failure, coroutine);
  }

  /** Returns the stage of a coroutine that is not named; otherwise like the other one. */
  public static <T> CompletableFuture<T> failed(Throwable failure) {
    return failed(failure, "a coroutine");
  }

  /**
   * Ends the call of a test that is a coroutine, and so is called by a method that returns nothing: hands
   * its stage to whoever runs the test, or throws its failure if it has one already.
   *
   * @throws IllegalStateException if nobody runs tests here; the coroutine is cancelled then
   */
  public static void handOver(CompletableFuture<?> test) {
    if (test.isDone()) {
      result(test);
    } else if (Context.current().get(TestRunner.class) instanceof TestRunner runner) {
      runner.waitFor(test);
    } else {
      test.cancel(true);
      throw new IllegalStateException(
          "a test that is a coroutine was called, and nobody waits for its"
              + " end. Annotate it, or its class, with @CoroutineTest of coriolis-testing");
    }
  }

  /** Returns the value of a future that is done, or throws its failure as it is. */
  public static @Nullable Object result(CompletableFuture<?> done) {
    try {
      return value(done);
    } catch (CompletionException | CancellationException e) {
      if (done instanceof Delivered) {
        throw e;
      }
      Throwable failure = failure(done);
      AsyncTrace.awaitedLate(failure);
      throw Frames.<RuntimeException>unchecked(failure);
    }
  }

  /** Returns the value of a future that is done, or throws its failure wrapped. */
  static @Nullable Object value(CompletableFuture<?> done) {
    return done instanceof LinkedFuture<?> own ? own.valueOrThrow() : done.join();
  }

  /** Returns the failure of a future that has failed, as it was before futures wrapped it. */
  public static Throwable failure(CompletableFuture<?> failed) {
    return unwrapped(failed.handle((value, thrown) -> thrown).join());
  }

  /**
   * Returns a failure without the wrappers that futures put around it, which have a cause always. It is
   * the one rule for what an await throws, and whatever else passes failures on.
   */
  public static Throwable unwrapped(Throwable failure) {
    Throwable bare = failure;
    while (bare instanceof CompletionException || bare instanceof ExecutionException) {
      Throwable cause = bare.getCause();
      if (cause == null) {
        break;
      }
      bare = cause;
    }
    return bare;
  }

  /**
   * Gives back what nobody is going to use, if it can be given back: by the future, or by its value, as
   * the lock that a coroutine returns. Without a value, it does nothing.
   */
  public static void discard(CompletableFuture<?> unused) {
    if (!unused.isDone() || unused.isCompletedExceptionally()) {
      return;
    }
    if (unused instanceof LinkedFuture<?> own) {
      own.discard();
    }
    if (value(unused) instanceof LinkedFuture<?> own) {
      own.discard();
    }
  }

  /**
   * Tells what leaves a block of the failure of its end, unless that is the same: a child of a scope may
   * have failed with what the block awaited, too. Called by the body.
   */
  public static void suppress(Throwable failure, Throwable ofEnd) {
    if (ofEnd != failure) {
      failure.addSuppressed(ofEnd);
    }
  }

  /** Returns whether a failure says no more than that something was cancelled. */
  public static boolean isMereCancellation(Throwable failure) {
    return failure instanceof CancellationException
        && failure.getSuppressed().length == 0
        && failure.getCause() == null;
  }

  /** Returns a failure under the type that the caller may throw: {@code throw unchecked(failure)}. */
  @SuppressWarnings("unchecked") // the type is erased: what is thrown is what was given
  public static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
