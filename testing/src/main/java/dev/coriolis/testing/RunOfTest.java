package dev.coriolis.testing;

import dev.coriolis.CoroutineDump;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

/** One run of a test: its methods, one after the other, on one loop. */
final class RunOfTest {
  /** How long coroutines have to end that are about to. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Settings settings;
  private final Unseen unseen = new Unseen();
  private final LoopOfTest loop;
  private boolean failed;
  private boolean ended;

  RunOfTest(Settings settings) {
    this.settings = settings;
    this.loop = switch (settings.loop()) {
      case EVENT_LOOP -> new EventLoopOfTest(unseen);
      case VIRTUAL_TIME -> new VirtualLoopOfTest(VirtualTimeLoop.create(), unseen);
      case SHUFFLED -> new VirtualLoopOfTest(VirtualTimeLoop.shuffled(seed()), unseen);
    };
  }

  private long seed() {
    // Not 0, which stands for no seed.
    return settings.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1L << 31));
  }

  Object loop() {
    return loop.loop();
  }

  /** Calls a method on the loop and waits for the end of its coroutine. */
  void call(Invocation<@Nullable Void> method) throws Throwable {
    Stages stages = new Stages();
    CompletableFuture<?> end = loop.start(() -> stages.call(method));
    Throwable failure = await(end);
    if (failure != null) {
      failed = true;
      addOrder(failure);
      throw failure;
    }
  }

  private @Nullable Throwable await(CompletableFuture<?> end)
      throws InterruptedException, ExecutionException {
    CompletableFuture<@Nullable Throwable> failure =
        end.<@Nullable Throwable>handle((value, thrown) -> thrown);
    Duration limit = settings.timeout().orElse(Duration.ofNanos(Long.MAX_VALUE));
    try {
      return failure.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      AssertionError error = tooLong(limit);
      giveUp(end);
      return error;
    } catch (InterruptedException e) {
      giveUp(end);
      throw e;
    }
  }

  private AssertionError tooLong(Duration limit) {
    Thread thread = loop.thread();
    Throwable where = new Throwable("the thread " + thread.getName() + " is here");
    where.setStackTrace(thread.getStackTrace());
    AssertionError error = withoutStack(
        "the test has not ended within " + limit.toSeconds() + " s\n" + loop.suspended());
    error.addSuppressed(where);
    return error;
  }

  /** Where we are says nothing to anybody. */
  private static AssertionError withoutStack(String message) {
    AssertionError error = new AssertionError(message);
    error.setStackTrace(new StackTraceElement[0]);
    return error;
  }

  private void giveUp(CompletableFuture<?> end) {
    end.cancel(true);
    loop.thread().interrupt();
  }

  /** A failure stays the object that it is, whatever we have to add. */
  private void addOrder(Throwable failure) {
    if (!(failure instanceof TestAbortedException)) {
      loop.order().ifPresent(order -> failure.addSuppressed(new OrderOfTest(order)));
    }
  }

  /** What there is to say of the order in which a test ran. */
  private static final class OrderOfTest extends Exception {
    private static final long serialVersionUID = 1L;

    OrderOfTest(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Ends the run; a second call does nothing.
   *
   * @throws AssertionError if something has failed while nobody looked, or a coroutine is still suspended
   */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    // A test that has failed leaves behind what it would have ended.
    Optional<AssertionError> leak = failed ? Optional.empty() : leak();
    loop.end();
    Optional<AssertionError> error = unseen.asOne();
    leak.ifPresent(leaked -> error.ifPresent(leaked::addSuppressed));
    leak.or(() -> error).ifPresent(thrown -> {
      addOrder(thrown);
      throw thrown;
    });
  }

  private Optional<AssertionError> leak() {
    CoroutineDump suspended = loop.settle(SETTLING);
    return suspended.coroutines().isEmpty()
        ? Optional.empty()
        : Optional.of(withoutStack("the test has ended, and left behind " + suspended));
  }
}
