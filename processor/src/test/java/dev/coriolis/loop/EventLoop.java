package dev.coriolis.loop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Stands in for the class of the runtime, which is built after this module: signatures only. */
public final class EventLoop {
  private EventLoop() {}

  /** Is only compiled against. */
  public static <T> T run(Callable<? extends CompletionStage<? extends T>> main) {
    throw new IllegalStateException("a stand-in");
  }
}
