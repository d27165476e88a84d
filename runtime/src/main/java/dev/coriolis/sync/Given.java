package dev.coriolis.sync;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The completed stage of all callers who did not have to wait: shared, so nobody may change it. */
final class Given<T extends @Nullable Object> extends CompletableFuture<T> {
  static final CompletableFuture<@Nullable Void> NOTHING = new Given<>(null);
  static final CompletableFuture<Boolean> TRUE = new Given<>(true);
  static final CompletableFuture<Boolean> FALSE = new Given<>(false);

  private Given(T value) {
    complete(value);
  }

  @Override
  public void obtrudeValue(T value) {
    throw shared();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    throw shared();
  }

  private static UnsupportedOperationException shared() {
    return new UnsupportedOperationException(
        "this stage is shared by all who did not have to wait");
  }
}
