package dev.coriolis.corpus;

import dev.coriolis.Generator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Begins a generator, or a publisher: where they are woven, that is just the call. */
public final class Begin {
  private Begin() {}

  /** Returns the generator that {@code call} calls. */
  public static <Y, S> Generator<Y, S> generator(Supplier<Generator<Y, S>> call) {
    return call.get();
  }

  /**
   * Subscribes to the publisher that {@code call} calls, writes all it does into the trace, and asks for
   * each element when a stage of the case is complete.
   */
  public static CompletionStage<Void> publisher(Stages s, Supplier<Flow.Publisher<Object>> call) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    call.get().subscribe(new Flow.Subscriber<>() {
      private Flow.Subscription subscription;

      @Override
      public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        ask();
      }

      @Override
      public void onNext(Object element) {
        s.log(element);
        ask();
      }

      private void ask() {
        s.of("ask").thenRun(() -> subscription.request(1));
      }

      @Override
      public void onError(Throwable failure) {
        s.log("! " + failure.getClass());
        end.complete(null);
      }

      @Override
      public void onComplete() {
        end.complete(null);
      }
    });
    return end;
  }
}
