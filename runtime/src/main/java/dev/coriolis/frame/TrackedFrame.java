package dev.coriolis.frame;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a frame in {@link Suspensions}. It is linked to the frame as a waiter: so the frame finds
 * it, and it hears of the frame's end.
 */
final class TrackedFrame extends WeakReference<Frame<?>> implements Waiter {
  private final Suspensions.Stripe stripe;

  /** When the frame was suspended last. */
  private long since;

  // The neighbours in the stripe, guarded by that; null once it is out.
  @Nullable
  TrackedFrame before;

  @Nullable
  TrackedFrame after;

  TrackedFrame(
      Frame<?> frame, ReferenceQueue<? super Frame<?>> unreachable, Suspensions.Stripe stripe) {
    super(frame, unreachable);
    this.stripe = stripe;
  }

  /** The fixed end of a stripe, which stands for no frame. */
  @SuppressWarnings("NullAway") // nobody asks it for a frame
  TrackedFrame(Suspensions.Stripe stripe) {
    super(null);
    this.stripe = stripe;
    before = this;
    after = this;
  }

  /** Notes the time, and enters the frame again if tracking was off in between. */
  void suspended() {
    since = System.nanoTime();
    if (after == null) {
      stripe.add(this);
    }
  }

  long since() {
    return since;
  }

  /** The frame has ended. */
  @Override
  public void wake() {
    stripe.remove(this);
  }

  @Override
  public boolean looks() {
    return false;
  }
}
