package dev.coriolis.micrometer;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.offload;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.Scope;
import dev.coriolis.loop.EventLoop;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(60)
class MicrometerThreadValuesTest {
  private static final String KEY = "request";

  private final CompletableFuture<Void> source = new CompletableFuture<>();
  private final EventLoop loop = EventLoop.create();

  @BeforeEach
  void registerMdc() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
  }

  @AfterEach
  void removeMdc() {
    loop.close();
    ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    MDC.clear();
  }

  private static String value() {
    return String.valueOf(MDC.get(KEY));
  }

  @Coroutine
  private static CompletionStage<List<String>> around(CompletionStage<?> stage) {
    List<String> seen = new ArrayList<>(List.of(value()));
    await(stage);
    seen.add(value());
    return completedFuture(seen);
  }

  @Coroutine
  private static CompletionStage<List<String>> puts(String value, CompletionStage<?> stage) {
    await(delay(Duration.ofMillis(1)));
    MDC.put(KEY, value);
    await(stage);
    await(stage);
    List<String> seen = new ArrayList<>(List.of(value()));
    seen.addAll(await(around(delay(Duration.ofMillis(1)))));
    return completedFuture(seen);
  }

  private <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void mdcFollowsCoroutineOverItsSuspensions() throws Exception {
    assertThat(get(loop.launch(() -> puts("a", delay(Duration.ofMillis(1))))))
        .containsExactly("a", "a", "a");
  }

  @Test
  void mdcOfTheCallerGoesAlongToALoop() throws Exception {
    MDC.put(KEY, "a");
    CompletableFuture<List<String>> launched =
        loop.launch(() -> around(delay(Duration.ofMillis(1))));
    MDC.put(KEY, "b");

    assertThat(get(launched)).containsExactly("a", "a");
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void coroutinesOfOneLoopKeepTheirOwn() throws Exception {
    List<CompletableFuture<List<String>>> runs = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      runs.add(loop.launch(() -> puts(name, source)));
    }
    runs.add(loop.launch(() -> around(source)));

    get(loop.launch(() -> delay(Duration.ofMillis(20))));
    source.complete(null);

    assertThat(get(runs.get(0))).containsExactly("a", "a", "a");
    assertThat(get(runs.get(1))).containsExactly("b", "b", "b");
    assertThat(get(runs.get(2))).containsExactly("c", "c", "c");
    assertThat(get(runs.get(3))).containsExactly("null", "null");
  }

  @Coroutine
  private static CompletionStage<Void> putsAndEnds(CompletionStage<?> stage, boolean fails)
      throws IOException {
    MDC.put(KEY, "left before the first suspension");
    await(stage);
    MDC.put(KEY, "left at the end");
    if (fails) {
      throw new IOException("ends");
    }
    return done();
  }

  @Test
  void nothingIsLeftOnTheThreadOfTheLoop() throws Exception {
    CompletableFuture<Void> first = loop.launch(() -> putsAndEnds(source, false));
    CompletableFuture<Void> second = loop.launch(() -> putsAndEnds(source, true));
    assertThat(get(loop.launch(() -> completedFuture(value())))).isEqualTo("null");

    source.complete(null);

    get(first);
    assertThat(second).failsWithin(30, TimeUnit.SECONDS);
    assertThat(get(loop.launch(() -> completedFuture(value())))).isEqualTo("null");
  }

  @Test
  void taskLeavesNothingOnTheThreadOfTheLoop() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    loop.execute(() -> MDC.put(KEY, "left by a task"));
    loop.execute(() -> seen.complete(value()));

    assertThat(get(seen)).isEqualTo("null");
  }

  @Test
  void goesAlongToAnOffloadAndAChild() throws Exception {
    assertThat(get(loop.launch(MicrometerThreadValuesTest::offloadsAndForks)))
        .containsExactly("a", "a", "a", "a");
  }

  @Coroutine
  private static CompletionStage<List<String>> offloadsAndForks() {
    MDC.put(KEY, "a");
    List<String> seen = new ArrayList<>();
    seen.add(await(offload(MicrometerThreadValuesTest::value)));
    try (Scope scope = Scope.open()) {
      seen.addAll(await(scope.fork(() -> around(delay(Duration.ofMillis(1))))));
    }
    seen.add(value());
    return completedFuture(seen);
  }

  @Test
  void threadThatCompletesTheStageHasItsOwnBack() throws Exception {
    MDC.put(KEY, "a");
    CompletionStage<List<String>> run = around(source);
    MDC.put(KEY, "b");

    source.complete(null);

    assertThat(run).isCompletedWithValue(List.of("a", "a"));
    assertThat(value()).isEqualTo("b");
  }

  @Test
  void coroutinesThatAwaitOneAnotherKeepTheirOwn() throws Exception {
    MDC.put(KEY, "inner");
    CompletionStage<List<String>> inner = around(source);
    MDC.put(KEY, "outer");
    CompletionStage<List<String>> outer = around(inner);
    MDC.clear();
    CompletionStage<List<String>> outermost = around(outer);

    source.complete(null);

    assertThat(inner).isCompletedWithValue(List.of("inner", "inner"));
    assertThat(outer).isCompletedWithValue(List.of("outer", "outer"));
    assertThat(outermost).isCompletedWithValue(List.of("null", "null"));
    assertThat(value()).isEqualTo("null");
  }

  @Coroutine
  private static CompletionStage<String> ofTheCall() {
    MDC.put(KEY, "of the called");
    await(delay(Duration.ofMillis(1)));
    return completedFuture(value());
  }

  @Coroutine
  private static CompletionStage<List<String>> calls() {
    await(delay(Duration.ofMillis(1)));
    MDC.put(KEY, "of the caller");
    CompletionStage<String> called = ofTheCall();
    List<String> seen = new ArrayList<>(List.of(value()));
    MDC.put(KEY, "set again");
    seen.add(await(called));
    seen.add(value());
    return completedFuture(seen);
  }

  @Test
  void callIsSeenByItsCallerUntilTheFirstSuspensionAsOfAnyMethod() throws Exception {
    assertThat(get(loop.launch(MicrometerThreadValuesTest::calls)))
        .containsExactly("of the called", "of the called", "set again");
  }
}
