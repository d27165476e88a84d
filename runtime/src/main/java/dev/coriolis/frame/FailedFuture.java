package dev.coriolis.frame;

/** The stage of a coroutine that failed before it was ever suspended. */
final class FailedFuture<T> extends WatchedFuture<T> {
  private final String coroutine;

  FailedFuture(Throwable failure, String coroutine) {
    this.coroutine = coroutine;
    completeExceptionally(failure);
  }

  @Override
  protected Object origin() {
    return new Origin(coroutine);
  }
}
