package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.Collected;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class CancelledCallersTest {
  private static final int CALLERS = 1000;

  static Waits[] kinds() {
    return Waits.kinds();
  }

  static Waits[] chains() {
    return Waits.chains();
  }

  private static List<WeakReference<CompletableFuture<?>>> waitAndCancel(Waits waits) {
    List<CompletableFuture<?>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(waits.waiting());
      assertThat(callers.get(i)).isNotDone();
      // Some leave from the middle, some from the ends.
      CompletableFuture<?> leaving = callers.get(i % 3 == 0 ? i : i / 2);
      leaving.cancel(true);
    }
    callers.forEach(caller -> caller.cancel(true));
    return callers.stream()
        .<WeakReference<CompletableFuture<?>>>map(WeakReference::new)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingIsKeptOfThem(Waits waits) {
    List<WeakReference<CompletableFuture<?>>> callers = waitAndCancel(waits);

    callers.forEach(Collected::await);

    Reference.reachabilityFence(waits);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingIsKeptOfThoseWhoTimedOut(Waits waits) {
    List<WeakReference<CompletableFuture<?>>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      CompletableFuture<?> caller = waits.waiting();
      caller.completeExceptionally(new TimeoutException("expected"));
      callers.add(new WeakReference<>(caller));
    }

    callers.forEach(Collected::await);

    Reference.reachabilityFence(waits);
  }

  @ParameterizedTest
  @MethodSource("chains")
  void thoseBetweenThemAreServedInTheirOrder(Waits waits) {
    List<Integer> order = new ArrayList<>();
    List<CompletableFuture<?>> cancelled = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      int number = i;
      CompletableFuture<?> caller = waits.waiting();
      if (i % 10 == 5) {
        caller.thenAccept(got -> {
          order.add(number);
          waits.release().accept(got);
        });
      } else {
        cancelled.add(caller);
      }
    }
    cancelled.forEach(caller -> assertThat(caller.cancel(true)).isTrue());

    waits.release().accept(null);

    assertThat(order).hasSize(CALLERS / 10).isSorted().startsWith(5, 15).endsWith(995);
  }

  @ParameterizedTest
  @MethodSource("chains")
  void callerThatSomebodyElseCompletesLeavesTheLine(Waits waits) throws Exception {
    CompletableFuture<?> first = waits.waiting();
    CompletableFuture<?> second = waits.waiting();

    assertThat(first.complete(null)).isTrue();
    assertThat(first.complete(null)).isFalse();
    assertThat(first.completeExceptionally(new TimeoutException("too late"))).isFalse();
    assertThat(first.cancel(true)).isFalse();
    waits.release().accept(null);

    assertThat(second).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(second.complete(null)).isFalse();
  }
}
