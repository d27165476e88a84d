package dev.coriolis.frame;

import java.util.concurrent.CancellationException;

/**
 * An await that waits for nothing, but at which a cancellation is thrown that is due. For a coroutine that
 * was given something and can still pass it on.
 *
 * <p>For woven code only, as any {@link FrameRequest}.
 */
public final class CancellationPoint extends FrameRequest<Boolean> {

  /** Creates a point for one coroutine to pass once. */
  public CancellationPoint() {}

  @Override
  protected Boolean answer(Frame<?> frame) {
    if (frame.isInterruptDue()) {
      throw new CancellationException("the coroutine was asked to end");
    }
    return true;
  }
}
