package dev.coriolis.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishersTest {
  private final RecordedPublisher publisher = new RecordedPublisher();

  /** One of the methods, whichever. */
  interface Way {
    CompletableFuture<?> await(Flow.Publisher<String> publisher);
  }

  static Stream<Named<Way>> ways() {
    return Stream.of(
        Named.of("first", Publishers::first),
        Named.of("firstIfAny", Publishers::firstIfAny),
        Named.of("list", Publishers::list),
        Named.of("completion", Publishers::completion),
        Named.of("each", given -> Publishers.each(given, element -> new CompletableFuture<>())));
  }

  private static Throwable failure(CompletableFuture<?> stage) {
    return stage.<Throwable>handle((value, thrown) -> thrown).join();
  }

  @Test
  void firstAsksForOneAndCancels() {
    CompletableFuture<String> first = Publishers.first(publisher);
    assertThat(first).isNotDone();

    publisher.next("a");
    publisher.next("too much");
    publisher.end();

    assertThat(first).isCompletedWithValue("a");
    assertThat(publisher.calls).containsExactly("request 1", "cancel");
  }

  @Test
  void firstOfNoneFails() {
    CompletableFuture<String> first = Publishers.first(publisher);

    publisher.end();

    assertThat(failure(first))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("firstIfAny")
        .hasMessageContaining("completion");
  }

  @Test
  void firstIfAnyHasWhatThereIs() {
    CompletableFuture<Optional<String>> some = Publishers.firstIfAny(publisher);
    publisher.next("a");
    assertThat(some).isCompletedWithValue(Optional.of("a"));

    CompletableFuture<Optional<String>> none = Publishers.firstIfAny(publisher);
    publisher.end();
    assertThat(none).isCompletedWithValue(Optional.empty());
  }

  @Test
  void listHasAllInTheirOrder() {
    CompletableFuture<List<String>> list = Publishers.list(publisher);

    publisher.next("a");
    publisher.next("b");
    publisher.next("a");
    assertThat(list).isNotDone();
    publisher.end();

    assertThat(list).isCompletedWithValue(List.of("a", "b", "a"));
    assertThat(publisher.calls).containsExactly("request all");
  }

  @Test
  void completionDropsElements() {
    CompletableFuture<Void> completion = Publishers.completion(publisher);

    publisher.next("a");
    assertThat(completion).isNotDone();
    publisher.end();

    assertThat(completion).isCompletedWithValue(null);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void failureOfThePublisherIsThatOfTheStage(Way way) {
    IOException failure = new IOException("no");
    CompletableFuture<?> stage = way.await(publisher);

    publisher.fail(failure);

    assertThat(failure(stage)).isSameAs(failure);
    assertThat(publisher.calls).doesNotContain("cancel");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void cancellingTheStageCancelsTheSubscription(Way way) {
    CompletableFuture<?> stage = way.await(publisher);

    assertThat(stage.cancel(true)).isTrue();

    assertThat(stage).isCancelled();
    assertThat(publisher.calls).endsWith("cancel").containsOnlyOnce("cancel");
    publisher.next("late");
    publisher.end();
    assertThat(stage).isCancelled();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void subscriptionThatComesAfterTheCancellationIsCancelled(Way way) {
    Flow.Subscriber<?>[] late = new Flow.Subscriber<?>[1];
    CompletableFuture<?> stage = way.await(subscriber -> late[0] = subscriber);

    stage.cancel(true);
    late[0].onSubscribe(publisher);

    assertThat(publisher.calls).containsExactly("cancel");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void secondSubscriptionIsCancelled(Way way) {
    RecordedPublisher second = new RecordedPublisher();
    CompletableFuture<?> stage = way.await(publisher);

    publisher.subscriber.onSubscribe(second);

    assertThat(second.calls).containsExactly("cancel");
    assertThat(publisher.calls).doesNotContain("cancel");
    assertThat(stage).isNotDone();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void publisherThatThrowsFailsTheStage(Way way) {
    IllegalStateException failure = new IllegalStateException("against the rules");

    CompletableFuture<?> stage = way.await(subscriber -> {
      throw failure;
    });

    assertThat(failure(stage)).isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void nullSignalsAreRefused(Way way) {
    way.await(publisher);

    assertThatThrownBy(() -> publisher.next(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> publisher.fail(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> publisher.subscriber.onSubscribe(null))
        .isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void cancellingAStageThatIsDoneCancelsNothing(Way way) {
    CompletableFuture<?> stage = way.await(publisher);
    publisher.fail(new IOException("no"));

    assertThat(stage.cancel(true)).isFalse();

    assertThat(publisher.calls).doesNotContain("cancel");
  }
}
