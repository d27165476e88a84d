package dev.coriolis;

import dev.coriolis.frame.Context;
import dev.coriolis.frame.Dispatcher;
import dev.coriolis.frame.Frames;
import dev.coriolis.frame.Suspensions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
   * <p><b>Cancellation:</b> cancelling the future cancels the coroutine. The end of the caller does not,
   * nor does its {@link Deadline}; for that there is {@link Scope}.
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
      CompletionStage<? extends T> stage =
          Context.beside().<@Nullable CompletionStage<? extends T>>call(coroutine);
      return (CompletableFuture<T>) Frames.started(stage).toCompletableFuture();
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
    return All.of(List.of(stages));
  }

  /**
   * Returns the values of all stages, in the order of the collection.
   *
   * <p>It waits for every stage, also where one has failed; then it fails with the first failure in
   * the order of the collection, and has the others as suppressed exceptions. A cancelled stage counts
   * as the first failure only if there is no other.
   *
   * <p><b>Cancellation:</b> cancelling it cancels all stages; it completes when they have ended. What a
   * source of this library has given to some of them already (a lock, an element) goes back to it.
   */
  public static <T extends @Nullable Object> CompletionStage<List<T>> all(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return All.of(stages);
  }

  /**
   * Returns the values of all stages by their keys, in the order of the map. Otherwise like {@link
   * #all(Collection)}.
   */
  public static <K extends @Nullable Object, T extends @Nullable Object>
      CompletionStage<Map<K, T>> all(
          Map<? extends K, ? extends CompletionStage<? extends T>> stages) {
    return All.of(stages);
  }

  /** Returns the first value that one of the stages has. See {@link #any(Collection)}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied at once
  public static <T extends @Nullable Object> CompletionStage<T> any(
      CompletionStage<? extends T>... stages) {
    return any(List.of(stages));
  }

  /**
   * Returns the first value that one of the stages has. Those that fail are passed over; if all do, it
   * fails with the first failure in the order of the collection, and has the others as suppressed
   * exceptions.
   *
   * <p>As soon as there is a value, the other stages are cancelled, and it completes when they have
   * ended.
   *
   * <p><b>Cancellation:</b> cancelling it cancels all stages; it completes when they have ended.
   *
   * @throws IllegalArgumentException if there is no stage
   */
  public static <T extends @Nullable Object> CompletionStage<T> any(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return Race.between(stages, Race.Rule.FIRST_VALUE);
  }

  /** Returns what the first stage that completes has. See {@link #race(Collection)}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied at once
  public static <T extends @Nullable Object> CompletionStage<T> race(
      CompletionStage<? extends T>... stages) {
    return race(List.of(stages));
  }

  /**
   * Returns the value of the first stage that completes, or fails as that has failed. Of those that are
   * complete already it is the first in the order of the collection.
   *
   * <p>The other stages are cancelled, and it completes when they have ended. What a source of this
   * library (a lock, a channel, a queue) has given to one of them all the same goes back to it.
   *
   * <p><b>Cancellation:</b> cancelling it cancels all stages; it completes when they have ended.
   *
   * @throws IllegalArgumentException if there is no stage
   */
  public static <T extends @Nullable Object> CompletionStage<T> race(
      Collection<? extends CompletionStage<? extends T>> stages) {
    return Race.between(stages, Race.Rule.FIRST);
  }

  /**
   * Waits for the first of several sources, and returns what its handler makes of the value.
   *
   * <pre>{@code
   * String news = await(select(
   *     on(channel.receive(), message -> "got " + message),
   *     on(delay(Duration.ofSeconds(5)), nothing -> "all quiet")));
   * }</pre>
   *
   * <p>Of sources that are ready already the first one is taken. The others are cancelled before the
   * handler runs, and a source of this library keeps or gets back what it has for them: so nothing is
   * taken from a source that was not chosen. A source of somebody else must see to that itself. If the
   * first source fails, the select fails so.
   *
   * <p><b>Cancellation:</b> cancelling it cancels all sources.
   *
   * @throws IllegalArgumentException if there is no branch
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is copied at once
  public static <R extends @Nullable Object> CompletionStage<R> select(
      Branch<? extends R>... branches) {
    return Select.of(List.of(branches));
  }

  /** Returns a branch of a {@link #select}: a source, and what is made of its value if it is the first. */
  public static <T extends @Nullable Object, R extends @Nullable Object> Branch<R> on(
      CompletionStage<? extends T> source, Function<? super T, ? extends R> handler) {
    return Branch.of(source, handler);
  }

  /**
   * Runs a coroutine for each item, at most {@code limit} of them at a time, and returns their values in
   * the order of the items.
   *
   * <pre>{@code
   * List<HttpResponse> pages = await(each(urls, 8, each -> client.fetch(each)));
   * }</pre>
   *
   * <p>If one fails, no other is started, those that run are cancelled, and it fails when they have
   * ended.
   *
   * <p><b>Cancellation:</b> cancelling it cancels what runs; it completes when that has ended.
   *
   * @throws IllegalArgumentException if {@code limit} is not positive
   */
  public static <T extends @Nullable Object, R extends @Nullable Object>
      CompletionStage<List<R>> each(
          Collection<? extends T> items,
          int limit,
          Function<? super T, ? extends CompletionStage<? extends R>> coroutine) {
    return new Each<T, R>(items, limit, coroutine).run();
  }

  /**
   * Gives a stage some time: when it is over, the stage is cancelled, and when that has ended, the
   * returned one fails with a {@link java.util.concurrent.TimeoutException} that says how long it was.
   *
   * <p>A stage that ends with a value all the same, or fails otherwise, passes that on: a value may be a
   * lock or a connection that would be lost.
   *
   * <p><b>Cancellation:</b> cancelling it cancels the stage; it completes when that has ended.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed; the stage is cancelled
   */
  public static <T extends @Nullable Object> CompletableFuture<T> timeout(
      Duration duration, CompletionStage<? extends T> stage) {
    return Timeout.of(duration, stage);
  }

  /**
   * Starts a coroutine, as by a call, that has some time only, and can ask for it by {@link
   * Deadline#remaining}. Otherwise like {@link #timeout(Duration, CompletionStage)}.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the loop is closed
   */
  public static <T extends @Nullable Object> CompletableFuture<T> timeout(
      Duration duration, Callable<? extends CompletionStage<? extends T>> coroutine) {
    return Timeout.of(duration, coroutine);
  }

  /**
   * Returns a stage that completes as the given one does, and keeps a cancellation from it: the given
   * stage goes on when the returned one is cancelled.
   *
   * <pre>{@code
   * await(shield(store.save(order))); // is saved also if nobody waits any more
   * }</pre>
   */
  public static <T extends @Nullable Object> CompletableFuture<T> shield(
      CompletionStage<? extends T> stage) {
    return Shield.of(stage);
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
