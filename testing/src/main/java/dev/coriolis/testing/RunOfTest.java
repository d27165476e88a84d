package dev.coriolis.testing;

import java.time.Duration;
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
  private final Settings settings;
  private final Unseen unseen = new Unseen();
  private final LoopOfTest loop;
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
  void call(Invocation<Void> method) throws Throwable {
    Stages stages = new Stages();
    CompletableFuture<Void> end = loop.start(() -> stages.call(method));
    Throwable failure = await(end);
    if (failure != null) {
      addOrder(failure);
      throw failure;
    }
  }

  private @Nullable Throwable await(CompletableFuture<Void> end)
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
    AssertionError error =
        new AssertionError("the test has not ended within " + limit.toSeconds() + " s");
    error.setStackTrace(new StackTraceElement[0]);
    error.addSuppressed(where);
    return error;
  }

  private void giveUp(CompletableFuture<Void> end) {
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

  /** Ends the run; a second call does nothing. Throws what has failed while nobody looked. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    loop.end();
    unseen.asOne().ifPresent(error -> {
      addOrder(error);
      throw error;
    });
  }
}
