package dev.coriolis;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Hands what a publisher emits over at once, in the thread that has called it. */
public final class BlockingPublisher {
  private static final ThreadLocal<Consumer<Object>> RECEIVER = new ThreadLocal<>();

  /** Runs the body that {@code call} calls to its end. */
  public static void run(Supplier<Flow.Publisher<Object>> call, Consumer<Object> receiver) {
    Consumer<Object> outer = RECEIVER.get();
    RECEIVER.set(receiver);
    try {
      call.get();
    } finally {
      RECEIVER.set(outer);
    }
  }

  /** Returns whether a publisher runs in this thread, which then has emitted. */
  static boolean emits(Object element) {
    Consumer<Object> receiver = RECEIVER.get();
    if (receiver != null) {
      receiver.accept(element);
    }
    return receiver != null;
  }
}
