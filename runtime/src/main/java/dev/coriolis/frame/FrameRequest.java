package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/**
 * An await by which a coroutine makes itself known: the stage is completed with the answer that the
 * awaiting frame is given, and the coroutine goes on at once.
 *
 * <p>For woven code only: it is never completed for anybody else.
 */
public abstract class FrameRequest<T extends @Nullable Object> extends LinkedFuture<T> {

  /** Creates a request that nobody has made yet. */
  protected FrameRequest() {}

  /** Returns the answer. Called once, on the thread of the frame, while that is being suspended. */
  protected abstract T answer(Frame<?> frame);

  @Override
  final boolean addWaiter(Waiter waiter) {
    if (waiter instanceof Frame<?> frame) {
      try {
        settle(answer(frame));
      } catch (Throwable failure) {
        settleExceptionally(failure);
      }
    }
    return super.addWaiter(waiter);
  }
}
