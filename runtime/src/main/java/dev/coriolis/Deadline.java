package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The time by which something has to be done, and which all that it calls can see.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open(Duration.ofSeconds(2))) {
 *   scope.fork(() -> client.fetch(url));
 *   await(scope.join());
 *   log(Deadline.remaining());
 * }
 * }</pre>
 *
 * <p>A {@link Scope} has one if it was opened with a duration, and so has what {@link
 * Coroutines#timeout(Duration, Callable)} runs. Inside another one, the earlier of the two holds. It
 * follows coroutines as a {@link CoroutineLocal} does. Whoever made it cancels the work when the time has
 * come; to look at it is for code that can do better, as a client that does not begin what it cannot
 * end.
 *
 * <p><b>Threads:</b> any.
 */
public final class Deadline {
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  /** Whose clock it is measured by; null for that of the JDK. */
  private final @Nullable Dispatcher clock;

  private final Duration duration;
  private final long end;

  private Deadline(@Nullable Dispatcher clock, Duration duration) {
    this.clock = clock;
    this.duration = duration.isNegative() ? Duration.ZERO : duration;
    this.end =
        now(clock) + (this.duration.compareTo(LONGEST) < 0 ? this.duration : LONGEST).toNanos();
  }

  private static long now(@Nullable Dispatcher clock) {
    return clock == null ? System.nanoTime() : clock.nanoTime();
  }

  /** Returns a deadline that has {@code duration} left. */
  static Deadline after(Duration duration) {
    return new Deadline(Dispatcher.current(), duration);
  }

  /** Returns the deadline of the calling code, if it has one. */
  public static Optional<Deadline> current() {
    return Optional.ofNullable(in(Context.current()));
  }

  /**
   * Returns how much time the calling code has left: zero if its deadline has passed, and {@code
   * Duration.ofSeconds(Long.MAX_VALUE)} if it has none.
   */
  public static Duration remaining() {
    Deadline deadline = in(Context.current());
    return deadline == null ? NEVER : deadline.timeLeft();
  }

  static @Nullable Deadline in(Context context) {
    return (Deadline) context.get(Context.DEADLINE);
  }

  /** Returns whether the context has no earlier deadline, nor this one. */
  boolean isEarliestIn(Context context) {
    Deadline outer = in(context);
    return outer == null || (outer != this && outer.left() > left());
  }

  /** Returns the context with this deadline, unless it has an earlier one. */
  Context bind(Context context) {
    return isEarliestIn(context) ? context.with(Context.DEADLINE, this) : context;
  }

  /** Returns how much time is left; zero once it has passed. */
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, left()));
  }

  /** Returns whether the time is over. */
  public boolean isPast() {
    return left() <= 0;
  }

  private long left() {
    return end - now(clock);
  }

  /** Returns the exception of something that was not done in time. */
  static TimeoutException exceeded(Duration duration) {
    return new TimeoutException("timed out after " + text(duration));
  }

  private static String text(Duration duration) {
    boolean inMillis =
        duration.compareTo(Duration.ofSeconds(1)) < 0 && duration.getNano() % 1_000_000 == 0;
    return inMillis
        ? duration.toMillis() + " ms"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "Deadline[" + text(timeLeft()) + " left of " + text(duration) + "]";
  }
}
