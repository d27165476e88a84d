package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Frame;
import dev.coriolis.frame.FrameRequest;
import dev.coriolis.frame.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A block of code that no coroutine which was started in it outlives.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *   var user = scope.fork(() -> users.find(7));
 *   var page = scope.fork(() -> client.fetch(url));
 *   await(scope.join());
 *   return completedFuture(await(user).name() + await(page).text());
 * }
 * }</pre>
 *
 * <p>However the block is left, what still runs is cancelled then, and the block ends when it has ended:
 * in a coroutine, the end of the {@code try} is an await. A failure that nobody has looked at until then
 * is thrown there, or is a suppressed one of the exception that leaves the block.
 *
 * <p><b>Threads:</b> any may fork and wait. A child starts on the thread that forks it.
 *
 * <p><b>Cancellation:</b> a coroutine that is cancelled inside the block leaves it, and so its children
 * are cancelled and waited for. A child that was asked to end and does so has not failed.
 *
 * <p><b>Lifetime:</b> opened by try-with-resources, in a variable of type {@code Scope}. One that is
 * never closed keeps its failures to itself.
 */
public final class Scope implements AutoCloseable {
  private static final CompletionStage<@Nullable Void> ENDED =
      CompletableFuture.completedFuture(null);

  private final Children children;

  /** Null where the time is not limited, or was limited to less before. */
  private final @Nullable TimeLimit limit;

  private Scope(Children children, @Nullable TimeLimit limit) {
    this.children = children;
    this.limit = limit;
  }

  /** Returns a scope in which nothing has been started. */
  public static Scope open() {
    return new Scope(new Children(), null);
  }

  /**
   * Returns a scope that has some time only.
   *
   * <p>When it is over, the children are cancelled, and the coroutine that is in the block gets a {@link
   * TimeoutException} out of its await. Inside the block {@link Deadline#remaining} says how much time is
   * left. In a scope inside a scope the earlier end holds.
   *
   * <p>Called elsewhere than in the body of a coroutine, it limits the children only, and the exception
   * comes out of {@link #join} and {@link #joinAll}.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the caller's loop is closed
   */
  public static Scope open(Duration duration) {
    Scope scope = limited(duration);
    if (scope.limit != null) {
      scope.limit.start(null);
    }
    return scope;
  }

  /** Opens a scope for the coroutine that awaits it. Called by woven code, for {@link #open(Duration)}. */
  public static CompletionStage<Scope> opening(Duration duration) {
    Scope scope = limited(duration);
    return scope.limit == null
        ? CompletableFuture.completedFuture(scope)
        : new Opening(scope, scope.limit);
  }

  private static Scope limited(Duration duration) {
    Children children = new Children();
    Deadline deadline = Deadline.after(duration);
    return new Scope(
        children,
        deadline.isEarliestIn(Context.current())
            ? new TimeLimit(deadline, duration, children)
            : null);
  }

  /** The await by which a coroutine opens a scope, and becomes its owner. */
  private static final class Opening extends FrameRequest<Scope> {
    private final Scope scope;
    private final TimeLimit limit;

    Opening(Scope scope, TimeLimit limit) {
      this.scope = scope;
      this.limit = limit;
    }

    @Override
    protected Scope answer(Frame<?> owner) {
      limit.start(owner);
      return scope;
    }
  }

  /**
   * Starts a coroutine at once, as by a call, and returns its stage. Whatever it throws fails the stage.
   *
   * <p>While the scope is cancelling its children, because one has failed or the time is over, the
   * coroutine is not started, and the stage is cancelled.
   *
   * <p><b>Cancellation:</b> cancelling the stage cancels the coroutine.
   *
   * @throws IllegalStateException if the scope is closed
   */
  public <T extends @Nullable Object> CompletableFuture<T> fork(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    if (!children.enter()) {
      throw new IllegalStateException(
          "the scope is closed: what is started in it would outlive it. Fork before the block ends");
    }
    if (children.isEnding()) {
      children.leave();
      return refused();
    }
    Fork<T> child = new Fork<>(children);
    child.start(limit == null ? coroutine : limit.limiting(coroutine));
    return child;
  }

  private <T extends @Nullable Object> CompletableFuture<T> refused() {
    TimeoutException exceeded = exceeded();
    CompletableFuture<T> refused = new CompletableFuture<>();
    refused.completeExceptionally(
        exceeded == null
            ? new CancellationException("the scope is ending, nothing is started in it any more")
            : exceeded);
    return refused;
  }

  /**
   * Waits until no child runs.
   *
   * <p>As soon as one has failed, the others are cancelled; when they have ended, the stage fails with
   * the failure that came first and has further ones as suppressed exceptions. A failure is thrown by one
   * join only. The children's values are those of their stages.
   *
   * <p><b>Cancellation:</b> cancelling the stage cancels the children; it completes when they have ended.
   */
  public CompletionStage<@Nullable Void> join() {
    children.failFast();
    return new Join().start();
  }

  /**
   * Waits until no child runs, whether or not some fail, and returns the failures there were since the
   * last join, in the order of time. If the time of the scope is over it fails, and has them as suppressed
   * exceptions.
   *
   * <p><b>Cancellation:</b> cancelling the stage cancels the children; it completes when they have ended.
   */
  public CompletionStage<List<Throwable>> joinAll() {
    return new JoinAll().start();
  }

  /**
   * Cancels what still runs; nothing can be started any more. In a coroutine the call awaits the end of
   * it, and throws a failure that nobody has looked at. Elsewhere it returns at once, and such failures
   * are reported.
   */
  @Override
  public void close() {
    closing();
  }

  /** Closes the scope and returns the stage of its end. Called by woven code, for {@link #close}. */
  public CompletionStage<@Nullable Void> closing() {
    if (!children.close()) {
      return children.isIdle() ? ENDED : new Ending().start();
    }
    if (limit != null) {
      limit.stop();
    }
    children.end();
    boolean isOver = children.isIdle() && !children.hasFailed() && exceeded() == null;
    return isOver ? ENDED : new Closing().start();
  }

  private @Nullable TimeoutException exceeded() {
    return limit == null ? null : limit.exceeded();
  }

  /** Lets children be started again, unless the time is over. */
  private void goOn() {
    if (exceeded() == null) {
      children.goOn();
    }
  }

  private List<Throwable> takeFailures() {
    List<Throwable> failures = new ArrayList<>();
    for (Fork<?> child : children.takeFailed()) {
      failures.add(Frames.failure(child));
    }
    return failures;
  }

  /** What somebody has seen may be what leaves the block: that must not be thrown a second time. */
  private List<Throwable> takeUnseenFailures() {
    List<Throwable> seen = new ArrayList<>();
    List<Throwable> unseen = new ArrayList<>();
    for (Fork<?> child : children.takeFailed()) {
      boolean wasSeen = child.isSeen();
      (wasSeen ? seen : unseen).add(Frames.failure(child));
    }
    unseen.removeIf(failure -> seen.stream().anyMatch(other -> other == failure));
    return unseen;
  }

  /** Returns the exception of a wait, if the time is over. */
  private @Nullable TimeoutException surface() {
    return limit == null ? null : limit.surface();
  }

  /** Returns what stands for all of them: that of the time, or else the first, with the others suppressed. */
  private static @Nullable Throwable asOne(
      List<Throwable> failures, @Nullable TimeoutException exceeded) {
    Failing failing = new Failing();
    failures.forEach(failing::add);
    if (exceeded != null) {
      failing.settle(exceeded);
    }
    return failing.first();
  }

  @Override
  public String toString() {
    return "Scope[" + children.count() + " running]";
  }

  /** Waits, and throws what has failed. */
  private final class Join extends Wait<@Nullable Void> {
    Join() {
      super(children, "the join of a scope");
    }

    @Override
    void end() {
      children.failSlow();
      Throwable failure = asOne(takeFailures(), surface());
      goOn();
      completeOrFail(null, failure);
    }

    @Override
    void endCancelled() {
      children.failSlow();
      goOn();
      super.endCancelled();
    }
  }

  /** Waits, and returns what has failed. */
  private final class JoinAll extends Wait<List<Throwable>> {
    JoinAll() {
      super(children, "the joinAll of a scope");
    }

    @Override
    void end() {
      List<Throwable> failures = takeFailures();
      TimeoutException exceeded = surface();
      completeOrFail(
          Collections.unmodifiableList(failures),
          exceeded == null ? null : asOne(failures, exceeded));
    }

    @Override
    void endCancelled() {
      goOn();
      super.endCancelled();
    }
  }

  /** Waits at the end of the block, and throws what nobody has looked at. */
  private final class Closing extends Wait<@Nullable Void> {
    Closing() {
      super(children, "the end of a scope");
    }

    @Override
    void end() {
      TimeoutException exceeded = limit == null ? null : limit.surfaceAtLast();
      completeOrFail(null, asOne(takeUnseenFailures(), exceeded));
    }

    /** The block ends here in any case. */
    @Override
    void endCancelled() {
      end();
    }
  }

  /** Waits for the end of a scope that somebody else has closed, and leaves the failures to that. */
  private final class Ending extends Wait<@Nullable Void> {
    Ending() {
      super(children, "the end of a scope");
    }

    @Override
    void end() {
      complete(null);
    }
  }
}
