package dev.coriolis.adapt;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.loop.EventLoop;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class ReactiveStreamsTest {

  @Test
  void monoOfReactorIsAwaited() {
    String value = EventLoop.run(() -> completedFuture(await(ReactiveStreams.first(
        Mono.just("a").delayElement(Duration.ofMillis(1)).map(one -> one + "b")))));

    assertThat(value).isEqualTo("ab");
  }

  @Test
  void monoWithoutValueIsAwaitedByItsCompletion() {
    AtomicInteger ran = new AtomicInteger();
    Mono<Void> work = Mono.fromRunnable(ran::incrementAndGet);

    EventLoop.run(() -> {
      await(ReactiveStreams.completion(work));
      return done();
    });

    assertThat(ran).hasValue(1);
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> EventLoop.run(() -> ReactiveStreams.first(work)));
  }

  @Test
  void fluxOfReactorIsAList() {
    List<Integer> all =
        EventLoop.run(() -> completedFuture(await(ReactiveStreams.list(Flux.range(1, 1000)))));

    assertThat(all).hasSize(1000).startsWith(1, 2, 3);
  }

  @Test
  void eachHoldsReactorBack() {
    AtomicLong asked = new AtomicLong();
    AtomicLong ahead = new AtomicLong();
    List<Integer> seen = new ArrayList<>();
    Flux<Integer> source = Flux.range(1, 200).doOnRequest(asked::addAndGet);

    EventLoop.run(() -> ReactiveStreams.each(source, number -> {
      ahead.accumulateAndGet(asked.get() - number, Math::max);
      await(delay(Duration.ZERO));
      seen.add(number);
      return done();
    }));

    assertThat(seen).hasSize(200).isSorted();
    assertThat(ahead).as("elements asked for before they could be taken").hasValue(0);
  }

  @Test
  void failureOfReactorComesAsItIs() {
    IOException failure = new IOException("no");

    assertThatThrownBy(() -> EventLoop.run(() -> {
          await(ReactiveStreams.first(Mono.delay(Duration.ofMillis(1)).then(Mono.error(failure))));
          return done();
        }))
        .isSameAs(failure);
  }

  @Test
  void cancellationReachesReactor() throws Exception {
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    Mono<String> never = Mono.<String>never().doOnCancel(() -> cancelled.complete("yes"));

    CompletableFuture<String> stage = ReactiveStreams.first(never);
    stage.cancel(true);

    assertThat(cancelled.get(10, TimeUnit.SECONDS)).isEqualTo("yes");
  }

  @Test
  void flowableOfRxJavaIsAwaitedFromItsThread() {
    List<String> all = EventLoop.run(() -> {
      EventLoop loop = EventLoop.current();
      Flowable<String> source =
          Flowable.range(1, 100).observeOn(Schedulers.computation()).map(number -> "n" + number);
      List<String> seen = new ArrayList<>();
      await(ReactiveStreams.each(source, one -> {
        assertThat(loop.inLoop()).isTrue();
        seen.add(one);
        return done();
      }));
      assertThat(loop.inLoop()).isTrue();
      return completedFuture(seen);
    });

    assertThat(all).hasSize(100).startsWith("n1", "n2");
  }

  @Test
  void otherTypesOfRxJavaAreAwaitedAsStagesOrFlowables() {
    Publisher<Integer> odd =
        Observable.just(1, 3, 5).toFlowable(io.reactivex.rxjava3.core.BackpressureStrategy.BUFFER);

    Object[] values = EventLoop.run(() -> completedFuture(new Object[] {
      await(Single.just("one").delay(1, TimeUnit.MILLISECONDS).toCompletionStage()),
      await(ReactiveStreams.firstIfAny(Maybe.empty().toFlowable())),
      await(ReactiveStreams.list(odd)),
    }));

    assertThat(values).containsExactly("one", Optional.empty(), List.of(1, 3, 5));
  }

  @Test
  void cancellationOfACoroutineReachesRxJava() throws Exception {
    CompletableFuture<Void> subscribed = new CompletableFuture<>();
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    Flowable<String> never = Flowable.<String>never()
        .doOnSubscribe(subscription -> subscribed.complete(null))
        .doOnCancel(() -> cancelled.complete(null));
    try (EventLoop loop = EventLoop.create()) {
      CompletableFuture<String> waiting =
          loop.launch(() -> completedFuture(await(ReactiveStreams.first(never))));
      subscribed.get(10, TimeUnit.SECONDS);

      waiting.cancel(true);

      cancelled.get(10, TimeUnit.SECONDS);
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS));
    }
  }
}
