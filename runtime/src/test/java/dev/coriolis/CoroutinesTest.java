package dev.coriolis;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CoroutinesTest {

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.handle((value, thrown) -> thrown).toCompletableFuture().join();
  }

  @Test
  void allHasTheValuesInTheOrderOfTheStages() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CompletionStage<List<String>> both = all(late, completedFuture("b"));

    late.complete("a");

    assertThat(both).isCompletedWithValue(List.of("a", "b"));
  }

  @Test
  void allOfNothingIsDone() {
    assertThat(all(List.<CompletionStage<String>>of())).isCompletedWithValue(List.of());
  }

  @Test
  void allWaitsForEveryStageAndKeepsFurtherFailures() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    CompletionStage<List<String>> both = all(first, second, completedFuture("c"));
    IOException failedFirst = new IOException("first in order");
    IOException failedSecond = new IOException("first in time");

    second.completeExceptionally(failedSecond);
    assertThat(both.toCompletableFuture()).isNotDone();
    first.completeExceptionally(failedFirst);

    assertThat(failure(both)).isSameAs(failedFirst).hasSuppressedException(failedSecond);
  }

  @Test
  void cancellingAllCancelsEveryStage() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    CompletionStage<List<String>> both = all(first, second);

    both.toCompletableFuture().cancel(true);

    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
    assertThat(both.toCompletableFuture()).isCancelled();
  }

  @Coroutine
  private static CompletionStage<List<String>> inTurns(List<String> log) {
    CompletionStage<List<String>> both = all(step("a", 30, log), step("b", 1, log));
    log.add("started");
    return completedFuture(await(both));
  }

  @Coroutine
  private static CompletionStage<String> step(String name, int millis, List<String> log) {
    Thread loop = Thread.currentThread();
    await(delay(Duration.ofMillis(millis)));
    log.add(name + (Thread.currentThread() == loop));
    return completedFuture(name);
  }

  @Test
  void coroutinesOfOneLoopWaitSideBySideOnItsThread() {
    List<String> log = new ArrayList<>();

    assertThat(EventLoop.run(() -> inTurns(log))).containsExactly("a", "b");

    assertThat(log).containsExactly("started", "btrue", "atrue");
  }

  @Test
  void delayWorksWithoutLoop() {
    assertThat(delay(Duration.ofMillis(1))).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(delay(Duration.ofSeconds(Long.MAX_VALUE)).cancel(true)).isTrue();
  }

  @Coroutine
  private static CompletionStage<Void> cancelsDelay() {
    CompletableFuture<Void> forever = delay(Duration.ofSeconds(Long.MAX_VALUE));
    forever.cancel(true);
    assertThat(forever).isCancelled();
    return done();
  }

  @Test
  void cancelledDelayHoldsUpNothing() {
    EventLoop.run(CoroutinesTest::cancelsDelay);
  }

  @Test
  void awaitInUnwovenClassNamesTheClassAndTheCure(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("Unwoven.java");
    Files.writeString(source, """
        public class Unwoven {
          public static void run() {
            dev.coriolis.Coroutines.await(java.util.concurrent.CompletableFuture.completedFuture(1));
          }
        }
        """);
    String[] arguments = {
      "-proc:none",
      "-cp",
      System.getProperty("java.class.path"),
      "-d",
      directory.toString(),
      source.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
        .isZero();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
      assertThatThrownBy(() -> loader.loadClass("Unwoven").getMethod("run").invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("await was called in Unwoven, which is not woven")
          .hasMessageContaining("<annotationProcessorPaths>")
          .hasMessageContaining("JDK 23")
          .hasMessageContaining("EventLoop.run(() -> ...)")
          .hasMessageContaining("stage.toCompletableFuture().join()");
    }
  }
}
