package dev.coriolis.testing;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.Coroutine;
import dev.coriolis.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that are coroutines, of each kind; what goes wrong is in {@link CoroutineExtensionTest}. */
@CoroutineTest
class CoroutineTestTest {
  private static final List<String> STATICS = new ArrayList<>();

  private final List<String> events = new ArrayList<>();
  private EventLoop loop;

  @BeforeAll
  @Coroutine
  static void prepare() {
    await(delay(Duration.ofMillis(1)));
    STATICS.add("prepared");
  }

  @BeforeEach
  @Coroutine
  void begin(EventLoop given) {
    await(delay(Duration.ofMillis(1)));
    loop = given;
    events.add("begin");
  }

  @AfterEach
  @Coroutine
  void end() {
    await(delay(Duration.ofMillis(1)));
    assertThat(loop.inLoop()).isTrue();
    assertThat(events).startsWith("begin").endsWith("test");
  }

  @AfterAll
  static void check() {
    assertThat(STATICS).containsExactly("prepared");
    STATICS.clear();
  }

  @Test
  @Coroutine
  void testRunsOnTheLoopOfItsBeforeEach(EventLoop same) {
    assertThat(same).isSameAs(loop);
    assertThat(loop.inLoop()).isTrue();
    await(delay(Duration.ofMillis(1)));
    assertThat(loop.inLoop()).isTrue();
    events.add("test");
  }

  @Test
  void plainTestRunsOnTheLoopToo() {
    assertThat(loop.inLoop()).isTrue();
    events.add("test");
  }

  @CoroutineTest
  void annotationOfTheMethodMakesItATest() {
    events.add(await(later("test")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "bb"})
  @Coroutine
  void parametersAreGiven(String value) {
    assertThat(await(later(value))).isEqualTo(value);
    events.add("test");
  }

  @RepeatedTest(2)
  @Coroutine
  void repetitionHasAnObjectAndALoopOfItsOwn() {
    await(delay(Duration.ZERO));
    assertThat(events).containsExactly("begin");
    events.add("test");
  }

  @Coroutine
  private static CompletionStage<String> later(String value) {
    await(delay(Duration.ofMillis(1)));
    return completedFuture(value);
  }

  @Nested
  class Inner {
    @Test
    @Coroutine
    void annotationHoldsForNestedClasses() {
      await(delay(Duration.ofMillis(1)));
      assertThat(events).containsExactly("begin");
      events.add("test");
      await(done());
    }
  }
}
