package dev.coriolis.frame;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that was handed to a dispatcher, and the future of its result.
 *
 * <p><b>Threads:</b> {@link #run}: a turn of the dispatcher; the rest: any.
 *
 * <p><b>Cancellation:</b> as of a coroutine: it asks the coroutine to end, and completes when that has.
 * One that is cancelled before it begins never does. Who completes the future decides the result in place
 * of the coroutine, which is asked to end.
 */
public final class Launch<T extends @Nullable Object> extends WatchedFuture<T> implements Runnable {
  private final Callable<? extends CompletionStage<? extends T>> body;
  private final Dispatcher dispatcher;
  private final Context context;
  private final Consumer<Launch<T>> onEnd;

  /** What the body returned; touched in turns of the dispatcher only. */
  private @Nullable CompletionStage<? extends T> stage;

  /**
   * Creates the launch of a coroutine, which begins with {@link #run}.
   *
   * @param onEnd told once, or more often, that the coroutine has ended or never begins
   */
  public Launch(
      Callable<? extends CompletionStage<? extends T>> body,
      Dispatcher dispatcher,
      Consumer<Launch<T>> onEnd) {
    this.body = body;
    this.dispatcher = dispatcher;
    this.context = Context.beside().on(dispatcher);
    this.onEnd = onEnd;
  }

  /** Begins the coroutine, in a turn of the dispatcher. */
  @Override
  public void run() {
    if (isCancelRequested()) {
      super.cancel(true);
      onEnd.accept(this);
      return;
    }
    try {
      CompletionStage<? extends T> started = context.call(body);
      if (started == null) {
        throw new NullPointerException("what was launched returned null instead of a stage");
      }
      stage = started;
      CompletableFuture<?> future = Frames.future(started);
      Frames.tell(future, this, () -> settleAs(future));
    } catch (Throwable failure) {
      fail(failure);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the body returned it as a stage of T
  private void settleAs(CompletableFuture<?> ended) {
    if (ended.isCompletedExceptionally()) {
      fail(Frames.failure(ended));
    } else {
      super.complete((T) Frames.value(ended));
      onEnd.accept(this);
    }
  }

  private void fail(Throwable failure) {
    wakeAll(settleWatched(Frames.unwrapped(failure)));
    onEnd.accept(this);
  }

  /** Returns what a report of its failure begins with. */
  @Override
  public Object origin() {
    return stage instanceof WatchedFuture<?> coroutine
        ? coroutine.origin()
        : "what was launched by " + body;
  }

  @Override
  protected Failures failures() {
    return dispatcher.failures();
  }

  /** Fails what the end of its dispatcher has left without a result. */
  public void abandon() {
    requestCancel();
    super.completeExceptionally(new CancellationException("the event loop was closed"));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone()) {
      return isCancelled();
    }
    askToEnd();
    return true;
  }

  /** Decides the result in place of the coroutine, which is asked to end; what it returns is dropped. */
  @Override
  public boolean complete(T value) {
    boolean decided = super.complete(value);
    if (decided) {
      askToEnd();
    }
    return decided;
  }

  /** Decides the result in place of the coroutine, which is asked to end. */
  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean decided = super.completeExceptionally(failure);
    if (decided) {
      askToEnd();
    }
    return decided;
  }

  private void askToEnd() {
    requestCancel();
    try {
      dispatcher.dispatch(this::cancelBody);
    } catch (RejectedExecutionException e) {
      abandon();
    }
  }

  private void cancelBody() {
    if (stage != null) {
      failures().cancel(Frames.future(stage));
    }
  }
}
