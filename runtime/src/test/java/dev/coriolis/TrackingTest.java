package dev.coriolis;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.named;
import static dev.coriolis.Coroutines.race;
import static dev.coriolis.Coroutines.timeout;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.CoroutinesMXBean;
import dev.coriolis.frame.Suspension;
import dev.coriolis.loop.EventLoop;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.management.JMX;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrackingTest {
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @BeforeEach
  void turnOn() {
    Tracking.turnOn();
  }

  @AfterEach
  void turnOff() {
    Tracking.turnOff();
  }

  @Coroutine
  private static CompletionStage<Integer> inner(CompletionStage<?> stage) {
    await(stage);
    await(stage);
    return completedFuture(1);
  }

  @Coroutine
  private static CompletionStage<Integer> outer(CompletionStage<?> stage) {
    return completedFuture(await(inner(stage)) + 1);
  }

  /** Returns the methods of a stack, from the innermost. */
  private static List<String> methods(Suspension suspension) {
    return suspension.stack().stream().map(StackTraceElement::getMethodName).toList();
  }

  private static List<Suspension> dump() {
    return Coroutines.dump().coroutines().stream()
        .filter(each -> each.stack().get(0).getClassName().equals(TrackingTest.class.getName()))
        .toList();
  }

  @Test
  void showsWhereCoroutineIsSuspendedUpToTheRoot() {
    CompletionStage<Integer> run = outer(gate);

    assertThat(dump()).singleElement().satisfies(suspension -> {
      assertThat(methods(suspension)).containsExactly("inner", "outer");
      assertThat(suspension.stack().get(0).getFileName()).isEqualTo("TrackingTest.java");
      assertThat(suspension.stack().get(0).getLineNumber()).isPositive();
      assertThat(suspension.name()).isNull();
      assertThat(suspension.dispatcher()).isNull();
      assertThat(suspension.duration()).isPositive();
      assertThat(suspension.awaitedType()).isEqualTo(CompletableFuture.class.getName());
      assertThat(suspension.awaited()).contains("Not completed");
    });
    assertThat(run.toCompletableFuture()).isNotDone();
  }

  @Test
  void coroutineLeavesTheDumpWhenItEnds() {
    CompletionStage<Integer> run = outer(gate);

    gate.complete(null);

    assertThat(run).isCompletedWithValue(2);
    assertThat(dump()).isEmpty();
  }

  @Test
  void showsLoopAndName() throws Exception {
    try (EventLoop loop = EventLoop.create("dumped")) {
      loop.launch(() -> named("order-7", () -> outer(delay(Duration.ofHours(1)))));
      loop.launch(() -> done()).get();

      assertThat(dump()).singleElement().satisfies(suspension -> {
        assertThat(suspension.dispatcher()).isEqualTo("dumped");
        assertThat(suspension.name()).isEqualTo("order-7");
        assertThat(suspension.awaitedType()).isEqualTo("dev.coriolis.Delay");
      });
      assertThat(Coroutines.dump().toString())
          .contains("1 suspended coroutine\n\n\"order-7\" on dumped, for 0.")
          .contains("    at dev.coriolis.TrackingTest.inner(TrackingTest.java:");
    }
  }

  @Test
  void partsOfCombinedStageAreThereUpToTheRoot() {
    CompletionStage<Integer> run = outer(all(inner(gate), inner(gate)));

    assertThat(dump())
        .extracting(TrackingTest::methods)
        .containsExactlyInAnyOrder(
            List.of("inner", "inner", "outer"),
            List.of("inner", "inner", "outer"),
            List.of("inner", "outer"));
    assertThat(dump())
        .extracting(Suspension::awaited)
        .anyMatch(awaited -> awaited.contains("of all of 2 stages"));
    assertThat(run.toCompletableFuture()).isNotDone();
  }

  @Test
  void stackGoesOnThroughTimeoutRaceAndLaunch() throws Exception {
    try (EventLoop loop = EventLoop.create("dumped")) {
      loop.launch(() -> outer(timeout(Duration.ofHours(1), race(inner(gate), gateOf(loop)))));
      loop.launch(() -> done()).get();

      assertThat(dump())
          .extracting(TrackingTest::methods)
          .contains(List.of("inner", "inner", "outer"), List.of("gateOf", "inner", "outer"));
    }
  }

  @Coroutine
  private CompletionStage<Integer> gateOf(EventLoop loop) {
    await(loop.launch(() -> inner(gate)));
    return completedFuture(1);
  }

  @Test
  void launchedCoroutineIsThereUpToWhoAwaitsItsLaunch() throws Exception {
    try (EventLoop loop = EventLoop.create("dumped")) {
      loop.launch(() -> gateOf(loop));
      loop.launch(() -> done()).get();

      assertThat(dump()).extracting(TrackingTest::methods).contains(List.of("inner", "gateOf"));
    }
  }

  @Test
  void coroutineThatTwoAwaitHasTwoStacks() {
    CompletionStage<Integer> shared = inner(gate);
    CompletionStage<Integer> one = outer(shared);
    CompletionStage<Void> other = twice(shared, gate);

    assertThat(dump())
        .extracting(TrackingTest::methods)
        .containsExactlyInAnyOrder(List.of("inner", "inner", "outer"), List.of("inner", "twice"));
    assertThat(one).isNotSameAs(other);
  }

  @Test
  void abandonedCoroutineIsCollected() {
    WeakReference<Object> run = new WeakReference<>(outer(new CompletableFuture<>()));
    assertThat(dump()).hasSize(1);

    for (int i = 0; i < 50 && !run.refersTo(null); i++) {
      System.gc();
    }

    assertThat(run.refersTo(null)).isTrue();
    assertThat(dump()).isEmpty();
  }

  @Test
  void coroutineIsKnownFromItsNextSuspensionOn() {
    Tracking.turnOff();
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletionStage<Integer> run = inner(first.thenRun(() -> {}));
    assertThat(dump()).isEmpty();
    assertThat(Coroutines.dump().toString()).contains("-Dcoriolis.tracking=on");

    Tracking.turnOn();
    assertThat(dump()).isEmpty();
    CompletionStage<Integer> other = outer(gate);

    assertThat(dump()).hasSize(1);
    assertThat(run).isNotSameAs(other);
  }

  @Coroutine
  private static CompletionStage<Void> twice(CompletionStage<?> first, CompletionStage<?> second) {
    await(first);
    await(second);
    return done();
  }

  @Test
  void coroutineIsEnteredAgainAfterTrackingWasOff() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletionStage<Void> run = twice(first, gate);
    Tracking.turnOff();
    Tracking.turnOn();
    assertThat(dump()).isEmpty();

    first.complete(null);

    assertThat(dump()).hasSize(1);
    gate.complete(null);
    assertThat(run).isCompleted();
    assertThat(dump()).isEmpty();
  }

  @Test
  void beanDumpsAndSwitches() throws Exception {
    CoroutinesMXBean bean = JMX.newMXBeanProxy(
        ManagementFactory.getPlatformMBeanServer(),
        new ObjectName("dev.coriolis:type=Coroutines"),
        CoroutinesMXBean.class);
    CompletionStage<Integer> run = outer(gate);

    assertThat(bean.dump()).contains("TrackingTest.outer(TrackingTest.java:");
    assertThat(bean.getSuspendedCount()).isPositive();
    bean.setTracking(false);

    assertThat(bean.isTracking()).isFalse();
    assertThat(dump()).isEmpty();
    assertThat(run.toCompletableFuture()).isNotDone();
  }
}
