package dev.coriolis.frame;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.coriolis.Coroutine;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at a future in each way there is, and sees whether its failure is reported nevertheless. */
@Timeout(60)
class WatchedFutureTest {
  private static final CompletableFuture<String> OTHER = completedFuture("other");

  private final RecordedFailures failures = new RecordedFailures();
  private final CompletableFuture<Void> gate = new CompletableFuture<>();

  @Coroutine
  private static CompletableFuture<String> failing(CompletionStage<Void> gate) throws IOException {
    await(gate);
    throw new IOException("unseen");
  }

  @Coroutine
  private static CompletionStage<Void> awaiting(CompletionStage<String> stage) {
    try {
      await(stage);
    } catch (Exception e) {
      return done();
    }
    return done();
  }

  /** A look at a future, with the name that a test has for it. */
  private interface Look extends Consumer<CompletableFuture<String>> {}

  private static Arguments look(String name, Look look) {
    return arguments(name, look);
  }

  @SuppressWarnings("coriolis:ForgottenAwait") // a look at the future is all that it is for
  static Stream<Arguments> attachments() {
    return Stream.of(
        look("await", WatchedFutureTest::awaiting),
        look("all", future -> all(List.of(future)).exceptionally(failure -> List.of())),
        look("thenApply", future -> future.thenApply(value -> value)),
        look("thenAccept", future -> future.thenAccept(value -> {})),
        look("thenRun", future -> future.thenRun(() -> {})),
        look("thenCompose", future -> future.thenCompose(value -> OTHER)),
        look("thenComposeAsync", future -> future.thenComposeAsync(value -> OTHER)),
        look("thenCombine", future -> future.thenCombine(OTHER, String::concat)),
        look("thenCombine as second", future -> OTHER.thenCombine(future, String::concat)),
        look("thenAcceptBoth", future -> future.thenAcceptBoth(OTHER, (a, b) -> {})),
        look("thenAcceptBoth as second", future -> OTHER.thenAcceptBoth(future, (a, b) -> {})),
        look("runAfterBoth as second", future -> OTHER.runAfterBoth(future, () -> {})),
        look("applyToEither", future -> future.applyToEither(new LinkedFuture<>(), v -> v)),
        look("applyToEither as second", f -> new LinkedFuture<String>().applyToEither(f, v -> v)),
        look("acceptEither as second", f -> new LinkedFuture<String>().acceptEither(f, v -> {})),
        look("runAfterEither as second", f -> new LinkedFuture<>().runAfterEither(f, () -> {})),
        look("handle", future -> future.handle((value, failure) -> value)),
        look("handleAsync", future -> future.handleAsync((value, failure) -> value)),
        look("whenComplete", future -> future.whenComplete((value, failure) -> {})),
        look("exceptionally", future -> future.exceptionally(failure -> "")),
        look("exceptionallyCompose", future -> future.exceptionallyCompose(failure -> OTHER)),
        look("returned to thenCompose", future -> OTHER.thenCompose(value -> future)),
        look("copy", CompletableFuture::copy),
        look("minimalCompletionStage", CompletableFuture::minimalCompletionStage));
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        look("join", future -> catchThrowable(future::join)),
        look("get", future -> catchThrowable(future::get)),
        look("get with timeout", f -> catchThrowable(() -> f.get(1, TimeUnit.SECONDS))),
        look("getNow", future -> catchThrowable(() -> future.getNow(""))),
        look("resultNow", f -> catchThrowable(() -> ((WatchedFuture<String>) f).resultNow())),
        look(
            "exceptionNow",
            f -> assertThat(((WatchedFuture<String>) f).exceptionNow()).hasMessage("unseen")));
  }

  static Stream<Arguments> noLooks() {
    return Stream.of(
        look("nothing", future -> {}),
        look("isDone", CompletableFuture::isDone),
        look("isCompletedExceptionally", CompletableFuture::isCompletedExceptionally),
        look("isCancelled", CompletableFuture::isCancelled),
        look("toCompletableFuture", CompletableFuture::toCompletableFuture),
        look("toString", CompletableFuture::toString),
        look(
            "cancel at the end",
            future -> assertThat(future.isDone() && future.cancel(true)).isFalse()),
        look("orTimeout", future -> future.orTimeout(1, TimeUnit.HOURS)),
        look("completeOnTimeout", future -> future.completeOnTimeout("", 1, TimeUnit.HOURS)));
  }

  static Stream<Arguments> combinationsOfPendingFutures() {
    return Stream.of(
        look("allOf", CompletableFuture::allOf), look("anyOf", CompletableFuture::anyOf));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"attachments", "combinationsOfPendingFutures"})
  void failureIsSeenByWhoWasThereBefore(String name, Look look) throws Exception {
    look.accept(failures.call(() -> failing(gate)));

    gate.complete(null);

    assertThat(failures.reported()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"attachments", "questions"})
  void failureIsSeenByWhoComesLater(String name, Look look) throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(gate));
    gate.complete(null);

    look.accept(run);

    assertThat(failures.reported()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"attachments", "questions"})
  void failureBeforeTheFirstSuspensionIsSeen(String name, Look look) throws Exception {
    look.accept(failures.call(() -> failing(done())));

    assertThat(failures.reported()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noLooks")
  void failureIsReportedWhenNobodyLooks(String name, Look look) throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(gate));
    look.accept(run);

    gate.complete(null);
    look.accept(run);

    assertThat(failures.reported()).containsExactly("unseen");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noLooks")
  void failureBeforeTheFirstSuspensionIsReported(String name, Look look) throws Exception {
    look.accept(failures.call(() -> failing(done())));

    assertThat(failures.reported()).containsExactly("unseen");
  }

  @Test
  void failureIsReportedOnce() throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(done()));

    assertThat(failures.reported()).containsExactly("unseen");
    catchThrowable(run::join);
    assertThat(failures.reported()).containsExactly("unseen");
  }

  @Test
  void failureThatPassesThroughIsReportedOfTheLastOnly() throws Exception {
    failures.call(() -> all(failing(gate), failing(gate)));

    gate.complete(null);

    assertThat(failures.reported()).containsExactly("unseen");
  }

  @Test
  void cancelledCoroutineHasNotFailed() throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(gate));

    run.cancel(true);

    assertThat(run).isCancelled();
    assertThat(failures.reported()).isEmpty();
  }

  @Test
  void timeoutThatNobodySeesIsReported() throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(gate));

    run.orTimeout(1, TimeUnit.MILLISECONDS);
    while (!run.isDone()) {
      Thread.onSpinWait();
    }

    // The report of a timeout comes from a thread of the JDK's, right after the end of the future.
    while (failures.reported().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(failures.reported()).hasSize(1);
  }

  @Test
  void timerOfTimeoutKeepsNoFutureThatHasEnded() throws Exception {
    CompletableFuture<String> run = failures.call(() -> failing(gate));
    run.completeOnTimeout("late", 1, TimeUnit.HOURS);
    WeakReference<?> seen = new WeakReference<>(run);
    gate.complete(null);
    run = null;

    Collected.await(seen);
  }
}
