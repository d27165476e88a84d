package dev.coriolis.frame;

import java.util.concurrent.CompletableFuture;

/** Stands for a stage that has failed, when its awaiter is resumed: the failure is complete, and thrown. */
final class Delivered extends CompletableFuture<Object> {
  private final Throwable failure;

  Delivered(Throwable failure) {
    this.failure = failure;
    completeExceptionally(failure);
  }

  @Override
  public Object join() {
    throw Frames.<RuntimeException>unchecked(failure);
  }
}
