package dev.coriolis.adapt;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EachTest {
  private final RecordedPublisher publisher = new RecordedPublisher();
  private final List<String> begun = new ArrayList<>();
  private final List<CompletableFuture<Void>> works = new ArrayList<>();

  private CompletableFuture<Void> begin(String element) {
    begun.add(element);
    CompletableFuture<Void> work = new CompletableFuture<>();
    works.add(work);
    return work;
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return stage.<Throwable>handle((value, thrown) -> thrown).join();
  }

  @Test
  void asksForTheNextWhenTheOneBeforeIsDone() {
    CompletableFuture<Void> each = Publishers.each(publisher, this::begin);
    assertThat(publisher.calls).containsExactly("request 1");

    publisher.next("a");
    assertThat(begun).containsExactly("a");
    assertThat(publisher.calls).hasSize(1);
    works.get(0).complete(null);
    assertThat(publisher.calls).containsExactly("request 1", "request 1");

    publisher.next("b");
    publisher.end();
    assertThat(each).isNotDone();
    works.get(1).complete(null);
    assertThat(each).isCompletedWithValue(null);
    assertThat(publisher.calls).hasSize(2);
  }

  @Test
  void failureOfTheFunctionCancelsTheSubscription() {
    IOException failure = new IOException("no");
    CompletableFuture<Void> each = Publishers.each(publisher, this::begin);

    publisher.next("a");
    works.get(0).completeExceptionally(failure);

    assertThat(failure(each)).isSameAs(failure);
    assertThat(publisher.calls).containsExactly("request 1", "cancel");
    publisher.next("late");
    assertThat(begun).containsExactly("a");
  }

  @Test
  void functionMayThrow() {
    IllegalStateException failure = new IllegalStateException("no");
    CompletableFuture<Void> each = Publishers.each(publisher, element -> {
      throw failure;
    });

    publisher.next("a");

    assertThat(failure(each)).isSameAs(failure);
    assertThat(publisher.calls).endsWith("cancel");
  }

  @Test
  void nullInPlaceOfAStageIsAFailure() {
    CompletableFuture<Void> each = Publishers.each(publisher, element -> null);

    publisher.next("a");

    assertThat(failure(each)).isInstanceOf(NullPointerException.class).hasMessageContaining("null");
  }

  @Test
  void elementAtWorkIsFinishedBeforeTheFailureOfThePublisher() {
    IOException failure = new IOException("no");
    CompletableFuture<Void> each = Publishers.each(publisher, this::begin);
    publisher.next("a");

    publisher.fail(failure);
    assertThat(each).isNotDone();
    works.get(0).complete(null);

    assertThat(failure(each)).isSameAs(failure);
  }

  @Test
  void cancellationReachesTheElementAtWorkAndWaitsForItsEnd() {
    CompletableFuture<Void> cleanup = new CompletableFuture<>();
    CompletableFuture<Void> each = Publishers.each(publisher, element -> working(element, cleanup));
    publisher.next("a");

    each.cancel(true);
    assertThat(publisher.calls).containsExactly("request 1", "cancel");
    assertThat(begun).containsExactly("a", "cleaning up");
    assertThat(each).isNotDone();
    cleanup.complete(null);

    assertThat(each).isCancelled();
  }

  @Coroutine
  private CompletionStage<Void> working(String element, CompletionStage<Void> cleanup) {
    begun.add(element);
    try {
      await(new CompletableFuture<>());
    } finally {
      begun.add("cleaning up");
      await(cleanup);
    }
    return done();
  }

  @Test
  void publisherThatSignalsInsideRequestNeedsNoStack() {
    int count = 1_000_000;
    int[] seen = new int[1];
    CompletableFuture<Void> each = Publishers.each(upTo(count), number -> {
      seen[0]++;
      return done();
    });

    assertThat(each).isCompletedWithValue(null);
    assertThat(seen[0]).isEqualTo(count);
  }

  private static Flow.Publisher<Integer> upTo(int count) {
    return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
      private int next;

      @Override
      public void request(long n) {
        if (next == count) {
          subscriber.onComplete();
        } else {
          subscriber.onNext(next++);
        }
      }

      @Override
      public void cancel() {
        throw new AssertionError("nobody wants to cancel");
      }
    });
  }

  @Test
  void functionRunsOnTheLoopOfTheCaller() {
    List<Integer> squares = EventLoop.run(() -> {
      EventLoop loop = EventLoop.current();
      List<Integer> seen = new ArrayList<>();
      CompletableFuture<Void> each;
      try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>()) {
        each = Publishers.each(source, number -> {
          assertThat(loop.inLoop()).isTrue();
          await(delay(Duration.ZERO));
          seen.add(number * number);
          return done();
        });
        IntStream.rangeClosed(1, 100).forEach(source::submit);
      }
      await(each);
      return completedFuture(seen);
    });

    assertThat(squares).hasSize(100).startsWith(1, 4, 9).endsWith(10_000);
  }

  @Test
  void failureOnTheLoopIsThrownOutOfTheAwait() {
    IOException failure = new IOException("no");
    assertThatThrownBy(() -> EventLoop.run(() -> {
          CompletableFuture<Void> each;
          try (SubmissionPublisher<Integer> source = new SubmissionPublisher<>()) {
            each = Publishers.each(source, number -> {
              await(delay(Duration.ZERO));
              throw failure;
            });
            source.submit(1);
          }
          await(each);
          return done();
        }))
        .isSameAs(failure);
  }
}
