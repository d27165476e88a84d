package dev.coriolis.frame;

/** The stage of a coroutine that failed before it was ever suspended. */
final class FailedFuture<T> extends WatchedFuture<T> {
  private final Origin origin;

  FailedFuture(Throwable failure, String coroutine) {
    origin = new Origin((String) Context.current().get(Suspensions.NAME), coroutine);
    completeExceptionally(failure);
  }

  @Override
  protected Object origin() {
    return origin;
  }
}
