package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Frames;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A value that coroutines take along without passing it as a parameter: the user of a request, its
 * number in the log.
 *
 * <pre>{@code
 * private static final CoroutineLocal<User> USER = CoroutineLocal.create();
 *
 * CompletionStage<String> greeting(User user) {
 *   return USER.where(user, () -> completedFuture("hello, " + USER.get().name()));
 * }
 * }</pre>
 *
 * <p>A value is bound for the run of one coroutine and is never changed in it; to bind another one
 * inside covers it for that while. It follows the coroutine over every suspension, and is seen by
 * everything that is started meanwhile: coroutines that are called, {@code launch}, {@code offload},
 * children of a {@link Scope}, also on other loops. No other coroutine of the loop ever sees it.
 *
 * <p><b>Threads:</b> any.
 */
public final class CoroutineLocal<T> {
  private CoroutineLocal() {}

  /** Returns a new local, to which nothing is bound. */
  public static <T> CoroutineLocal<T> create() {
    return new CoroutineLocal<>();
  }

  /**
   * Returns the value that is bound for the calling code.
   *
   * @throws NoSuchElementException if none is
   */
  public T get() {
    T value = value();
    if (value == null) {
      throw new NoSuchElementException(
          "nothing is bound to this CoroutineLocal here; bind a value with"
              + " where(value, coroutine), or ask with orElse");
    }
    return value;
  }

  /** Returns the value that is bound for the calling code, or {@code other} if none is. */
  public T orElse(T other) {
    T value = value();
    return value == null ? other : value;
  }

  /** Returns whether a value is bound for the calling code. */
  public boolean isBound() {
    return value() != null;
  }

  /**
   * Starts a coroutine, as by a plain call, for whose whole run the value is bound. What it throws fails
   * the returned stage.
   *
   * @return the coroutine's own stage
   * @throws NullPointerException if {@code value} is null
   */
  public <R extends @Nullable Object> CompletionStage<R> where(
      T value, Callable<? extends CompletionStage<R>> coroutine) {
    Context context = Context.current().with(this, Objects.requireNonNull(value, "value"));
    try {
      return Frames.started(context.<CompletionStage<R>>call(coroutine));
    } catch (Throwable failure) {
      return Frames.failed(failure);
    }
  }

  @SuppressWarnings("unchecked") // by the only call of Context.with that has this key
  private @Nullable T value() {
    return (T) Context.current().get(this);
  }
}
