package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.Suspensions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a {@link Coroutine} calls, best imported statically.
 *
 * <pre>{@code
 * HttpResponse response = await(client.fetch(url));
 * List<User> found = await(all(ids.stream().map(users::find).toList()));
 * await(delay(Duration.ofSeconds(1)));
 * return done();
 * }</pre>
 */
public final class Coroutines {
  private Coroutines() {}

  /**
   * Returns the value of a stage, once it has one. The coroutine is suspended until then; no thread
   * is blocked.
   *
   * <p>A failed stage throws its own exception out of this call, checked or not, and never wrapped in
   * a {@code CompletionException} or {@code ExecutionException}.
   *
   * @throws IllegalStateException if the calling class was compiled without the annotation processor
   * @throws NullPointerException if {@code stage} is null
   */
  public static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
    throw Unwoven.call("await");
  }

  /**
   * Returns the value of a stage, once it has one, and declares one checked exception that its
   * failure may be, so that the compiler lets it be caught.
   *
   * <p>At run time it does what {@link #await(CompletionStage)} does: exceptions of other types come
   * through as well.
   *
   * @throws X if the stage failed with it
   * @throws IllegalStateException if the calling class was compiled without the annotation processor
   */
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<? extends T> stage, Class<X> declared) throws X {
    throw Unwoven.call("await");
  }

  /** Returns a completed stage without a value: what a coroutine without a result returns. */
  public static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Returns a stage that completes after {@code duration}. On an event loop it is a timer of that
   * loop; elsewhere, of the JDK.
   *
   * <p><b>Cancellation:</b> cancelling it takes the timer away.
   */
  public static CompletableFuture<Void> delay(Duration duration) {
    return Delay.start(Dispatcher.current(), duration);
  }

  /**
   * Lets everything run that is ready: returns a stage that completes in a later turn of the loop, which
   * looks at its timers and sockets at fair intervals in between. Outside of an event loop there is
   * nobody to give way to, and the stage is complete.
   */
  public static CompletableFuture<Void> yieldNow() {
    return YieldNow.start(Dispatcher.current());
  }

  /**
   * Starts a coroutine that goes on beside its caller, and returns its result without awaiting it.
   *
   * <p>On an event loop it begins at once, as by a plain call, and the end of the loop cancels it;
   * outside of one it is no more than a call. Whatever it throws fails the returned future.
   *
   * <p><b>Cancellation:</b> cancelling the future cancels the coroutine. The end of the caller does not;
   * for that there is {@code Scope}.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  public static <T extends @Nullable Object> CompletableFuture<T> launch(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    Dispatcher dispatcher = Dispatcher.current();
    return dispatcher == null ? call(coroutine) : dispatcher.launch(coroutine);
  }

  @SuppressWarnings("unchecked") // a future of a subtype is only read from
  private static <T extends @Nullable Object> CompletableFuture<T> call(
      Callable<? extends CompletionStage<? extends T>> coroutine) {
    try {
      return (CompletableFuture<T>) Frames.started(coroutine.call()).toCompletableFuture();
    } catch (Throwable failure) {
      return Frames.failed(failure);
    }
  }

  /**
   * Runs work that blocks on another thread, and returns its result to the loop of the caller.
   *
   * <pre>{@code
   * byte[] image = await(offload(() -> Files.readAllBytes(path)));
   * }</pre>
   *
   * <p>The loop, or its group, has a bounded number of threads for that (64 unless it was set); further
   * work waits for one, in the order of the calls. Outside of a loop each work has a thread of its own.
   * The threads are virtual from JDK 24 on. Context values are seen by the work.
   *
   * <p><b>Cancellation:</b> work that has not begun never does; otherwise its thread is interrupted, and
   * the stage completes when the work has ended.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  public static <T extends @Nullable Object> CompletableFuture<T> offload(
      Callable<? extends T> work) {
    return Offload.start(work);
  }

  /** Returns the values of all stages, in their order. See {@link #all(Collection)}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied at once
  public static <T extends @Nullable Object> CompletionStage<List<T>> all(
      CompletionStage<? extends T>... stages) {
    return all(List.of(stages));
  }

  /**
   * Returns the values of all stages, in the order of the collection.
   *
   * <p>It waits for every stage, also where one has failed; then it fails with the first failure in
   * the order of the collection, and has the others as suppressed exceptions.
   *
   * <p><b>Cancellation:</b> cancelling it cancels all stages.
   */
  public static <T extends @Nullable Object> CompletionStage<List<T>> all(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return new All<T>(stages).start();
  }

  /**
   * Runs the body, and gives the coroutines that it starts a name: dumps and reports have it.
   *
   * <pre>{@code
   * await(named("order-" + id, () -> handle(id)));
   * }</pre>
   *
   * <p>Those that are started in them have it too, unless they are given another.
   *
   * @throws Exception what the body throws; a coroutine throws nothing
   */
  public static <R extends @Nullable Object> R named(String name, Callable<? extends R> body)
      throws Exception {
    return Context.current().with(Suspensions.NAME, name).call(body);
  }

  /**
   * Returns which coroutines are suspended, and where; those that are known to {@link Tracking}. Its
   * text is for people:
   *
   * <pre>{@code
   * System.out.println(Coroutines.dump());
   * }</pre>
   *
   * <p><b>Threads:</b> any. Coroutines go on meanwhile, so one may be missing, or be elsewhere by now.
   */
  public static CoroutineDump dump() {
    return new CoroutineDump(Suspensions.snapshot());
  }
}
