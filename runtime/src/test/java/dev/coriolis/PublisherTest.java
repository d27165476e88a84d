package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.adapt.Publishers;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What coroutines that return a publisher do beyond the rules of Reactive Streams. */
@Timeout(60)
class PublisherTest {
  private final RecordedSubscriber<Integer> subscriber = new RecordedSubscriber<>();
  private final List<Object> log = new ArrayList<>();
  private final List<String> reports = new ArrayList<>();

  @AfterEach
  void restoreDefaults() {
    UncaughtHandler.setDefault(null);
  }

  @Coroutine
  private Flow.Publisher<Integer> count(int n) {
    log.add("begins");
    try {
      for (; n > 0; n--) {
        emit(n);
      }
    } finally {
      log.add("finally");
    }
    return end();
  }

  @Test
  void runsAnewForEachSubscriberWithTheSameParameters() {
    Flow.Publisher<Integer> publisher = count(3);

    assertThat(log).isEmpty();
    assertThat(Publishers.list(publisher)).isCompletedWithValue(List.of(3, 2, 1));
    assertThat(Publishers.list(publisher)).isCompletedWithValue(List.of(3, 2, 1));
  }

  @Test
  void isSuspendedUntilTheSubscriberAsks() {
    count(3).subscribe(subscriber);

    assertThat(log).containsExactly("begins");
    assertThat(subscriber.heard).isEmpty();
    subscriber.subscription.request(1);
    assertThat(subscriber.heard).containsExactly(3);
    subscriber.subscription.request(2);
    assertThat(subscriber.heard).containsExactly(3, 2, 1, "end");
  }

  @Test
  void asksForMoreInTheMiddleOfAnElementWithoutRecursion() {
    int elements = 100_000;
    RecordedSubscriber<Integer> greedy = new RecordedSubscriber<>() {
      @Override
      public void onNext(Integer element) {
        if (element == 1) {
          super.onNext(element);
        }
        subscription.request(1);
      }
    };

    count(elements).subscribe(greedy);
    greedy.subscription.request(1);

    assertThat(greedy.heard).containsExactly(1, "end");
  }

  @Test
  void cancelThrowsOutOfTheEmitAndNothingIsSignalled() {
    count(3).subscribe(subscriber);
    subscriber.subscription.request(1);

    subscriber.subscription.cancel();
    subscriber.subscription.cancel();
    subscriber.subscription.request(1);

    assertThat(log).containsExactly("begins", "finally");
    assertThat(subscriber.heard).containsExactly(3);
  }

  @Test
  void cancelBeforeTheBeginningKeepsItFromBeginning() {
    count(3).subscribe(new RecordedSubscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription given) {
        given.request(1);
        given.cancel();
      }
    });

    assertThat(log).isEmpty();
  }

  @Coroutine
  private Flow.Publisher<Integer> cleansUp(
      CompletionStage<String> first, CompletionStage<String> last) {
    try {
      emit(1);
      log.add(await(first));
      emit(2);
    } catch (CancellationException e) {
      log.add("cancelled");
      throw e;
    } finally {
      log.add(await(last));
      try {
        emit(3);
      } catch (CancellationException e) {
        log.add("emits no more");
      }
    }
    return end();
  }

  @Test
  void cancelThrowsOutOfTheAwaitAndFinallyBlocksMayAwait() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> last = new CompletableFuture<>();
    cleansUp(first, last).subscribe(subscriber);
    subscriber.subscription.request(2);

    subscriber.subscription.cancel();
    assertThat(first).isCancelled();
    assertThat(last).isNotDone();
    last.complete("cleaned up");

    assertThat(log).containsExactly("cancelled", "cleaned up", "emits no more");
    assertThat(subscriber.heard).containsExactly(1);
  }

  @Test
  void cancelOfAnEmitIsHeardOfOnceToo() {
    CompletableFuture<String> last = new CompletableFuture<>();
    cleansUp(new CompletableFuture<>(), last).subscribe(subscriber);

    subscriber.subscription.cancel();
    last.complete("cleaned up");

    assertThat(log).containsExactly("cancelled", "cleaned up", "emits no more");
  }

  @Coroutine
  private static Flow.Publisher<Integer> fails(Throwable failure) throws Throwable {
    emit(1);
    throw failure;
  }

  @Test
  void whatTheBodyThrowsGoesToTheSubscriberAsItIs() throws Throwable {
    IOException failure = new IOException("of the body");

    fails(failure).subscribe(subscriber);
    subscriber.subscription.request(1);

    assertThat(subscriber.heard).containsExactly(1, failure);
  }

  @Coroutine
  @SuppressWarnings("finally") // a failure in there is what it is about
  private static Flow.Publisher<Integer> failsAtTheEnd(Throwable failure) throws Throwable {
    try {
      emit(1);
    } finally {
      throw failure;
    }
  }

  @Test
  void failureThatTheSubscriberMustNotHearOfIsReported() throws Throwable {
    UncaughtHandler.setDefault((what, failure) -> reports.add(what + ": " + failure.getMessage()));
    failsAtTheEnd(new IOException("while cleaning up")).subscribe(subscriber);

    subscriber.subscription.cancel();

    assertThat(subscriber.heard).isEmpty();
    assertThat(reports)
        .singleElement()
        .asString()
        .contains("PublisherTest.failsAtTheEnd(PublisherTest.java:")
        .endsWith(": while cleaning up");
  }

  @Test
  void subscriberThatThrowsHasCancelledAndIsReported() {
    UncaughtHandler.setDefault((what, failure) -> reports.add(failure.getMessage()));

    count(3).subscribe(new RecordedSubscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription given) {
        given.request(3);
      }

      @Override
      public void onNext(Integer element) {
        throw new IllegalStateException("broken subscriber");
      }
    });

    assertThat(log).containsExactly("begins", "finally");
    assertThat(reports).containsExactly("broken subscriber");
  }

  @Coroutine
  private static Flow.Publisher<Object> emits(Object element) {
    try {
      emit(element);
    } catch (NullPointerException e) {
      emit(e.getMessage());
    }
    return end();
  }

  @Test
  void nullCannotBeEmitted() {
    assertThat(Publishers.first(emits(null)).toCompletableFuture().join())
        .isEqualTo("a publisher cannot emit null");
  }

  @Test
  void subscriberIsNeeded() {
    assertThatThrownBy(() -> count(1).subscribe(null)).isInstanceOf(NullPointerException.class);
  }

  @Coroutine
  private static Flow.Publisher<Thread> threads(CompletionStage<?> gate) {
    emit(Thread.currentThread());
    await(gate);
    emit(Thread.currentThread());
    return end();
  }

  @Test
  void staysOnTheLoopOnWhichItWasSubscribed() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    RecordedSubscriber<Thread> elsewhere = new RecordedSubscriber<>() {
      @Override
      public void onNext(Thread element) {
        heard.add(element == Thread.currentThread());
      }
    };

    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture.runAsync(() -> threads(gate).subscribe(elsewhere), loop::execute)
          .get(30, TimeUnit.SECONDS);
      elsewhere.subscription.request(1);
      gate.complete(null);
      elsewhere.subscription.request(1);
      elsewhere.ended.get(30, TimeUnit.SECONDS);
    }

    assertThat(elsewhere.heard).containsExactly(true, true, "end");
  }

  @Test
  void requestsFromManyThreadsAreAllHeard() throws Exception {
    int elements = 4_000;
    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture.runAsync(() -> count(elements).subscribe(subscriber), loop::execute)
          .get(30, TimeUnit.SECONDS);

      CompletableFuture.allOf(IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.runAsync(() -> {
                for (int k = 0; k < elements / 4; k++) {
                  subscriber.subscription.request(1);
                }
              }))
              .toArray(CompletableFuture[]::new))
          .get(30, TimeUnit.SECONDS);
      subscriber.ended.get(30, TimeUnit.SECONDS);
    }

    assertThat(subscriber.heard).hasSize(elements + 1).endsWith(1, "end");
  }

  @Test
  void lambdasPublishToo() {
    Supplier<Flow.Publisher<String>> lambda = () -> {
      emit("a");
      await(done());
      emit("b");
      return end();
    };

    assertThat(Publishers.list(lambda.get())).isCompletedWithValue(List.of("a", "b"));
  }

  @Test
  void theEndIsAPublisherWithoutElements() {
    Flow.Publisher<String> empty = end();

    assertThat(Publishers.list(empty)).isCompletedWithValue(List.of());
  }
}
