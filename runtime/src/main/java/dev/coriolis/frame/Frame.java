package dev.coriolis.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One suspended run of a coroutine, and the future of its result.
 *
 * <p>The weaver derives a class from it for each coroutine, with a field for each variable that lives
 * across an await. A frame is made at the first await whose stage is not complete.
 *
 * <pre>
 *               suspend                  wake
 *   (running) -----------> (suspended) ----------> (running) ---> complete
 *       ^                      |                       |
 *       |                      | what it awaits        | suspend
 *       +----------------------+ is done already       +--------> (suspended) ...
 * </pre>
 *
 * <p>While it runs, a frame belongs to one thread. Suspended, it is linked to what it awaits, which wakes
 * it exactly once; whoever does that has it from then on. So no flag says who may move it on.
 *
 * <p><b>Cancellation:</b> {@link #cancel} does not complete the frame. It cancels what the frame
 * awaits; once that has failed, a {@link CancellationException} is thrown at the suspension point, and
 * the frame completes as its body does. Where a value came first, the await returns it, and the
 * exception is thrown at the next suspension.
 */
public abstract class Frame<T extends @Nullable Object> extends InterruptibleFuture<T>
    implements Waiter, Runnable, BiConsumer<@Nullable Object, @Nullable Throwable> {
  private static final VarHandle AWAITED;
  private static final CompletableFuture<?> NOTHING = completedFuture(null);

  /** What the body returns when it has completed the frame itself. */
  private static final CompletableFuture<?> SETTLED = completedFuture(null);

  static {
    try {
      AWAITED =
          MethodHandles.lookup().findVarHandle(Frame.class, "awaited", CompletableFuture.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The run has left its caller's stack, and so is moved on by {@link #advance}. */
  private static final byte DETACHED = 1;

  /** No handler covers the suspension point: a failure need not be thrown there. */
  private static final byte UNCOVERED = 2;

  /** The body has returned {@link #awaited}: the frame completes as that does. */
  private static final byte RETURNED = 4;

  /** The run has bound a value, so its thread may have another context than the run had. */
  private static final byte BOUND = 8;

  // Both belong to whoever runs the frame. They are small, as there are millions of frames.
  private char state;
  private byte mode;

  /** What the run awaits, or {@link #NOTHING}; written before the run is linked to it. */
  private CompletableFuture<?> awaited = NOTHING;

  /** What the run takes along. Without a dispatcher it goes on where what it awaits is completed. */
  private Context context;

  /** Creates the frame of a run that is about to be suspended, on the run's thread. */
  protected Frame() {
    context = Context.current();
  }

  /** Runs the body from its suspension point to the next, where it returns this frame, or to its end. */
  protected abstract CompletionStage<T> resume() throws Throwable;

  /** Returns where in the source the suspension point is. */
  protected abstract StackTraceElement location();

  /** Returns the suspension point at which to go on, from 1. Called by the body, to dispatch. */
  public final int state() {
    return state;
  }

  /**
   * Returns what was awaited, and forgets it. Called by the body, when it has reloaded its variables:
   * the frame of a coroutine overrides it to clear them.
   */
  public CompletableFuture<?> takeAwaited() {
    CompletableFuture<?> done = awaited;
    awaited = NOTHING;
    return done;
  }

  /**
   * Suspends the run at a point that a handler covers. Called by the body when all its live variables
   * are in the frame; the body returns the result to its caller.
   */
  public final Frame<T> suspend(CompletableFuture<?> future, int point) {
    byte before = mode;
    mode = (byte) (before & BOUND | DETACHED);
    return suspend(future, point, before);
  }

  /** Suspends the run at a point that no handler covers; otherwise like {@link #suspend}. */
  public final Frame<T> suspendUncovered(CompletableFuture<?> future, int point) {
    byte before = mode;
    mode = (byte) (before & BOUND | DETACHED | UNCOVERED);
    return suspend(future, point, before);
  }

  private Frame<T> suspend(CompletableFuture<?> future, int point, byte before) {
    state = (char) point;
    awaited = future;
    if (ThreadLocals.follow()) {
      context = context.withThreadLocals();
    }
    if ((before & DETACHED) == 0 && !link()) {
      run();
    }
    return this;
  }

  /**
   * Waits for what is awaited, and returns true; or returns false if that is done, and the caller has
   * to move the run on. In an overdue turn, the run waits for its next one. After true the frame may be
   * running elsewhere.
   */
  private boolean link() {
    CompletableFuture<?> future = awaited;
    if (future.isDone()) {
      return (mode & RETURNED) == 0 && Fairness.isOverdue() && Fairness.giveWay(this);
    }
    if (Suspensions.areTracked()) {
      Suspensions.suspended(this);
    }
    boolean linked = true;
    if (future instanceof LinkedFuture<?> source) {
      linked = source.addWaiter(this);
    } else {
      future.whenComplete(this);
    }
    // A canceller sets the flag first and looks at `awaited` then. Here it is the other way round,
    // and the compare-and-set of the link lies in between: one of the two sees the other.
    if (isInterruptDue()) {
      failures().cancel(future);
    }
    return linked;
  }

  /** Begins a run that has a frame before its first suspension. On the thread of its caller. */
  final void begin() {
    mode = DETACHED;
    run();
  }

  /** Moves the run on, then the runs that await its result, and so on; never by recursion. */
  @Override
  public final void run() {
    Context outer = Context.current();
    Context current = outer;
    Frame<?> frame = this;
    Deque<Frame<?>> others = null;
    boolean isOrderly = false;
    try {
      while (frame != null) {
        current = frame.enter(outer, current);
        ThreadValues.Restored threadLocalsOfOuter = current.restoreThreadLocals();
        Object waiters = frame.advance();
        threadLocalsOfOuter.undo();
        // It may be running elsewhere by now. But once set, this mark stays.
        if ((frame.mode & BOUND) != 0) {
          current = Context.current();
        }
        frame = null;
        for (; waiters != null; waiters = next(waiters)) {
          if (!(first(waiters) instanceof Frame<?> waiter)
              || waiter.belongsElsewhere(outer.dispatcher())) {
            first(waiters).wake();
          } else if (frame == null) {
            frame = waiter;
          } else {
            others = others == null ? new ArrayDeque<>() : others;
            others.add(waiter);
          }
        }
        if (frame == null && others != null) {
          frame = others.poll();
        }
      }
      isOrderly = true;
    } finally {
      if (current != outer || !isOrderly) {
        Context.enter(outer);
      }
    }
  }

  /**
   * Gives the thread, which has {@code current}, the context of this run, and returns that; {@code outer} is
   * that of the thread itself.
   */
  private Context enter(Context outer, Context current) {
    Context own = context;
    if (own.dispatcher() == null) {
      // A run without a dispatcher is on this thread by chance: what it starts belongs to the
      // thread.
      own = own.on(outer.dispatcher());
    }
    if (own != current) {
      Context.enter(own);
    }
    return own;
  }

  /** Gives the thread the context of this run again: what is awaited may have bound something. */
  private boolean reenter() {
    Context current = Context.current();
    enter(current, current);
    return true;
  }

  /**
   * Binds a value for the run from its next step on, or none. Called while the run is being suspended,
   * by a {@link FrameRequest}.
   */
  public final void bind(Object key, @Nullable Object value) {
    context = context.with(key, value);
    mode |= BOUND;
  }

  /** Binds a value for the run from now on, or none. Called by its body. */
  public final void rebind(Object key, @Nullable Object value) {
    bind(key, value);
    Context.enter(Context.current().with(key, value));
  }

  private boolean belongsElsewhere(@Nullable Dispatcher here) {
    Dispatcher own = context.dispatcher();
    return own != null && own != here;
  }

  /** Moves the run to its next suspension or to its end; returns the waiters that are to go on then. */
  private @Nullable Object advance() {
    do {
      if ((mode & RETURNED) != 0) {
        return settleAs(awaited);
      }
      // A value that was handed over is delivered: nobody else has that lock, element or socket.
      // The cancellation is thrown at the next suspension then.
      if (isInterruptDue() && awaited.isCompletedExceptionally()) {
        awaited = interrupted(awaited);
      }
      Throwable delivered = awaited.isCompletedExceptionally() ? delivered(awaited) : null;
      if (delivered != null) {
        if ((mode & UNCOVERED) != 0) {
          return fail(delivered);
        }
        awaited = new Delivered(delivered);
      }
      CompletionStage<T> stage;
      try {
        stage = resume();
      } catch (Throwable failure) {
        if (failure != delivered) {
          AsyncTrace.thrown(failure, this);
        }
        return fail(failure);
      }
      if (stage == SETTLED) {
        return takeWaiters();
      }
      if (stage != this) {
        CompletableFuture<?> result = Frames.returned(stage);
        mode |= RETURNED;
        if (result.isDone()) {
          return settleAs(result);
        }
        awaited = result;
      }
    } while (!link() && reenter());
    return null;
  }

  /** Completes the frame without waking its waiters, and returns what the body has to return then. */
  @SuppressWarnings("unchecked") // nobody asks it for a value
  final CompletableFuture<T> settled(T value) {
    settle(value);
    return (CompletableFuture<T>) SETTLED;
  }

  /** Returns where in the source it awaits; a stage that the body has returned is awaited nowhere. */
  final StackTraceElement place() {
    StackTraceElement last = location();
    return (mode & RETURNED) != 0
        ? new StackTraceElement(last.getClassName(), last.getMethodName(), last.getFileName(), -1)
        : last;
  }

  private Throwable delivered(CompletableFuture<?> failed) {
    Throwable failure = Frames.failure(failed);
    AsyncTrace.delivered(failure, failed, this);
    return failure;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the body returned it as its result
  private @Nullable Object settleAs(CompletableFuture<?> done) {
    if (done.isCompletedExceptionally()) {
      Throwable failure = Frames.failure(done);
      AsyncTrace.returned(failure, done, this);
      return fail(failure);
    }
    awaited = NOTHING;
    settle((T) Frames.value(done));
    return takeWaiters();
  }

  private @Nullable Object fail(Throwable failure) {
    takeAwaited(); // the variables too: a body that is not called has not fetched them
    return settleWatched(failure);
  }

  /** Resumes the run where it belongs. */
  @Override
  public final void wake() {
    Dispatcher dispatcher = context.dispatcher();
    if (dispatcher == null) {
      run();
      return;
    }
    try {
      dispatcher.dispatch(this);
    } catch (RejectedExecutionException e) {
      // Its loop is gone, and with it the only thread on which the body may run.
      Frames.discard(awaited);
      wakeAll(fail(e));
    }
  }

  /** Returns the name that the run was given, or null. */
  final @Nullable String name() {
    return (String) context.get(Suspensions.NAME);
  }

  /** Returns what the dispatcher of the run calls itself, or null. */
  final @Nullable String dispatcherName() {
    Dispatcher dispatcher = context.dispatcher();
    return dispatcher == null ? null : dispatcher.toString();
  }

  @Override
  final CompletableFuture<?> awaited() {
    return (CompletableFuture<?>) AWAITED.getVolatile(this);
  }

  @Override
  protected final Object origin() {
    return new Origin(name(), location());
  }

  @Override
  protected final Failures failures() {
    Dispatcher dispatcher = context.dispatcher();
    return dispatcher == null ? Failures.ofProcess() : dispatcher.failures();
  }

  /** Wakes the run: the callback of an awaited future that is not ours. */
  @Override
  public final void accept(@Nullable Object value, @Nullable Throwable failure) {
    wake();
  }
}
