package dev.coriolis.testing;

import java.util.Locale;

/**
 * A coroutine on a {@link VirtualTimeLoop} waits for what nothing will ever bring.
 *
 * <pre>{@code
 * VirtualTimeLoop loop = VirtualTimeLoop.create();
 * assertThatThrownBy(() -> loop.run(CompletableFuture::new)).isInstanceOf(DeadlockError.class);
 * }</pre>
 */
public final class DeadlockError extends AssertionError {
  private static final long serialVersionUID = 1;

  private DeadlockError(String message) {
    super(message);
  }

  /** Returns an error that names what is suspended on the loop. */
  static DeadlockError of(VirtualTimeLoop loop) {
    String message = """
        the coroutine waits, but nothing is ready, no timer runs and no work is offloaded, so it would wait \
        for ever. If another thread is to complete what it awaits, let it await that by offload, as \
        offload(future::get); or run the test on an EventLoop.%s
        %s""";
    return new DeadlockError(
        String.format(Locale.ROOT, message, orderOf(loop), Suspended.on(loop.toString())));
  }

  private static String orderOf(VirtualTimeLoop loop) {
    return loop.order().isEmpty() ? "" : "\nThe order was shuffled, " + loop.order() + ".";
  }
}
